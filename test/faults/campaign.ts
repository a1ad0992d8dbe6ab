/** Many trials, and what came of them: one row for each fault, or for each LMS. */
import { LMS_PROFILES } from "@tessera/lms";
import { Chance } from "./chance.ts";
import { atThisLms, impossibleAt } from "./impossible.ts";
import { judge } from "./oracle.ts";
import type { Judgement } from "./oracle.ts";
import { play } from "./play.ts";
import { FAULT_NAMES, launchesOf, MORE_NAMES, tell, TITLES } from "./story.ts";
import type { FaultName } from "./story.ts";

export interface Task {
  readonly fault: FaultName;
  /** 32 bits; with the fault it is the whole trial. */
  readonly seed: number;
  /** Name of a profile of `@tessera/lms`. */
  readonly lms: string;
}

export const LMS_NAMES: readonly string[] = LMS_PROFILES.map(({ name }) => name);

export interface Plan {
  /** At least so many launches at each LMS, in equal parts for each fault. */
  readonly sessions: number;
  readonly seed: number;
  readonly faults?: readonly FaultName[];
  /** `all`: the same stories at every LMS. */
  readonly lms?: string;
}

/** Figures of the table, in its order. */
export const FIGURES = ["lost", "twice", "disorder", "broken"] as const;
const HEADS = ["lost", "twice", "out of order", "rules broken"];

export interface Result extends Task {
  readonly judgement: Judgement;
}

/** The trials of a campaign: the same plan, the same trials. */
export function tasksFor({ lms = "standard", ...plan }: Plan): readonly Task[] {
  if (lms === "all") return LMS_NAMES.flatMap((name) => tasksFor({ ...plan, lms: name }));
  const { sessions, seed, faults = FAULT_NAMES } = plan;
  return faults.flatMap((fault) => {
    const chance = new Chance(seed ^ ([...FAULT_NAMES, ...MORE_NAMES].indexOf(fault) * 0x9e3779b1));
    const tasks: Task[] = [];
    for (let launches = 0; launches < sessions / faults.length;) {
      const task = { fault, seed: chance.between(1, 0x7fff_ffff), lms };
      launches += launchesOf(tell(task.fault, task.seed));
      tasks.push(task);
    }
    return tasks;
  });
}

export async function perform(task: Task): Promise<Result> {
  return { ...task, judgement: await judge(await play(tell(task.fault, task.seed, task.lms))) };
}

export function isRed({ judgement }: Result): boolean {
  return FIGURES.some((figure) => judgement[figure].length > 0);
}

interface Row {
  readonly name: string;
  readonly counts: readonly number[];
}

function countsOf(some: readonly Result[]): readonly number[] {
  return [(one: Judgement) => one.sessions, (one: Judgement) => one.statements]
    .concat(FIGURES.map((figure) => (one) => one[figure].length))
    .map((figure) => some.reduce((sum, { judgement }) => sum + figure(judgement), 0));
}

function rowsOf(results: readonly Result[]): readonly Row[] {
  const rows = [...FAULT_NAMES, ...MORE_NAMES].flatMap((fault) => {
    const some = results.filter((result) => result.fault === fault);
    return some.length === 0 ? [] : [{ name: TITLES[fault], counts: countsOf(some) }];
  });
  return [...rows, { name: "all", counts: countsOf(results) }];
}

const cellsOf = ({ name, counts }: Row) => [name, ...counts.map((number) => number.toLocaleString("en"))];

/** The table as markdown. */
export function tableOf(results: readonly Result[]): string {
  return markdown([["fault", "sessions", "statements", ...HEADS], ...rowsOf(results).map(cellsOf)]);
}

/** One row for each LMS, with what it makes impossible, and how often that was met. */
export function tableOfProfiles(results: readonly Result[]): string {
  const rows = LMS_PROFILES.flatMap((profile) => {
    const some = results.filter(({ lms }) => lms === profile.name);
    if (some.length === 0) return [];
    const names = impossibleAt(profile).map(({ name, unseen }) =>
      unseen === undefined ? `${name} (${timesAt(name, some)})` : `${name} (unseen)`,
    );
    return [[...cellsOf({ name: profile.name, counts: countsOf(some) }), names.join(", ")]];
  });
  const all = [...cellsOf({ name: "all", counts: countsOf(results) }), ""];
  return markdown([["LMS", "sessions", "statements", ...HEADS, "impossible there"], ...rows, all]);
}

const timesAt = (name: string, results: readonly Result[]) =>
  results.flatMap(({ judgement }) => judgement.excused.filter((words) => words === atThisLms(name))).length;

/** Numbers to the right, words to the left. */
function markdown([head = [], ...rest]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rest].map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => /^[\d,]+$/.test(rest.at(-1)?.[column] ?? "");
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (isNumber(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [line(head), rule, ...rest.map(line)].join("\n");
}

/** The last line of a campaign. */
export function closingLine(results: readonly Result[]): string {
  const [sessions = 0, , ...figures] = rowsOf(results).at(-1)?.counts ?? [];
  return `faults: ${sessions} sessions, ${figures.map((number, index) => `${number} ${HEADS[index] ?? ""}`).join(", ")}`;
}

/** What is left out and why, with how often. */
export function excusedOf(results: readonly Result[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { judgement } of results)
    for (const reason of judgement.excused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, times]) => `${times} × ${reason}`);
}
