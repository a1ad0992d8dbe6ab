/**
 * A statement as reports see it: typed columns instead of JSON. Made once, in TypeScript, for every engine.
 * Times are microseconds since 1970 in UTC, as whole numbers (exact up to the year 2255).
 */
import type { Iri, Uuid } from "@tessera/xapi";

export interface StatementRow {
  /** Lower case. */
  readonly id: Uuid;
  /** When the LRS stored it; absent in exports that leave it out. */
  readonly stored?: number | undefined;
  /** When it happened: `occurred-at` where a later session sent what an earlier one could not, else `timestamp`. */
  readonly stamp: number;
  /** `homePage|name`, `mailto:…`, `sha1:…`, an OpenID; `group` for a group that nothing identifies. */
  readonly actor: string;
  /** A short word for the verbs of cmi5 and of our units, else the IRI. */
  readonly verb: string;
  /** Activity id; the key of an agent; the id of a statement that is referred to; `substatement`. */
  readonly object: string;
  /** Publisher id of the unit it belongs to; for `satisfied`, that of the course or block. */
  readonly unit?: Iri | undefined;
  /** The assessment a question counts in. */
  readonly parent?: Iri | undefined;
  readonly registration?: string | undefined;
  readonly session?: string | undefined;
  readonly courseVersion?: string | undefined;
  /**
   * Which question was asked: our own version number, or, in statements of other tools, the right answer it had
   * (`=PATTERN`): a question with another key is another question.
   */
  readonly version?: string | undefined;
  /** Which try it was, from 1. */
  readonly attempt?: number | undefined;
  readonly success?: boolean | undefined;
  readonly completion?: boolean | undefined;
  /** [-1, 1]. */
  readonly scaled?: number | undefined;
  readonly response?: string | undefined;
  readonly durationMs?: number | undefined;
  /** Percent. */
  readonly progress?: number | undefined;
  readonly platform?: string | undefined;
  /** The statement that this one voids. */
  readonly voids?: Uuid | undefined;
  /** Rules of cmi5 that it breaks, as codes of `faults.ts`, joined by a space. */
  readonly faults?: string | undefined;
  /** Who watched: the key of `context.instructor`. Since format 2. */
  readonly instructor?: string | undefined;
}

/** What a stranger's activity says of itself: names, and the options of a question that no course of ours holds. */
export interface ActivityRow {
  readonly id: Iri;
  readonly name?: string | undefined;
  readonly type?: Iri | undefined;
  readonly interaction?: string | undefined;
  /** `correctResponsesPattern` as JSON. */
  readonly pattern?: string | undefined;
  /** Of a stranger's question; those of our own are in the catalogue. */
  readonly options: readonly OptionRow[];
}

/** One option of a question whose response is a list of options. */
export interface OptionRow {
  readonly question: Iri;
  /** As `StatementRow.version`. */
  readonly version: string;
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly position: number;
}

type SqlType = "VARCHAR" | "UUID" | "TIMESTAMP" | "DOUBLE" | "INTEGER" | "BOOLEAN";

export interface Column<Row> {
  /** In SQL. */
  readonly name: string;
  readonly type: SqlType;
  readonly of: (row: Row) => string | number | boolean | undefined;
}

/** In the order in which they stand in the table; a new one comes last, and raises the store's format. */
export const STATEMENT_COLUMNS: readonly Column<StatementRow>[] = [
  { name: "id", type: "UUID", of: (row) => row.id },
  { name: "stored", type: "TIMESTAMP", of: (row) => row.stored },
  { name: "stamp", type: "TIMESTAMP", of: (row) => row.stamp },
  { name: "actor", type: "VARCHAR", of: (row) => row.actor },
  { name: "verb", type: "VARCHAR", of: (row) => row.verb },
  { name: "object", type: "VARCHAR", of: (row) => row.object },
  { name: "unit", type: "VARCHAR", of: (row) => row.unit },
  { name: "parent", type: "VARCHAR", of: (row) => row.parent },
  { name: "registration", type: "VARCHAR", of: (row) => row.registration },
  { name: "session", type: "VARCHAR", of: (row) => row.session },
  { name: "course_version", type: "VARCHAR", of: (row) => row.courseVersion },
  { name: "version", type: "VARCHAR", of: (row) => row.version },
  { name: "attempt", type: "INTEGER", of: (row) => row.attempt },
  { name: "success", type: "BOOLEAN", of: (row) => row.success },
  { name: "completion", type: "BOOLEAN", of: (row) => row.completion },
  { name: "scaled", type: "DOUBLE", of: (row) => row.scaled },
  { name: "response", type: "VARCHAR", of: (row) => row.response },
  { name: "duration_ms", type: "DOUBLE", of: (row) => row.durationMs },
  { name: "progress", type: "DOUBLE", of: (row) => row.progress },
  { name: "platform", type: "VARCHAR", of: (row) => row.platform },
  { name: "voids", type: "UUID", of: (row) => row.voids },
  { name: "faults", type: "VARCHAR", of: (row) => row.faults },
  { name: "instructor", type: "VARCHAR", of: (row) => row.instructor },
];

export const ACTIVITY_COLUMNS: readonly Column<ActivityRow>[] = [
  { name: "id", type: "VARCHAR", of: (row) => row.id },
  { name: "name", type: "VARCHAR", of: (row) => row.name },
  { name: "type", type: "VARCHAR", of: (row) => row.type },
  { name: "interaction", type: "VARCHAR", of: (row) => row.interaction },
  { name: "pattern", type: "VARCHAR", of: (row) => row.pattern },
];

export const OPTION_COLUMNS: readonly Column<OptionRow>[] = [
  { name: "question", type: "VARCHAR", of: (row) => row.question },
  { name: "version", type: "VARCHAR", of: (row) => row.version },
  { name: "id", type: "VARCHAR", of: (row) => row.id },
  { name: "text", type: "VARCHAR", of: (row) => row.text },
  { name: "correct", type: "BOOLEAN", of: (row) => row.correct },
  { name: "position", type: "INTEGER", of: (row) => row.position },
];
