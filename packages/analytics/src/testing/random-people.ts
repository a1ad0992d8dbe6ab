/** People, a portfolio and what they did, by chance; and who holds what, by plain loops over the same facts. */
import { readPeople, readPortfolio } from "@tessera/portfolio";
import type { Portfolio } from "@tessera/portfolio";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { Chance } from "../simulate/chance.ts";
import { statement } from "./statements.ts";
import type { Json } from "./statements.ts";

const DAY = 86_400;
const JOB = "https://example.org/c/job/look";

export interface Fact {
  readonly who: string;
  readonly registration: string;
  readonly unit: string;
  readonly verb: string;
  readonly seconds: number;
  readonly scaled: number;
  readonly observer: string | undefined;
  readonly success: boolean;
}

export interface PersonFact {
  readonly id: string;
  readonly accounts: readonly string[];
  readonly role: string;
  readonly site: string;
}

const nothing = { mastery: undefined, observation: undefined, people: 1 } as const;

/** `c`: read, test with 0.8, one observer, within 30 days, for a year; `plain`: read alone, for ever. */
export const peopleCatalogue: Catalogue = {
  courses: [{ id: "https://example.org/c", slug: "c", title: "Course", version: "1.0.0", language: "en" }],
  units: [],
  pages: [],
  questions: [],
  options: [],
  credentials: [
    {
      ...{ id: "c", course: "https://example.org/c", title: "Credential" },
      ...{ validMonths: 12, validDays: 0, withinMonths: 0, withinDays: 30 },
    },
    {
      ...{ id: "plain", course: "https://example.org/plain", title: "Plain" },
      ...{ validMonths: undefined, validDays: undefined, withinMonths: undefined, withinDays: undefined },
    },
  ],
  needs: [
    { ...nothing, credential: "c", need: "read", unit: "u-read", verb: "completed" },
    { ...nothing, credential: "c", need: "test", unit: "u-test", verb: "passed", mastery: 0.8 },
    { ...nothing, credential: "c", need: "job", unit: "u-job", verb: "observed", observation: JOB },
    { ...nothing, credential: "plain", need: "read", unit: "u-read", verb: "completed" },
    { ...nothing, credential: "plain", need: "read", unit: "u-read", verb: "passed" },
  ],
  renewals: [],
};

const PORTFOLIO = `roles:
  tech: {title: Technician, requires: [both]}
  lead: {title: Lead, requires: [c]}
sites: {north: {title: North}, south: {title: South}}
systems: {net: {title: Network, credential: c, people: 2}}
credentials: {plain: {title: Plain}, c: {renew: plain}}
pathways: {both: {requires: [c, plain]}}
`;

export function portfolioOf(text = PORTFOLIO): Portfolio {
  const { value, diagnostics } = readPortfolio({ file: "p.yaml", text }, []);
  if (value === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return value;
}

export function peopleOf(csv: string) {
  const { value, diagnostics } = readPeople({ file: "p.csv", text: csv });
  if (value === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return value;
}

export function randomPeople(seed: string, size = 40) {
  const chance = new Chance(seed);
  const people: PersonFact[] = [];
  const facts: Fact[] = [];
  const statements: Json[] = [];
  for (let n = 0; n < size; n++) {
    const accounts = [`a${n}`, ...(chance.happens(0.3) ? [`b${n}`] : [])];
    people.push({
      ...{ id: `p${n}`, accounts },
      role: chance.happens(0.7) ? "tech" : "lead",
      site: chance.happens(0.6) ? "north" : "south",
    });
    for (const who of [...accounts, ...(chance.happens(0.1) ? [`stranger${n}`] : [])])
      for (let times = 0; times <= chance.below(2); times++) {
        const registration = chance.uuid();
        const begin = chance.below(700) * DAY;
        const say = (unit: string, verb: string, observer?: string) => {
          if (chance.happens(0.15)) return;
          const fact: Fact = {
            ...{ who, registration, unit, verb, observer },
            seconds: begin + chance.below(40) * DAY + chance.below(DAY),
            scaled: chance.below(11) / 10,
            success: chance.happens(0.8),
          };
          facts.push(fact);
          statements.push(
            statement({
              ...{ who, registration, unit, verb, seconds: fact.seconds },
              object: observer === undefined ? unit : `${JOB}/steps`,
              result: verb === "answered" ? { success: fact.success } : { score: { scaled: fact.scaled } },
              ...(observer !== undefined && { instructor: observer, quiz: JOB }),
            }),
          );
        };
        say("u-read", "completed");
        for (let tries = 0; tries < 2; tries++) say("u-test", "passed");
        say("u-job", "answered", chance.happens(0.1) ? who : "boss");
        if (chance.happens(0.3)) say("u-job", "answered", "boss");
      }
  }
  const csv = [
    "id,account_home_page,account_name,role,site",
    ...people.flatMap(({ id, accounts, role, site }) =>
      accounts.map((name, at) =>
        [id, "https://lms.example", name, at === 0 ? role : "", at === 0 ? site : ""].join(","),
      ),
    ),
  ].join("\n");
  return { people, facts, statements: chance.shuffled(statements), csv };
}

/**
 * Seconds at which the person last came to hold it: first by the whole award in one registration, then each time by that award
 * or by the course that the portfolio names (`plain`), in what was shown since the time before.
 */
export function earnedAt(
  accounts: readonly string[],
  credential: string,
  facts: readonly Fact[],
): number | undefined {
  const own = facts.filter(({ who }) => accounts.includes(who));
  const registrations = [...new Set(own.map(({ registration }) => registration))];
  const firstMet = (way: string, since: number): number | undefined => {
    const times = registrations.flatMap((registration) => {
      const needs = needsOf(
        way,
        own.filter((fact) => fact.registration === registration),
      ).map((each) => each.filter((seconds) => seconds >= since));
      const span = way === "plain" ? Infinity : 30 * DAY;
      const met = needs
        .flat()
        .sort((one, other) => one - other)
        .find((at) => needs.every((each) => each.some((seconds) => seconds <= at && seconds >= at - span)));
      return met === undefined ? [] : [met];
    });
    return times.length === 0 ? undefined : Math.min(...times);
  };
  let last = firstMet(credential, -Infinity);
  // What never expires is not renewed.
  while (last !== undefined && credential !== "plain") {
    const since = last + 1;
    const next = ["c", "plain"].flatMap((way) => firstMet(way, since) ?? []);
    if (next.length === 0) break;
    last = Math.min(...next);
  }
  return last;
}

function needsOf(way: string, all: readonly Fact[]): readonly (readonly number[])[] {
  const secondsOf = (those: readonly Fact[]) => those.map(({ seconds }) => seconds);
  const read = secondsOf(all.filter(({ unit }) => unit === "u-read"));
  if (way === "plain") return [read];
  const job = all
    .filter(({ observer, who }) => observer === "boss" && who !== "boss")
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, 1)
    .filter(({ success }) => success);
  return [
    read,
    secondsOf(all.filter(({ unit, scaled }) => unit === "u-test" && scaled >= 0.8)),
    secondsOf(job),
  ];
}
