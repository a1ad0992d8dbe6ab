/** Rows that make one situation likely: each for the switches that name it, and for none of the faults of the table. */
import type { Chance } from "./chance.ts";
import type { Doing, NetworkFault, Step } from "./script.ts";

/** A stretch of time in which a session runs. */
export interface Stretch {
  readonly chance: Chance;
  readonly from: number;
  readonly until: number;
  readonly device: number;
  /** 0 for the first of the trial. */
  readonly session: number;
}

/** Makes steps within a stretch. */
export type Fault = (around: Stretch) => readonly Step[];

export interface Row {
  readonly title: string;
  readonly fault: Fault;
  /** Launches before the last one on each device, at least. */
  readonly sessions?: number;
  /** Each session is on another device than the one before. */
  readonly changesDevice?: true;
  /** Mastery score of every launch but the first and the last. */
  readonly mastery?: number;
  /** What comes after a session. @returns when that is over */
  readonly later?: (at: number, device: number, made: Step[]) => number;
}

const DAY = 24 * 3_600_000;
const LOW = [-0.2, 0, 0.3] as const;

/** Numbers of acts that no learner of a story comes to. */
const numberOf = (at: number, index = 0) => at * 100 + index;

function quiz(at: number, scaled: number): Step {
  return { do: "quiz", at, n: numberOf(at), questions: 1, scaled, last: true };
}

/** Acts at even distances. */
function many(
  count: number,
  from: number,
  until: number,
  doing: (at: number, index: number) => Doing,
): Step[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + Math.floor(((until - from) * index) / count);
    return { at, ...doing(at, index) };
  });
}

const answer = (at: number, index: number): Doing => ({ do: "answer", n: numberOf(at, index) });
const essay = (at: number, index: number): Doing => ({ do: "essay", n: numberOf(at, index), length: 19_000 });

/** Ends a session with statements waiting on the device. */
const cutOff: Fault = ({ chance, from, until }) => {
  const at = chance.between(from, until);
  return [
    { do: "fault", is: "offline", at, until },
    { do: "kill", at: until - 1 },
  ];
};

export const ROWS = {
  "long-away": { title: "away for 31 days", fault: cutOff, later: (at) => at + 31 * DAY },
  "other-learner": {
    title: "another learner on the device",
    fault: cutOff,
    later: (at, device, made) => {
      made.push({ do: "launch", at: at + 1_000, device, tab: "new", mode: "Normal", isOther: true });
      made.push({ do: "exit", at: at + 6_000 });
      return at + 30_000;
    },
  },
  // The documents are read, and `initialized` or its answer does not get through: what is done meanwhile waits behind it.
  "lost-while-it-begins": {
    title: "network lost while it begins",
    fault: ({ chance, from }) => {
      const at = from + chance.between(40, 500);
      const is: NetworkFault = chance.pick(["offline", "503", "reset", "deaf"] as const);
      return [
        { do: "fault", is, at, until: at + chance.between(2_000, 12_000) },
        ...many(chance.between(2, 5), from + 10, from + 3_000, answer),
      ];
    },
  },
  "long-offline": {
    title: "much is done offline",
    fault: ({ chance, from }) => {
      const at = from + chance.between(1_000, 4_000);
      const until = at + chance.between(6_000, 14_000);
      return [
        { do: "fault", is: "offline", at, until },
        { do: "online", at: until },
        ...(chance.is(0.5)
          ? many(chance.between(30, 90), at, until, answer)
          : many(chance.between(3, 6), at, until, essay)),
      ];
    },
  },
  // More than a browser lets live on after a page, in the second before that is closed.
  "much-at-the-end": {
    title: "closed with more than 60 KiB waiting",
    fault: ({ chance, from, until }) => {
      const at = from + Math.floor((until - from) * (0.2 + chance.next() / 2)) + 2_000;
      return [...many(chance.between(4, 7), at - chance.between(50, 900), at, essay), { do: "close", at }];
    },
  },
  // `failed` is left on the device, and the next session passes.
  "failed-behind": {
    title: "failed waits, and passed is said",
    sessions: 2,
    fault: ({ chance, from, until, session }) => {
      if (session > 0) return [quiz(from + chance.between(2_500, 5_000), 1)];
      const at = from + chance.between(1_000, 4_000);
      return [
        { do: "fault", is: "offline", at, until },
        quiz(at + chance.between(100, 1_000), chance.pick(LOW)),
        { do: "kill", at: Math.max(at + 1_500, until - 1) },
      ];
    },
  },
  // An earlier session sent it and saw no answer, and this one may not read what the LMS has.
  "cannot-be-asked": {
    title: "statements may not be read",
    sessions: 2,
    fault: ({ chance, from, until, session }) => {
      const blind: Step = { do: "fault", is: "blind", at: from, until };
      if (session > 0) return [blind];
      const at = chance.between(from + 1_000, Math.max(from + 1_001, until - 4_000));
      return [blind, { do: "fault", is: "deaf", at, until }, { do: "kill", at: until - 1 }];
    },
  },
  // What was passed lies on the device, and the next session asks for more.
  "mastery-raised": {
    title: "passed waits, and the mastery score is raised",
    sessions: 2,
    mastery: 1,
    fault: ({ chance, from, until, session }) => {
      if (session > 0) return [];
      const at = from + chance.between(1_000, 4_000);
      return [
        { do: "fault", is: "offline", at, until },
        quiz(at + chance.between(100, 1_000), 0.8),
        { do: "kill", at: Math.max(at + 1_500, until - 1) },
      ];
    },
  },
  // A device says it, its State is refused; the next device does not know.
  "said-elsewhere": {
    title: "said already on another device",
    sessions: 2,
    changesDevice: true,
    fault: ({ chance, from, until, session }) => {
      const at = from + chance.between(2_000, 5_000);
      const both: readonly Step[] = [{ do: "complete", at }, quiz(at + 50, 1)];
      return session > 0 ? both : [{ do: "fault", is: "state-412", at: from, until }, ...both];
    },
  },
  // Led back by the unit, the learner goes back to it: as it was, or loaded anew.
  "back-again": {
    title: "back to a page that has ended",
    fault: ({ chance, from, until }) => {
      const at = chance.between(from + 2_000, Math.max(from + 2_001, until));
      const back = at + chance.between(2_000, 20_000);
      return [
        { do: "exit", at },
        { do: "go-back", at: back, ...(chance.is(0.6) && { isAnew: true as const }) },
      ];
    },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type RowName = keyof typeof ROWS;
export const ROW_NAMES = Object.keys(ROWS) as readonly RowName[];
