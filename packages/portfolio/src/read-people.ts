import { suggest } from "@tessera/diagnostics";
import type { Outcome, SourceText, Span } from "@tessera/diagnostics";
import { readCsv } from "./csv.ts";
import type { Cell } from "./csv.ts";
import type { Identity, People, Person } from "./people.ts";
import { PeopleCells } from "./people-cells.ts";
import type { Portfolio } from "./portfolio.ts";
import { didYouMean, Mistakes, quoted } from "./report.ts";

/** Characters; half a million people. */
const LARGEST = 64_000_000;

export const PEOPLE_COLUMNS = [
  "id",
  "account_home_page",
  "account_name",
  "mbox",
  "name",
  "role",
  "site",
  "cohort",
  "manager",
  "start",
  "leave",
] as const;
type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** What an export of another system may call them. */
const OTHER_NAMES: Readonly<Record<string, PeopleColumn>> = {
  email: "mbox",
  mail: "mbox",
  "e-mail": "mbox",
  roles: "role",
};

/** A person with the lines that say something of them. */
export interface Draft {
  readonly person: Omit<Person, "identities"> & { readonly identities: Identity[] };
  readonly at: Span;
}

/**
 * Reads people.csv, every mistake at its place. One person has one line; further lines of the same id add accounts, and
 * their other cells are empty or the same.
 *
 * @param source - text as it was decoded; a byte order mark may be there
 * @param portfolio - roles and sites are looked up in it, where it is given
 * @returns no value when there is no table at all
 */
export function readPeople(source: SourceText, portfolio?: Portfolio): Outcome<People> {
  const mistakes = new Mistakes();
  const diagnostics = mistakes.found;
  const start: Span = { file: source.file, start: 0, end: 1 };
  if (source.text.length > LARGEST) {
    mistakes.say("people/too-large", start, {
      message: `the file has ${source.text.length} characters, and at most ${LARGEST} are read`,
      help: "leave out who is not asked about",
    });
    return { diagnostics };
  }
  const { rows, faults } = readCsv(source.text);
  const span = ({ start: from, end }: Pick<Cell, "start" | "end">): Span => ({
    file: source.file,
    start: from,
    end: Math.min(Math.max(end, from + 1), from + 80),
  });
  for (const { kind, start: from } of faults)
    mistakes.say("people/quote", span({ start: from, end: from + 1 }), {
      message: kind === "unclosed" ? "this quotation mark is never closed" : "a quotation mark inside a cell",
      help:
        kind === "unclosed"
          ? "close it, or write it twice where it is meant as it stands"
          : 'put the whole cell into quotation marks, and write those in it twice: "the ""north"" tower"',
    });
  const [head, ...lines] = rows;
  if (head === undefined) {
    mistakes.say("people/empty", start, {
      message: "the file is empty: expected a line of headings, then a line for each person",
      help: `the first line is: ${PEOPLE_COLUMNS.join(",")}`,
    });
    return { diagnostics };
  }
  const columns = headings(head, { span, mistakes });
  if (columns === undefined) return { diagnostics };
  const cells = new PeopleCells(mistakes, portfolio);
  const drafts = new Map<string, Draft>();
  for (const line of lines) {
    const extra = line.slice(columns.length).find((cell) => cell.text !== "");
    if (extra !== undefined)
      mistakes.say("people/cells", span(extra), {
        message: `this line has ${line.length} cells, and there are ${columns.length} headings`,
        help: "put a cell that holds a comma into quotation marks",
      });
    const named = new Map<PeopleColumn, { text: string; at: Span }>();
    for (const [at, cell] of line.entries()) {
      const column = columns[at];
      if (column !== undefined && cell.text !== "") named.set(column, { text: cell.text, at: span(cell) });
    }
    cells.take(named, span(line[0] ?? { start: 0, end: 1 }), drafts);
  }
  cells.finish(drafts);
  return { value: { people: [...drafts.values()].map(({ person }) => person) }, diagnostics };
}

interface HeadContext {
  readonly span: (cell: Cell) => Span;
  readonly mistakes: Mistakes;
}

/** @returns the column of each cell, undefined where it is not read; nothing when there is no `id` */
function headings(
  head: readonly Cell[],
  { span, mistakes }: HeadContext,
): readonly (PeopleColumn | undefined)[] | undefined {
  const found = new Set<PeopleColumn>();
  const columns = head.map((cell): PeopleColumn | undefined => {
    const word = cell.text.toLowerCase().replace(/[\s-]+/g, "_");
    const column = PEOPLE_COLUMNS.find((name) => name === word) ?? OTHER_NAMES[cell.text.toLowerCase()];
    if (cell.text === "") return undefined;
    if (column === undefined) {
      mistakes.say("people/unknown-column", span(cell), {
        message: `the column ${quoted(cell.text)} is not read`,
        help: didYouMean(suggest(word, PEOPLE_COLUMNS), PEOPLE_COLUMNS),
      });
      return undefined;
    }
    if (found.has(column)) {
      mistakes.say("people/duplicate-column", span(cell), {
        message: `the column \`${column}\` stands twice`,
        help: "keep one of them; a person's further accounts stand in further lines with the same `id`",
      });
      return undefined;
    }
    found.add(column);
    return column;
  });
  if (found.has("id")) return columns;
  const [first] = head;
  mistakes.say("people/missing-column", first === undefined ? { file: "", start: 0, end: 1 } : span(first), {
    message: "there is no column `id`: expected headings in the first line",
    help: `the first line is: ${PEOPLE_COLUMNS.join(",")}`,
  });
  return undefined;
}
