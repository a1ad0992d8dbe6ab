/** Where rows lie and reports ask. On a laptop it is DuckDB's, on a cluster ClickHouse's. */
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { Dialect } from "./reports/dialect.ts";
import type { TableRows } from "./people/people-tables.ts";
import type { ActivityRow, StatementRow } from "./row.ts";

/** How far a source has been read. Kept in the same transaction as what was read. */
export interface Cursor {
  /** Everything that the source stored up to here is in the store; microseconds. */
  readonly since?: number | undefined;
  /** Link to the next page of a drain that was interrupted. */
  readonly more?: string | undefined;
  /** Up to where that drain's first response was complete, microseconds. */
  readonly consistent?: number | undefined;
  /** Greatest `stored` and `timestamp` that the drain has seen, microseconds. */
  readonly lastStored?: number | undefined;
  readonly lastStamp?: number | undefined;
  /** What pages have shown of the order in which the LRS answers; once known it stays. */
  readonly order?: "stored" | "timestamp" | undefined;
  /** A file's size and time of change, as it was read to its end. */
  readonly mark?: string | undefined;
}

export interface SourceCursor {
  readonly source: string;
  readonly cursor: Cursor;
}

export interface Batch {
  readonly rows: readonly StatementRow[];
  /** The statements themselves as JSON, one for each row; where they are kept. */
  readonly raws?: readonly string[] | undefined;
  readonly activities: readonly ActivityRow[];
  /** Several where small files go together; the later of one source counts. */
  readonly cursors: readonly SourceCursor[];
}

export type SqlValue = string | number | boolean | null;
export type ResultRow = Readonly<Record<string, SqlValue>>;

/** Reads only. */
export interface Queryable {
  readonly dialect: Dialect;
  /**
   * @param values - for `$name` in the text
   * @returns counts as numbers, moments as microseconds, UUIDs as text
   */
  query(sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<readonly ResultRow[]>;
  /**
   * Keeps what a query yields as a table of that name for the queries behind it, until it is held anew; so that what several
   * have in common is counted once. One report at a time: the next one holds the same names.
   *
   * @returns whether there is a place for it; where there is none, or no `hold` at all, each query says it in full
   */
  hold?(name: string, sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<boolean>;
  /** The table that holds what a query without values yields, kept since the store changed last; undefined where there is none. */
  prepared?(sql: string): Promise<string | undefined>;
}

/** What a sync needs. */
export interface StatementStore {
  /** Statements themselves are wanted beside their rows. */
  readonly keepsRaw?: boolean;
  /** What of a statement may be stored: under a pseudonym, or not at all (`withheld` says why). */
  admit?(row: StatementRow, value: unknown): StatementRow | { readonly withheld: string };
  /** Rows that are new, activities that are new, and the cursor: all or nothing. @returns how many rows were new */
  commit(batch: Batch): Promise<number>;
  cursor(source: string): Promise<Cursor | undefined>;
}

export interface AnalyticsStore extends Queryable, StatementStore {
  /** What happened before is not kept; microseconds. */
  readonly oldest?: number | undefined;
  /** Puts a course's rows in place of those of the same ids and versions; questions of earlier versions stay. */
  keepCatalogue(catalogue: Catalogue): Promise<void>;
  /** Puts these rows in place of all that the tables hold, all or nothing: people and portfolio. */
  replaceTables(tables: readonly TableRows[]): Promise<void>;
  close(): void;
}
