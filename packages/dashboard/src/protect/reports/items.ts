import type { ResultRow } from "@tessera/analytics";
import type { Cell, SheetRow } from "../../model/sheet.ts";
import type { Beside } from "../beside.ts";
import { groupBy } from "../group-by.ts";
import { protectParts } from "../protect-parts.ts";
import { protectRow } from "../protect-row.ts";
import { FEWER, high, isRange, LEAST, low, share, step, total } from "../shown.ts";
import type { Shown } from "../shown.ts";

/** As `items` and `distractors` have them. */
const EASY = 0.95;
const HARD = 0.25;
const NOT_WORKING = 0.05;
const MEDIAN_OF = 2 * LEAST;

const keyOf = (row: ResultRow) => `${row["question"]} ${row["version"]}`;

/** Who chose which option; of a question with one answer the options make up the whole. */
export function protectDistractors(rows: readonly ResultRow[]): readonly SheetRow[] {
  const shown = chosen(rows);
  return rows.map((row, at): SheetRow => {
    const answers = Number(row["answers"]);
    const picked = shown[at] ?? null;
    const part = share(picked, answers);
    const known = typeof picked === "number";
    return {
      ...row,
      answers: answers < LEAST ? FEWER : answers,
      chosen: picked,
      share: part,
      correlation: known ? (row["correlation"] ?? null) : null,
      flags: flags(row)
        .filter((flag) =>
          flag === "not-working"
            ? part !== null && high(part) < NOT_WORKING
            : known || flag === "few-answers",
        )
        .join(" "),
    };
  });
}

/** In the order of the rows. */
function chosen(rows: readonly ResultRow[]): readonly Shown[] {
  const found = new Map<ResultRow, Shown>();
  for (const options of groupBy(rows, keyOf).values()) {
    const counts = options.map((row) => Number(row["chosen"]));
    const answers = Number(options[0]?.["answers"] ?? 0);
    const shown =
      total(counts) === answers
        ? protectParts(counts)
        : counts.map((count) => protectRow(answers, [{ count }])[0] ?? null);
    for (const [at, row] of options.entries()) found.set(row, shown[at] ?? null);
  }
  return rows.map((row) => found.get(row) ?? null);
}

/** A facility is a count of right answers over all; where an option's count is a range, so is the facility. */
export function protectItems(
  rows: readonly ResultRow[],
  { distractors: options = [] }: Beside,
): readonly SheetRow[] {
  const shown = chosen(options);
  const coarse = new Set(options.filter((_row, at) => typeof shown[at] !== "number").map(keyOf));
  return rows.map((row): SheetRow => {
    const answers = Number(row["answers"]);
    if (answers < LEAST) return { ...blank(row), answers: FEWER };
    const facility = facilityOf(Number(row["facility"]), answers, coarse.has(keyOf(row)));
    const exact = typeof facility === "number";
    return {
      ...row,
      answers,
      facility,
      ...(!exact && { spread: null, discrimination: null, upper_lower: null }),
      takers: Number(row["takers"] ?? 0) < LEAST ? null : (row["takers"] ?? null),
      seconds: answers >= MEDIAN_OF ? (row["seconds"] ?? null) : null,
      flags: flags(row)
        .filter((flag) =>
          flag === "easy" ? low(facility) > EASY : flag === "hard" ? high(facility) < HARD : true,
        )
        .join(" "),
    };
  });
}

/** Scores below nought are no counts, and stay. */
function facilityOf(facility: number, answers: number, coarse: boolean): Shown {
  if (facility < 0) return facility;
  const right = facility * answers;
  const few = right < LEAST ? FEWER : undefined;
  const most = answers - right < LEAST ? { lo: answers - LEAST + 1, hi: answers } : undefined;
  const range = few ?? most ?? (coarse ? step(right) : undefined);
  if (range === undefined) return facility;
  return { lo: range.lo / answers, hi: Math.min(1, range.hi / answers) };
}

const flags = (row: ResultRow): readonly string[] =>
  String(row["flags"] ?? "")
    .split(" ")
    .filter(Boolean);

const blank = (row: ResultRow): SheetRow =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]): [string, Cell] => [
      key,
      typeof value === "number" && !isRange(value) ? null : value,
    ]),
  );
