/** Learners on their way through the pages of one unit, in sessions that end in every way, by chance. */
import { Chance } from "../simulate/chance.ts";
import { COURSE } from "./plain-catalogue.ts";
import { statement, voiding } from "./statements.ts";
import type { Json } from "./statements.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";

export const WAY = "https://example.org/c/way";
export const PAGES = [0, 1, 2, 3].map((n) => `${WAY}/page-${n}`);

export interface Step {
  readonly who: string;
  readonly verb: string;
  readonly object: string;
  readonly session: string;
  readonly seconds: number;
  readonly minutes: number | undefined;
  readonly counts: boolean;
}

export const wayCatalogue: Catalogue = {
  courses: [{ id: COURSE, slug: "c", title: "Course", version: "1.0.0", language: "en" }],
  units: [
    {
      id: WAY,
      course: COURSE,
      slug: "way",
      title: "Way",
      purpose: "learn",
      moveOn: "Completed",
      mastery: 0.8,
      minutes: 20,
      position: 0,
    },
  ],
  pages: PAGES.map((id, position) => ({ id, unit: WAY, title: `Page ${position}`, minutes: 5, position })),
  questions: [],
  options: [],
  credentials: [],
  needs: [],
  renewals: [],
};

const LONG: Readonly<Record<string, string>> = {
  abandoned: "https://w3id.org/xapi/adl/verbs/abandoned",
};

export function randomJourneys(seed: string, learners = 50) {
  const chance = new Chance(seed);
  const statements: Json[] = [];
  const steps: Step[] = [];
  for (let n = 0; n < learners; n++) {
    const who = `learner ${n}`;
    let seconds = chance.below(100_000);
    for (let nth = 0; nth <= chance.below(3); nth++) {
      const session = `${who} ${nth}`;
      const say = (verb: string, object: string, minutes?: number) => {
        seconds += 1 + chance.below(300);
        const said = statement({
          ...{ who, object, session, seconds, unit: WAY, verb: LONG[verb] ?? verb },
          ...(minutes !== undefined && { result: { duration: `PT${minutes}M` } }),
        });
        statements.push(said);
        if (chance.happens(0.05)) statements.push(said);
        const counts = !chance.happens(0.05);
        if (!counts) statements.push(voiding(said["id"], seconds));
        steps.push({ who, verb, object, session, seconds, minutes, counts });
      };
      say("launched", WAY);
      if (chance.happens(0.1)) continue;
      say("initialized", WAY);
      const pages = chance.below(PAGES.length + 1);
      let spent = 0;
      for (const page of PAGES.slice(0, pages)) {
        if (chance.happens(0.1)) continue;
        const minutes = 1 + chance.below(9);
        spent += minutes;
        say("experienced", page, minutes);
      }
      if (pages === PAGES.length && chance.happens(0.8)) say("completed", WAY, spent);
      if (pages === PAGES.length && chance.happens(0.6)) say("passed", WAY, spent);
      if (chance.happens(0.8)) say("terminated", WAY, spent);
      if (chance.happens(0.15)) say("abandoned", WAY, spent);
    }
  }
  return { statements: chance.shuffled(statements), steps };
}
