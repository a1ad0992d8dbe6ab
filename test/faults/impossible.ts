/**
 * What an LMS makes impossible, however a unit is written: by the names that users are told (`impossible` of its profile,
 * docs/importers.md), as far as a trial can show it. Nothing else may be missing there.
 */
import type { ImpossibilityName } from "@tessera/cmi5";
import type { LmsProfile } from "@tessera/lms";
import type { ActKey } from "./acts.ts";
import { hadTime } from "./evidence.ts";
import type { Evidence, PageFacts, Shown } from "./evidence.ts";
import type { Breach, SessionCourse } from "./exceptions.ts";

export interface Excuse {
  /** An act whose statement is not in the LRS. */
  readonly act?: (act: Shown) => boolean;
  /** What the LMS's judge found. */
  readonly breach?: (breach: Breach, course: SessionCourse) => boolean;
  /** What was seen at a page or of a session, in the words of the oracle. */
  readonly words?: RegExp;
  /** Where those words are excused; everywhere unless told otherwise. */
  readonly when?: (played: Evidence) => boolean;
  /** Why no trial shows it. */
  readonly unseen?: string;
}

const isVerdict = (key: ActKey) => key === "completed" || key === "passed" || key === "failed";

/** Rules that a session breaks which begins a second time, perhaps after its end. */
const BEGUN_AGAIN = new Set([
  "9.3.0.0-2",
  "9.3.2.0-1",
  "9.3.2.0-3",
  "7.1.2.0-1",
  "9.3.8.0-2",
  "9.3.0.0-5",
  "7.1.3.0-1",
]);

/** Two sessions of the learner whose pages were open at the same time, and whose tokens were good. */
function areAtOnce(one: PageFacts, other: PageFacts): boolean {
  const until = ({ endedAt, abandonedAt }: PageFacts) => Math.min(endedAt, abandonedAt);
  const isOther = one.isOther === true || other.isOther === true;
  return (
    !isOther && one.session !== other.session && one.openedAt < until(other) && other.openedAt < until(one)
  );
}

/** How many requests were answered with 400, as the LMS's judge says it. */
const refusedIn = (message: string) => Number(/^(\d+) of \d+ requests/.exec(message)?.[1]);

export const EXCUSES: Readonly<Record<ImpossibilityName, Excuse>> = {
  answers: { act: ({ key }) => !isVerdict(key) },
  "one registration": { act: (act) => !hadTime(act), words: / stays open / },
  "two devices at once": {
    words: / begins at page \d+, not at | is not in State, /,
    when: ({ pages }) => pages.some((one) => pages.some((other) => areAtOnce(one, other))),
  },
  "one start for each link": {
    breach: ({ id }, { pages }) => BEGUN_AGAIN.has(id) && pages.filter(({ isFresh }) => isFresh).length > 1,
  },
  "an end without terminated": { words: / stays open / },
  "a record after an hour": { unseen: "no session of a trial is an hour long" },
  "a repetition without an error": {
    breach: ({ id, message }, { repeats }) => id === "4.1.0.0-1" && refusedIn(message) <= repeats,
  },
  "the reason of a refusal": { unseen: "what is refused is parked, whatever the reason was" },
  "the session in a statement": { unseen: "its judge holds a unit's own session id for a remark" },
  "a mastery score of the LMS's own": {
    unseen: "a verdict is held against the score that the unit was given",
  },
  preferences: { words: / without the learner's preferences / },
  "a grade": { unseen: "it is the LMS's own; all statements are there" },
};

/** How it is named among what is left out. */
export const atThisLms = (name: string) => `at this LMS: ${name}`;

/** What this LMS excuses, by name. */
export function impossibleAt({ impossible }: Pick<LmsProfile, "impossible">): readonly (Excuse & {
  readonly name: ImpossibilityName;
})[] {
  return impossible.map(({ name }) => ({ name, ...EXCUSES[name] }));
}
