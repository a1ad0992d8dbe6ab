/** What a row of a report is called, for whoever asks for the statements behind it: an id, a slug, or what the table shows. */
import type { Queryable, ResultRow } from "../store.ts";
import type { ReportFilter } from "./report.ts";

/** Several rows are called the same. */
export class SeveralRowsError extends Error {
  override readonly name = "SeveralRowsError";
  /** Ids, of which each names one. */
  readonly ids: readonly string[];

  constructor(key: string, ids: readonly string[]) {
    super(`${ids.length} things are called \`${key}\``);
    this.ids = ids;
  }
}

export interface RowName {
  readonly id: string;
  readonly kind: "unit" | "course" | "page" | "question" | "other";
}

type Kind = Exclude<RowName["kind"], "other">;

const SOURCES: Readonly<Record<Kind, string>> = {
  course: "SELECT c.id AS id, c.slug AS slug, c.title AS title, c.id AS course FROM courses AS c",
  unit: "SELECT u.id AS id, u.slug AS slug, u.title AS title, u.course AS course FROM units AS u",
  page: "SELECT p.id AS id, '' AS slug, p.title AS title, u.course AS course FROM pages AS p INNER JOIN units AS u ON u.id = p.unit",
  question:
    "SELECT DISTINCT q.id AS id, q.slug AS slug, q.slug AS title, q.course AS course FROM questions AS q",
};

/**
 * An id is taken before a slug, and a slug before a title; of those, what is in the course that is asked for, and of a course,
 * a unit and its page the one that comes first in `kinds`. What the catalogue does not know may still be an id that statements
 * say.
 *
 * @throws SeveralRowsError where the words fit several things
 */
export async function rowNamed(
  store: Queryable,
  { course }: ReportFilter,
  { key, kinds }: { readonly key: string; readonly kinds: readonly Kind[] },
): Promise<RowName> {
  const all: { readonly kind: Kind; readonly row: ResultRow }[] = [];
  for (const kind of kinds)
    for (const row of await store.query(`${SOURCES[kind]}${store.dialect.suffix}`)) all.push({ kind, row });
  for (const how of ["id", "slug", "title", "shown"]) {
    const found = all.filter(
      ({ row }) =>
        (course === undefined || row["course"] === course) &&
        (how === "shown" ? `${row["title"]} (${row["slug"]})` : row[how]) === key,
    );
    const [first] = found;
    if (first === undefined) continue;
    const ids = [
      ...new Set(found.filter(({ kind }) => kind === first.kind).map(({ row }) => String(row["id"]))),
    ];
    if (ids.length > 1) throw new SeveralRowsError(key, ids);
    return { id: String(first.row["id"]), kind: first.kind };
  }
  return { id: key, kind: "other" };
}

/** For `s`: of one unit, or of a course and all its units; with the id as `$key`. */
export function ofUnit({ dialect }: Queryable, { kind }: RowName): string {
  const key = dialect.value("key", "text");
  return kind === "course"
    ? `s.unit = ${key} OR s.unit IN (SELECT u.id FROM units AS u WHERE u.course = ${key})`
    : `s.unit = ${key}`;
}
