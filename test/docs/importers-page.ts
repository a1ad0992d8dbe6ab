import { BEHAVIOURS } from "../../packages/cmi5/src/known-lms/behaviours.ts";
import type { RunTimeBehaviour } from "../../packages/cmi5/src/known-lms/behaviours.ts";
import type { KnownLms } from "../../packages/cmi5/src/known-lms/known-lms.ts";
import { KNOWN_LMS } from "../../packages/cmi5/src/known-lms/registry.ts";
import { LMS_PROFILES } from "../../packages/lms/src/profiles/profiles.ts";

const MARKS = ["<!-- what follows is written by UPDATE_DOCS=1 -->", "<!-- written until here -->"] as const;

function list(title: string, notes: readonly string[]): string {
  return notes.length === 0
    ? ""
    : `\n${title}\n\n${[...new Set(notes)].map((note) => `- ${note}`).join("\n")}\n`;
}

/** One section for each LMS, from the data that `tessera verify` forecasts with, and one for each that is put together. */
export function importerSections(): string {
  const known = new Set(["standard", ...KNOWN_LMS.map(({ name }) => name)]);
  const others = LMS_PROFILES.filter(({ name }) => !known.has(name)).map(
    ({ name, title, evidence, behaviours, impossible }) =>
      `## ${title}\n\nNo single LMS: ${evidence}. To see a course there: \`tessera launch ZIP --lms ${name}\`.\n` +
      runTimeLists({ runTime: behaviours, impossible }),
  );
  return [...knownSections(), ...others].join("\n");
}

function knownSections(): readonly string[] {
  return KNOWN_LMS.map((lms) => {
    const { name, title, tried, reactions } = lms;
    const notes = (effect: string) => reactions.filter((one) => one.effect === effect).map((one) => one.note);
    return [
      `## ${title}\n\nTried: ${tried}. To see a course there: \`tessera launch ZIP --lms ${name}\`.\n`,
      list("Why it refuses packages:", notes("refuses")),
      list("What is lost or changed at import:", notes("loses")),
      runTimeLists(lms),
    ].join("");
  });
}

const EFFECTS: readonly (readonly [RunTimeBehaviour["effect"], string])[] = [
  ["drops", "What it drops while a unit runs:"],
  ["ignores", "What it ignores while a unit runs:"],
  ["refuses", "What it refuses while a unit runs:"],
  ["changes", "What else is different while a unit runs:"],
];

function runTimeLists({ runTime, impossible }: Pick<KnownLms, "runTime" | "impossible">): string {
  const behaviours = runTime.map((name) => BEHAVIOURS[name]);
  const lists = EFFECTS.map(([effect, title]) =>
    list(
      title,
      behaviours.filter((one) => one.effect === effect).map((one) => one.says),
    ),
  );
  const nobody = impossible.map(({ name, why }) => `${name}: ${why.charAt(0).toLowerCase()}${why.slice(1)}`);
  return [...lists, list("What cannot be had there, however a unit is written:", nobody)].join("");
}

/** The part of the page between the marks, and the page with another part there. */
export function between(page: string): { readonly text: string; with(text: string): string } {
  const [before = "", rest = ""] = page.split(MARKS[0]);
  const [text = "", after = ""] = rest.split(MARKS[1]);
  return { text, with: (other) => `${before}${MARKS[0]}${other}${MARKS[1]}${after}` };
}
