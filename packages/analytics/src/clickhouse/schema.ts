import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import { REPLACED_TABLES } from "../people/people-tables.ts";
import { ACTIVITY_COLUMNS, STATEMENT_COLUMNS } from "../row.ts";

/** Raised when the tables change in a way that an older version could not read. */
export const CLICKHOUSE_FORMAT = 2;

interface Named {
  readonly name: string;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: "String",
  UUID: "UUID",
  TIMESTAMP: "DateTime64(6, 'UTC')",
  DOUBLE: "Float64",
  INTEGER: "Int32",
  BOOLEAN: "Bool",
};
/** A statement without one of these is not counted at all. */
const ALWAYS = new Set(["id", "stamp", "actor", "verb", "object"]);
/** The same few over and over. */
const FEW = new Set([
  "verb",
  "object",
  "unit",
  "parent",
  "course_version",
  "version",
  "platform",
  "faults",
  "registration",
]);

function statementType({ name, type }: Named): string {
  const plain = TYPES[type] ?? "String";
  const maybe = ALWAYS.has(name) ? plain : `Nullable(${plain})`;
  return FEW.has(name) ? `LowCardinality(${maybe})` : maybe;
}

const list = (columns: readonly Named[], typeOf: (column: Named) => string): string =>
  columns.map((column) => `${column.name} ${typeOf(column)}`).join(", ");

/** In a small table nothing is promised; its key columns are never absent. */
const smallType =
  (keys: readonly string[]) =>
  ({ name, type }: Named): string =>
    keys.includes(name) ? (TYPES[type] ?? "String") : `Nullable(${TYPES[type] ?? "String"})`;

/** Small tables, whole on each node, and what tells their rows apart. */
export const SMALL_TABLES: Readonly<
  Record<string, { readonly columns: readonly Named[]; readonly keys: readonly string[] }>
> = {
  activities: { columns: ACTIVITY_COLUMNS, keys: ["id"] },
  courses: { columns: CATALOGUE_COLUMNS.courses, keys: ["id"] },
  units: { columns: CATALOGUE_COLUMNS.units, keys: ["id"] },
  pages: { columns: CATALOGUE_COLUMNS.pages, keys: ["id"] },
  questions: { columns: CATALOGUE_COLUMNS.questions, keys: ["id", "version"] },
  options: { columns: CATALOGUE_COLUMNS.options, keys: ["question", "version", "id"] },
  credentials: { columns: CATALOGUE_COLUMNS.credentials, keys: ["id"] },
  needs: { columns: CATALOGUE_COLUMNS.needs, keys: ["credential", "need"] },
  renewals: { columns: CATALOGUE_COLUMNS.renewals, keys: ["credential", "version"] },
  // Of each the first column is never absent.
  ...Object.fromEntries(
    Object.entries(REPLACED_TABLES).map(([name, columns]) => [
      name,
      { columns, keys: columns.slice(0, 1).map((column) => column.name) },
    ]),
  ),
};

/** A query that has the columns of a small table, and no row. */
export const nothingOf = (name: string): string =>
  `SELECT ${(SMALL_TABLES[name]?.columns ?? [])
    .map((column) => `CAST(NULL AS Nullable(${TYPES[column.type] ?? "String"})) AS ${column.name}`)
    .join(", ")} WHERE 0`;

/** One of a node's tables or views. */
export interface Made {
  readonly name: string;
  readonly columns: readonly string[];
  /** As `system.tables` has it begin, where it says more than the columns do. */
  readonly engine?: string;
  /** Makes it, or what it lacks of columns. */
  readonly sql: readonly string[];
}

/**
 * What each node gets. `statement_rows` are its own rows by person; the same id of the same person is one row (whatever was
 * inserted twice: FINAL). `statements` is what reports see, of all nodes; ids are text in it, since ClickHouse does not sort
 * UUIDs by their digits.
 */
export function tablesOf(cluster: string | undefined, database: string, raw: boolean): readonly Made[] {
  const names = [...STATEMENT_COLUMNS.map(({ name }) => name), ...(raw ? ["raw"] : [])];
  const everywhere = (name: string, of: string, columns: readonly string[], shard?: string): Made => {
    const place = [cluster, database, of].map((one) => `'${one}'`).join(", ");
    const engine = `Distributed(${place}${shard === undefined ? ")" : `, ${shard})`}`;
    return { name, columns, engine, sql: [`CREATE OR REPLACE TABLE ${name} AS ${of} ENGINE = ${engine}`] };
  };
  const table = (name: string, columns: Readonly<Record<string, string>>, engine: string): Made => ({
    name,
    columns: Object.keys(columns),
    sql: [
      `CREATE TABLE IF NOT EXISTS ${name} (${Object.entries(columns)
        .map(([column, type]) => `${column} ${type}`)
        .join(", ")}) ENGINE = ${engine}`,
    ],
  });
  const view = (name: string, columns: readonly string[], of: string): Made => ({
    ...{ name, columns, engine: "View" },
    sql: [`CREATE OR REPLACE VIEW ${name} AS SELECT ${of}`],
  });
  const seen = STATEMENT_COLUMNS.map(({ name, type }) =>
    type === "UUID" ? `toString(r.${name}) AS ${name}` : `r.${name} AS ${name}`,
  );
  if (raw) seen.push("r.raw AS raw");
  return [
    table("meta", { format: "Int32" }, "MergeTree ORDER BY format"),
    {
      name: "statement_rows",
      columns: names,
      sql: [
        `CREATE TABLE IF NOT EXISTS statement_rows (${list(STATEMENT_COLUMNS, statementType)})
        ENGINE = ReplacingMergeTree ORDER BY (actor, id)`,
        // A store of an earlier version gets what has come since.
        `ALTER TABLE statement_rows ${STATEMENT_COLUMNS.map((one) => `ADD COLUMN IF NOT EXISTS ${one.name} ${statementType(one)}`).join(", ")}`,
        ...(raw
          ? ["ALTER TABLE statement_rows ADD COLUMN IF NOT EXISTS raw Nullable(String) CODEC(ZSTD(3))"]
          : []),
      ],
    },
    // Of each setting the newest counts, of keys to forget by all do.
    table(
      "settings",
      { name: "String", value: "String", at: "DateTime64(6, 'UTC') DEFAULT now64(6)" },
      "ReplacingMergeTree(at) ORDER BY (name, value)",
    ),
    table("forgotten", { tombstone: "String" }, "ReplacingMergeTree ORDER BY tombstone"),
    table("cursors", { source: "String", cursor: "String" }, "ReplacingMergeTree ORDER BY source"),
    ...Object.entries(SMALL_TABLES).map(([name, { columns, keys }]) =>
      table(
        name,
        Object.fromEntries(columns.map((column) => [column.name, smallType(keys)(column)])),
        `MergeTree ORDER BY (${keys.join(", ")})`,
      ),
    ),
    view(
      cluster ? "node_statements" : "statements",
      names,
      `${seen.join(", ")} FROM statement_rows AS r FINAL`,
    ),
    view(
      cluster ? "node_voidings" : "voidings",
      ["id"],
      "toString(assumeNotNull(r.voids)) AS id FROM statement_rows AS r WHERE r.voids IS NOT NULL",
    ),
    ...(cluster
      ? [
          everywhere("statements", "node_statements", names),
          everywhere("voidings", "node_voidings", ["id"]),
          everywhere("all_rows", "statement_rows", names, "cityHash64(actor)"),
        ]
      : []),
  ];
}
