/** Many trials, and what came of them: one row for each fault. */
import { Chance } from "./chance.ts";
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

export interface Plan {
  /** At least so many launches, in equal parts for each fault. */
  readonly sessions: number;
  readonly seed: number;
  readonly faults?: readonly FaultName[];
  readonly lms?: string;
}

/** Figures of the table, in its order. */
export const FIGURES = ["lost", "twice", "disorder", "broken"] as const;
const HEADS = ["lost", "twice", "out of order", "rules broken"];

export interface Result extends Task {
  readonly judgement: Judgement;
}

/** The trials of a campaign: the same plan, the same trials. */
export function tasksFor({ sessions, seed, faults = FAULT_NAMES, lms = "standard" }: Plan): readonly Task[] {
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

function rowsOf(results: readonly Result[]): readonly Row[] {
  const count = (some: readonly Result[]) =>
    [(one: Judgement) => one.sessions, (one: Judgement) => one.statements]
      .concat(FIGURES.map((figure) => (one) => one[figure].length))
      .map((figure) => some.reduce((sum, { judgement }) => sum + figure(judgement), 0));
  const rows = [...FAULT_NAMES, ...MORE_NAMES].flatMap((fault) => {
    const some = results.filter((result) => result.fault === fault);
    return some.length === 0 ? [] : [{ name: TITLES[fault], counts: count(some) }];
  });
  return [...rows, { name: "all", counts: count(results) }];
}

/** The table as markdown. */
export function tableOf(results: readonly Result[]): string {
  const cells = [
    ["fault", "sessions", "statements", ...HEADS],
    ...rowsOf(results).map(({ name, counts }) => [
      name,
      ...counts.map((number) => number.toLocaleString("en")),
    ]),
  ];
  const widths = HEADS.concat("", "", "").map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  const [head = [], ...rest] = cells;
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
