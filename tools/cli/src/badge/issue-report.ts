import type { Evidence } from "@tessera/credentials";
import type { Decision, Held } from "@tessera/credentials/issuing";
import { printable } from "@tessera/diagnostics";
import { data, say } from "../terminal.adapter.ts";

export interface ReadStatements {
  readonly evidence: Pick<Evidence, "strangers" | "voided" | "ambiguous">;
  readonly count: number;
  /** The first few that are no valid statements, with where and why. */
  readonly invalid: readonly string[];
  readonly invalidCount: number;
}

/** What was issued upon which decision. */
export type Issued = ReadonlyMap<Decision, Held>;

interface Done {
  readonly issued: Issued;
  readonly dryRun: boolean;
}

/** What became of one learner. */
export interface Row {
  readonly learner: string;
  readonly outcome: "issued" | "would-issue" | "renewed" | "would-renew" | "already" | "revoked" | "not-yet";
  readonly credential?: string;
  readonly registration?: string;
  readonly missing?: readonly string[];
  readonly reason?: string;
}

export function rowOf(decision: Decision, { issued, dryRun }: Done): Row {
  const { learner } = decision;
  switch (decision.kind) {
    case "new": {
      const credential = issued.get(decision)?.id;
      return { learner, outcome: dryRun ? "would-issue" : "issued", ...(credential && { credential }) };
    }
    case "already":
      return { learner, outcome: "already", credential: decision.line.id };
    case "revoked":
      return { learner, outcome: "revoked", credential: decision.line.id, reason: decision.reason };
    case "not-yet":
      return { learner, outcome: "not-yet", registration: decision.registration, missing: decision.missing };
  }
}

/** So that two runs say the same, however the learners were parted. */
export const byLearner = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((one, other) => (one.learner < other.learner ? -1 : one.learner > other.learner ? 1 : 0));

export function report(
  read: ReadStatements,
  rows: readonly Row[],
  { dryRun, format }: { readonly dryRun: boolean; readonly format: "table" | "json" },
): void {
  if (format === "json") reportJson(read, rows, dryRun);
  else reportTable(read, rows);
}

function reportJson(read: ReadStatements, learners: readonly Row[], dryRun: boolean): void {
  const { evidence, count: statements, invalid, invalidCount } = read;
  const notCounted = {
    otherAuthorities: Object.fromEntries(evidence.strangers),
    voided: evidence.voided,
    sameIdTwice: evidence.ambiguous,
    invalid: invalidCount,
    firstInvalid: invalid,
  };
  data(JSON.stringify({ dryRun, statements, learners, notCounted }, null, 2));
}

/** Outcomes alone, where nothing was read but the ledger. */
export function printRows(rows: readonly Row[], { format }: { readonly format: "table" | "json" }): void {
  if (format === "json") return data(JSON.stringify({ learners: rows }, null, 2));
  printTable(rows);
  say(countsOf(rows) || "nobody holds a part of any pathway");
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function reportTable(read: ReadStatements, rows: readonly Row[]): void {
  const { evidence, invalid, invalidCount } = read;
  printTable(rows);
  for (const [authority, number] of evidence.strangers)
    say(
      printable(
        `${count(number, "statement was", "statements were")} kept under ${authority}, which issuer.json does not name, and did not count`,
      ),
    );
  if (evidence.voided > 0)
    say(`${count(evidence.voided, "statement is", "statements are")} voided and did not count`);
  for (const id of evidence.ambiguous)
    say(`the id ${id} stands on different statements: none of them counted`);
  for (const place of invalid) say(printable(`${place}: no valid statement, and it did not count`));
  if (invalidCount > invalid.length) say(`and ${invalidCount - invalid.length} more that are not valid`);
  say(`${count(read.count, "statement", "statements")}: ${countsOf(rows) || "nobody took this course"}`);
}

function printTable(rows: readonly Row[]): void {
  for (const { outcome, learner, credential, missing = [], reason } of rows) {
    data(
      printable([outcome.padEnd(12), learner, credential].filter((part) => part !== undefined).join("  ")),
    );
    for (const because of reason === undefined ? missing : [reason])
      data(printable(`${" ".repeat(14)}${because}`));
  }
}

function countsOf(rows: readonly Row[]): string {
  const outcomes = new Map<string, number>();
  for (const { outcome } of rows) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  return [...outcomes].map(([outcome, number]) => `${number} ${outcome}`).join(", ");
}
