import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { ACTIVITY_COLUMNS, OPTION_COLUMNS, STATEMENT_COLUMNS } from "../row.ts";
import type { Column } from "../row.ts";
import type { AnalyticsStore, Batch, Cursor, ResultRow, SqlValue } from "../store.ts";
import { append } from "./append.ts";
import { duckdbDialect } from "./dialect.ts";
import { STORE_FORMAT, stageTable, TABLES, unstaged } from "./schema.ts";

export interface DuckdbOptions {
  /** A path, or `:memory:`. One process writes at a time; many may read. */
  readonly file: string;
  readonly readOnly?: boolean;
  /** For what DuckDB's buffers may take, e.g. `1GB`; what does not fit goes to `temporary`. Always set (decision 38). */
  readonly memory: string;
  /** A folder for what does not fit. */
  readonly temporary: string;
  readonly threads?: number;
  /** Told before each step of a commit; a test throws from here. */
  readonly onStep?: (step: CommitStep) => void;
}

export type CommitStep = "begin" | "staged" | "inserted" | "cursor" | "committed";

/** The file is no store, or of a newer version. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** @throws StoreError in words; what DuckDB itself says (a lock, a disk) comes as it is */
export async function openDuckdb(options: DuckdbOptions): Promise<AnalyticsStore> {
  const instance = await DuckDBInstance.create(options.file, {
    memory_limit: options.memory,
    temp_directory: options.temporary,
    ...(options.threads !== undefined && { threads: String(options.threads) }),
    ...(options.readOnly === true && { access_mode: "READ_ONLY" }),
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await prepare(connection, options.readOnly === true);
  } catch (error) {
    close();
    throw error;
  }
  const run = async (sql: string, values: Readonly<Record<string, SqlValue>> = {}) =>
    (await connection.runAndReadAll(sql, { ...values })).getRowObjectsJS();
  const { onStep = () => undefined } = options;

  async function transaction<Value>(act: () => Promise<Value>): Promise<Value> {
    if (options.readOnly === true) throw new StoreError("it was opened to be read");
    await run("BEGIN");
    try {
      const value = await act();
      await run("COMMIT");
      return value;
    } catch (error) {
      await run("ROLLBACK");
      throw error;
    }
  }

  async function commit({ rows, activities, source, cursor }: Batch): Promise<number> {
    onStep("begin");
    const added = await transaction(async () => {
      // A page may repeat an id, and so may the LRS in another page.
      const once = [...new Map(rows.map((row) => [row.id, row])).values()];
      await stage(connection, "statements", STATEMENT_COLUMNS, once);
      const named = [...new Map(activities.map((row) => [row.id, row])).values()];
      await stage(connection, "activities", ACTIVITY_COLUMNS, named);
      const options = activities.flatMap((one) => one.options);
      await stage(connection, "options", OPTION_COLUMNS, options);
      onStep("staged");
      const inserted = rows.length === 0 ? [] : await run(newRows("statements", STATEMENT_COLUMNS));
      if (activities.length > 0) await run(newRows("activities", ACTIVITY_COLUMNS));
      if (options.length > 0) await run(newOptions);
      onStep("inserted");
      await run("DELETE FROM cursors WHERE source = $source", { source });
      await run("INSERT INTO cursors VALUES ($source, $cursor)", { source, cursor: JSON.stringify(cursor) });
      onStep("cursor");
      return Number(inserted[0]?.["Count"] ?? 0);
    });
    onStep("committed");
    return added;
  }

  async function keepCatalogue(catalogue: Catalogue): Promise<void> {
    await transaction(async () => {
      await replace(connection, "courses", catalogue.courses, "t.id = s.id");
      await replace(connection, "units", catalogue.units, "t.id = s.id OR t.course = s.course");
      await replace(connection, "pages", catalogue.pages, "t.id = s.id OR t.unit = s.unit");
      await replace(connection, "questions", catalogue.questions, "t.id = s.id AND t.version = s.version");
      await replace(
        connection,
        "options",
        catalogue.options,
        "t.question = s.question AND t.version = s.version",
      );
    });
  }

  return {
    dialect: duckdbDialect,
    commit,
    keepCatalogue,
    async cursor(source) {
      const [row] = await run("SELECT cursor FROM cursors WHERE source = $source", { source });
      return row === undefined ? undefined : (JSON.parse(row["cursor"] as string) as Cursor);
    },
    async query(sql, values) {
      return (await run(sql, values)).map(plain);
    },
    close,
  };
}

async function prepare(connection: DuckDBConnection, readOnly: boolean): Promise<void> {
  const names = (await connection.runAndReadAll("SELECT table_name FROM information_schema.tables"))
    .getRows()
    .flat();
  if (names.length > 0 && !names.includes("meta"))
    throw new StoreError("it is a DuckDB file of another program");
  if (readOnly && names.length === 0) throw new StoreError("it is empty");
  if (names.length > 0) {
    const [format] = (await connection.runAndReadAll("SELECT format FROM meta")).getRows().flat();
    if (Number(format) > STORE_FORMAT)
      throw new StoreError(
        `it has format ${Number(format)}, and this version knows formats up to ${STORE_FORMAT}`,
      );
  }
  if (readOnly) return;
  if (names.length === 0) {
    await connection.run("BEGIN");
    for (const sql of TABLES) await connection.run(sql);
    await connection.run(`INSERT INTO meta VALUES (${STORE_FORMAT})`);
    await connection.run("COMMIT");
  }
  await connection.run(stageTable("statements", STATEMENT_COLUMNS));
  await connection.run(stageTable("activities", ACTIVITY_COLUMNS));
  for (const [name, columns] of Object.entries(CATALOGUE_COLUMNS))
    await connection.run(stageTable(name, columns));
}

async function stage<Row>(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  await connection.run(`DELETE FROM stage_${table}`);
  await append(connection, `stage_${table}`, columns, rows);
}

const newRows = <Row>(table: string, columns: readonly Column<Row>[]): string =>
  `INSERT INTO ${table} SELECT ${columns.map(unstaged).join(", ")} FROM stage_${table} AS s ` +
  `WHERE NOT EXISTS (SELECT 1 FROM ${table} AS t WHERE t.id = ${unstagedId(columns)})`;

const newOptions =
  `INSERT INTO options SELECT DISTINCT ON (s.question, s.version, s.id) ${OPTION_COLUMNS.map(unstaged).join(", ")} FROM stage_options AS s ` +
  "WHERE NOT EXISTS (SELECT 1 FROM options AS t WHERE t.question = s.question AND t.version = s.version AND t.id = s.id)";

const unstagedId = <Row>(columns: readonly Column<Row>[]): string =>
  columns[0]?.type === "UUID" ? "CAST(s.id AS UUID)" : "s.id";

async function replace<Table extends keyof Catalogue>(
  connection: DuckDBConnection,
  table: Table,
  rows: Catalogue[Table],
  same: string,
): Promise<void> {
  const columns = CATALOGUE_COLUMNS[table] as readonly Column<Catalogue[Table][number]>[];
  await stage(connection, table, columns, rows);
  await connection.run(
    `DELETE FROM ${table} AS t WHERE EXISTS (SELECT 1 FROM stage_${table} AS s WHERE ${same})`,
  );
  await connection.run(
    `INSERT INTO ${table} SELECT ${columns.map(unstaged).join(", ")} FROM stage_${table} AS s`,
  );
}

/** BIGINT comes as a bigint; counts and microseconds fit into a number. Ids and the like are objects that say their text. */
function plain(row: Readonly<Record<string, unknown>>): ResultRow {
  const value = (one: unknown): SqlValue => {
    if (typeof one === "bigint") return Number(one);
    if (typeof one === "object" && one !== null) return (one as { toString(): string }).toString();
    return one as SqlValue;
  };
  return Object.fromEntries(Object.entries(row).map(([name, one]) => [name, value(one)]));
}
