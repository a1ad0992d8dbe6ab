/** Makes up scripts: what a learner might do, and a fault at the worst of times. */
import { Chance } from "./chance.ts";
import { ROW_NAMES, ROWS } from "./rows.ts";
import type { Fault, Row, RowName, Stretch } from "./rows.ts";
import type { Doing, Enrolment, NetworkFault, Script, Step } from "./script.ts";

const somewhere = ({ chance, from, until }: Stretch) => chance.between(from, until);

function network(is: NetworkFault, shortest: number, longest: number): Fault {
  return (around) => {
    // Now and then it is there before the launch.
    const at = around.chance.is(0.15) ? around.from : somewhere(around);
    return [{ do: "fault", is, at, until: at + around.chance.between(shortest, longest) }];
  };
}

function steps(...names: readonly ("reload" | "close" | "kill" | "exit")[]): Fault {
  return (around) => {
    const { chance } = around;
    return Array.from({ length: chance.between(1, 3) }, () => ({
      do: chance.pick(names),
      at: somewhere(around),
    }));
  };
}

/** Rows of the table. */
const SINGLE = {
  none: () => [],
  "http-503": network("503", 15_000, 25_000),
  "http-429": network("429", 5_000, 40_000),
  reset: network("reset", 5_000, 60_000),
  "stored-unanswered": network("deaf", 5_000, 40_000),
  slow: network("slow", 5_000, 60_000),
  "stored-late": network("late", 5_000, 60_000),
  offline: network("offline", 2_000, 120_000),
  reload: steps("reload"),
  "closed-tab": steps("close"),
  killed: (around) => {
    const at = somewhere(around);
    const isRevived = around.chance.is(0.5);
    return [{ do: "kill", at }, ...(isRevived ? [{ do: "revive" as const, at: at + 2_000 }] : [])];
  },
  "second-tab": (around) => {
    const { chance, device } = around;
    const at = somewhere(around);
    if (chance.is(0.4)) return [{ do: "launch", at, device, tab: "new", mode: "Normal" }];
    const swap = at + chance.between(1_000, 20_000);
    return [{ do: "duplicate", at }, ...(chance.is(0.5) ? [{ do: "swap" as const, at: swap }] : [])];
  },
  "other-device": (around) => {
    const { chance } = around;
    const at = somewhere(around);
    return chance.is(0.2)
      ? [{ do: "copy-link", at, device: 1 - around.device }]
      : [{ do: "launch", at, device: 1 - around.device, tab: "new", mode: "Normal" }];
  },
  "storage-full": (around) => {
    const at = somewhere(around);
    return [
      { do: "disk", at, device: around.device, is: around.chance.pick(["database-full", "full"] as const) },
      { do: "disk", at: at + around.chance.between(5_000, 60_000), device: around.device, is: "good" },
    ];
  },
  "storage-forbidden": ({ from, until, device }) => [
    // Before the launch: a browser decides it when the page is loaded.
    { do: "disk", at: from - 2, device, is: "forbidden" },
    { do: "disk", at: until, device, is: "good" },
  ],
  clock: (around) => [{ do: "clock", at: somewhere(around), device: around.device, ms: -3_600_000 }],
  "token-expired": (around) => [{ do: "expire", at: somewhere(around) }],
  "state-412": network("state-412", 5_000, 60_000),
  poison: (around) =>
    Array.from({ length: around.chance.between(1, 3) }, (_, index) => {
      const at = somewhere(around);
      return { do: "poison" as const, at, n: at * 10 + index };
    }),
} as const satisfies Readonly<Record<string, Fault>>;

type SingleName = keyof typeof SINGLE;
/** Rows for switches; not in the table, whose faults they are not. */
export const MORE_NAMES = ROW_NAMES;
export type FaultName = SingleName | "mixture" | RowName;
const SINGLE_NAMES = Object.keys(SINGLE) as readonly SingleName[];
export const FAULT_NAMES: readonly FaultName[] = [...SINGLE_NAMES, "mixture"];

function mixture(around: Stretch): readonly Step[] {
  const { chance } = around;
  const names = SINGLE_NAMES.filter((name) => name !== "none");
  return Array.from({ length: chance.between(2, 4) }, () => SINGLE[chance.pick(names)](around)).flat();
}

/** @returns undefined for a row of the table */
function ownRow(name: FaultName): Row | undefined {
  return name in ROWS ? ROWS[name as RowName] : undefined;
}

function faultOf(name: FaultName): Fault {
  return name === "mixture" ? mixture : (ownRow(name)?.fault ?? SINGLE[name as SingleName]);
}

/** What the rows of the table are called. */
export const TITLES: Readonly<Record<FaultName, string>> = {
  none: "none",
  "http-503": "503 for 20 s",
  "http-429": "429 with Retry-After",
  reset: "connection reset",
  "stored-unanswered": "timeout after the LRS stored it",
  slow: "slow 30 s",
  "stored-late": "slow 30 s, stored late",
  offline: "offline",
  reload: "reload",
  "closed-tab": "closed tab",
  killed: "killed renderer",
  "second-tab": "second tab",
  "other-device": "other device",
  "storage-full": "storage full",
  "storage-forbidden": "storage forbidden",
  clock: "clock −1 h",
  "token-expired": "token expired",
  "state-412": "State 412",
  poison: "poison statement",
  mixture: "mixture",
  ...(Object.fromEntries(ROW_NAMES.map((name) => [name, ROWS[name].title])) as Record<RowName, string>),
};

/** How many launches a script makes, the last one on each device included. */
export function launchesOf({ steps }: Script): number {
  const devices = new Set(
    steps.flatMap((step) =>
      step.do === "launch" || step.do === "copy-link" || step.do === "disk" || step.do === "clock"
        ? [step.device]
        : [],
    ),
  );
  return steps.filter((step) => step.do === "launch").length + devices.size;
}

/**
 * The script of one trial.
 * @param seed - 32 bits; the same seed and fault tell the same story
 * @param lms - name of a profile of `@tessera/lms`
 */
export function tell(fault: FaultName, seed: number, lms = "standard"): Script {
  const chance = new Chance(seed);
  const made: Step[] = [];
  const told = new Learner(chance);
  let at = 0;
  const { sessions: least = 1, changesDevice = false, mastery, later } = ownRow(fault) ?? {};
  const sessions = Math.max(least, chance.between(1, 3));
  const makeFault = faultOf(fault);
  let device = 0;
  for (let session = 0; session < sessions; session++) {
    const from = at;
    const isFresh = session === 0 || chance.is(0.4);
    if (chance.is(0.08) || (changesDevice && session > 0)) device = 1 - device;
    const mode = chance.is(0.92) ? "Normal" : chance.pick(["Browse", "Review"] as const);
    const isRaised = mastery !== undefined && session > 0;
    const tab = isFresh ? "new" : "same";
    made.push({ do: "launch", at, device, tab, mode, ...(isRaised && { mastery }) });
    at = told.session(at, made);
    const isLast = session === sessions - 1;
    if (fault !== "none" && (isLast || chance.is(0.6) || least > 1))
      made.push(...makeFault({ chance, from: from + 1, until: at, device, session }));
    at = later?.(at, device, made) ?? at;
  }
  const steps = made
    .map((step, order) => ({ step, order }))
    .sort((one, other) => one.step.at - other.step.at || one.order - other.order)
    .map(({ step }) => step);
  return { seed, lms, enrolment: enrolment(chance), steps, end: at + 1_000 };
}

function enrolment(chance: Chance): Enrolment {
  return {
    masteryScore: chance.pick([null, 0, 0.5, 0.8, 0.8, 1]),
    moveOn: chance.pick(["CompletedAndPassed", "Completed", "Passed", "CompletedOrPassed", "NotApplicable"]),
    template: chance.is(0.3),
    shuffled: chance.is(0.2),
    slash: chance.is(0.8),
    library: chance.is(0.5),
  };
}

/** Somebody who reads, answers, is called away, comes back, and leaves in one of several ways. */
class Learner {
  readonly #chance: Chance;
  #n = 0;
  #percent = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** @returns when the session is over */
  session(from: number, made: Step[]): number {
    const chance = this.#chance;
    // Some read before the launch is through.
    let at = from + (chance.is(0.2) ? 1 : chance.between(300, 3_000));
    for (let left = chance.between(2, 14); left > 0; left--) {
      made.push({ ...this.#doing(), at });
      if (chance.is(0.15)) {
        made.push({ do: "hide", at: (at += chance.between(50, 3_000)) });
        made.push({ do: "show", at: (at += chance.between(100, 30_000)) });
      }
      if (chance.is(0.04)) made.push({ do: "reload", at: (at += chance.between(20, 4_000)) });
      at += chance.is(0.3) ? chance.between(20, 900) : chance.between(1_000, 15_000);
    }
    const way = chance.pick(["exit", "exit", "exit", "close", "close", "kill", "stay"] as const);
    if (way === "exit") at += 12_000;
    if (way === "exit" && chance.is(0.2)) made.push({ do: "go-back", at: at + 1 });
    if (way !== "stay") made.push({ do: way, at: at - (way === "exit" ? 12_000 : 0) });
    return at + chance.between(500, 20_000);
  }

  #doing(): Doing {
    const chance = this.#chance;
    const n = ++this.#n;
    const what = chance.between(0, 19);
    if (what < 1 && chance.is(0.4)) return { do: "essay", n, length: chance.between(500, 20_000) };
    if (what < 7) return { do: "answer", n };
    if (what < 10) return { do: "read", n };
    if (what < 11) return { do: "ask", n };
    if (what < 14 && this.#percent < 96)
      return { do: "progress", percent: (this.#percent += chance.between(1, 4)) };
    if (what < 16) return { do: "keep", n };
    if (what < 17) return { do: "complete" };
    const scaled = chance.pick([-0.2, 0, 0.3, 0.5, 0.79, 0.8, 1, 1.1]);
    return { do: "quiz", n, questions: chance.between(1, 5), scaled, last: chance.is(0.3) };
  }
}
