import type { FindingSnapshot, JudgedRequirement, StatementSnapshot } from "@tessera/lms";

/** How a statement's line is marked. */
type StatementMark = "refused" | "dropped" | "broken" | "again" | "lms" | "plain";

export interface StatementLine {
  /** `line` of the log, from 1. */
  readonly line: number;
  readonly at: number;
  /** Last part of the verb's id, e.g. `answered`. */
  readonly verb: string;
  /** Long quotations are cut; the whole is in the statement. */
  readonly sentence: string;
  readonly mark: StatementMark;
  /** What the mark means and how many rules it met or broke, e.g. `14 rules met`. */
  readonly note: string;
  readonly statement: StatementSnapshot;
}

export function statementLine(statement: StatementSnapshot): StatementLine {
  const mark = markOf(statement);
  return {
    line: statement.line,
    at: statement.at,
    verb: verbOf(statement.json),
    // A percent sign does not stand alone at the beginning of a line.
    sentence: shortened(statement.sentence).replace(/(\d) %/g, "$1\u00A0%"),
    mark,
    note: noteOf(statement, mark),
    statement,
  };
}

/** Letters of a quoted title or answer that a line has room for. */
const QUOTED = 60;

/** A question's whole text as a title would make its line a paragraph: long quotations are cut at a word. */
export function shortened(sentence: string): string {
  return sentence.replace(/“([^”]+)”/g, (whole, quoted: string) => {
    if (quoted.length <= QUOTED) return whole;
    const cut = quoted.lastIndexOf(" ", QUOTED);
    return `“${quoted.slice(0, cut > 0 ? cut : QUOTED)} …”`;
  });
}

function markOf({ outcome, broken, from }: StatementSnapshot): StatementMark {
  if (outcome === "rejected") return "refused";
  if (outcome === "dropped") return "dropped";
  if (broken.length > 0) return "broken";
  if (outcome === "again") return "again";
  return from === "lms" ? "lms" : "plain";
}

function noteOf({ status, met, broken }: StatementSnapshot, mark: StatementMark): string {
  const rules =
    broken.length > 0 ? `${count(broken.length, "rule")} broken` : `${count(met.length, "rule")} met`;
  switch (mark) {
    case "refused":
      return broken.length > 0 ? `refused (${status}), ${rules}` : `refused (${status})`;
    case "dropped":
      return `taken (${status}) and thrown away`;
    case "broken":
      return rules;
    case "again":
      return `sent again, stored once`;
    case "lms":
      return "by the LMS";
    case "plain":
      return rules;
  }
}

export function count(number: number, thing: string, things = `${thing}s`): string {
  return `${number} ${number === 1 ? thing : things}`;
}

function verbOf(json: unknown): string {
  const verb: unknown = typeof json === "object" && json !== null && "verb" in json ? json.verb : undefined;
  const id: unknown = typeof verb === "object" && verb !== null && "id" in verb ? verb.id : undefined;
  return typeof id === "string" ? (id.split(/[/#]/).findLast((part) => part !== "") ?? id) : "no verb";
}

export interface StatementFilter {
  /** Words that the sentence or the verb has to hold. */
  readonly text: string;
  /** `unit`: without the LMS's own; `trouble`: refused, or with a broken rule. */
  readonly only: "all" | "unit" | "trouble";
}

export function filterStatements(
  statements: readonly StatementSnapshot[],
  { text, only }: StatementFilter,
): readonly StatementSnapshot[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && only === "all") return statements;
  return statements.filter((statement) => {
    if (only === "unit" && statement.from !== "unit") return false;
    const isLost = statement.outcome === "rejected" || statement.outcome === "dropped";
    if (only === "trouble" && !isLost && statement.broken.length === 0) return false;
    if (words.length === 0) return true;
    const line = `${verbOf(statement.json)} ${statement.sentence}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

/** Lines on one page of the list: enough to read back, few enough to draw at once. */
export const PAGE_SIZE = 200;

export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Position of the first item among all, from 1. */
  readonly first: number;
}

/** @param page - from 0; undefined follows the newest */
export function pageOf<Item>(all: readonly Item[], page: number | undefined, size = PAGE_SIZE): PageOf<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(page ?? pages - 1, 0), pages - 1);
  return { items: all.slice(at * size, (at + 1) * size), page: at, pages, first: at * size + 1 };
}

/** One requirement that a statement met or broke, in words. */
export interface RuleNote {
  readonly id: string;
  /** Section of the cmi5 specification; empty while the table is not there yet. */
  readonly section: string;
  readonly level: string;
  readonly text: string;
  /** What was found, for a broken rule. */
  readonly message?: string;
}

export type RuleTable = ReadonlyMap<string, Pick<JudgedRequirement, "section" | "level" | "text">>;

export function ruleNotes(
  { line, met, broken }: StatementSnapshot,
  { rules, findings }: { readonly rules: RuleTable; readonly findings: readonly FindingSnapshot[] },
): {
  readonly broken: readonly RuleNote[];
  readonly met: readonly RuleNote[];
  readonly remarks: readonly RuleNote[];
} {
  const own = findings.filter((finding) => finding.line === line);
  const note = (id: string): RuleNote => {
    const finding = own.find((one) => one.id === id);
    const { section, level, text } = finding ?? rules.get(id) ?? { section: "", level: "", text: "" };
    return { id, section, level, text, ...(finding === undefined ? {} : { message: finding.message }) };
  };
  return {
    broken: broken.map(note),
    met: met.map(note),
    remarks: own.filter(({ remark }) => remark).map(({ id }) => note(id)),
  };
}

export function prettyJson(json: unknown): string {
  return JSON.stringify(json, null, 2) ?? "null";
}
