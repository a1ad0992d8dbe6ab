import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { ACTIVITY_COLUMNS, OPTION_COLUMNS } from "../row.ts";
import type { Column, StatementRow } from "../row.ts";
import type { AnalyticsStore, Batch, Cursor, SqlValue } from "../store.ts";
import { append } from "./append.ts";
import { duckdbDialect } from "./dialect.ts";
import { plainRows } from "./plain-rows.ts";
import { preparedTable, takeBackPrepared } from "./prepared.ts";
import { replaceTables } from "./replace-tables.ts";
import { Gate } from "../private/gate.ts";
import type { GateRules } from "../private/gate.ts";
import type { PrivateOptions } from "../private/store-rules.ts";
import { addRaw, bringUpToDate, gateRules, prepare, StoreError } from "./open-file.adapter.ts";
import type { RewriteStep } from "./rewrite-file.adapter.ts";
import { STORAGE_VERSION, unstaged } from "./schema.ts";
import { withLessRoom } from "./with-less-room.ts";
import { insertStatements, stageStatements } from "./statement-stage.ts";

export interface DuckdbOptions extends PrivateOptions {
  /** A path, or `:memory:`. One process writes at a time; many may read. */
  readonly file: string;
  readonly readOnly?: boolean;
  /** For what DuckDB's buffers may take, e.g. `1GB`; what does not fit goes to `temporary`. Always set (decision 38). */
  readonly memory: string;
  /** A folder for what does not fit. */
  readonly temporary: string;
  readonly threads?: number;
  /** Keeps statements themselves, too, from now on; a store that began to keeps doing so. */
  readonly keepRaw?: boolean;
  /** Told before each step of a commit; a test throws from here. */
  readonly onStep?: (step: CommitStep) => void;
}

export type CommitStep = "begin" | "staged" | "inserted" | "cursor" | "committed" | RewriteStep;

/** @throws StoreError in words; what DuckDB itself says (a lock, a disk) comes as it is */
export async function openDuckdb(options: DuckdbOptions): Promise<DuckdbStore> {
  if (options.readOnly !== true && options.file !== ":memory:") await bringUpToDate(options);
  const instance = await DuckDBInstance.create(options.file, {
    memory_limit: options.memory,
    temp_directory: options.temporary,
    storage_compatibility_version: STORAGE_VERSION,
    ...(options.threads !== undefined && { threads: String(options.threads) }),
    ...(options.readOnly === true && { access_mode: "READ_ONLY" }),
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  let keepsRaw: boolean;
  let rules: GateRules;
  try {
    const kept = await prepare(connection, options);
    keepsRaw = kept || (options.keepRaw === true && options.readOnly !== true);
    rules = await gateRules(connection, options, keepsRaw);
    // Only now: a store that hides names and has refused to keep statements is as it was.
    if (keepsRaw && !kept) await addRaw(connection);
  } catch (error) {
    close();
    throw error;
  }
  const gate = new Gate(rules);
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

  async function commit({ rows, raws, activities, cursors }: Batch): Promise<number> {
    onStep("begin");
    const added = await transaction(async () => {
      const once = firstOfEachId(rows, raws);
      await stageStatements(connection, once.rows, once.raws);
      const named = [...new Map(activities.map((row) => [row.id, row])).values()];
      await stage(connection, "activities", ACTIVITY_COLUMNS, named);
      const options = activities.flatMap((one) => one.options);
      await stage(connection, "options", OPTION_COLUMNS, options);
      onStep("staged");
      const inserted = rows.length === 0 ? [] : await run(insertStatements(keepsRaw));
      if (activities.length > 0) await run(newActivities);
      const optioned = options.length === 0 ? [] : await run(newOptions);
      onStep("inserted");
      for (const { source, cursor } of cursors) {
        await run("DELETE FROM cursors WHERE source = $source", { source });
        await run("INSERT INTO cursors VALUES ($source, $cursor)", {
          source,
          cursor: JSON.stringify(cursor),
        });
      }
      onStep("cursor");
      const added = Number(inserted[0]?.["Count"] ?? 0);
      const changed = added + Number(optioned[0]?.["Count"] ?? 0);
      if (changed > 0) await takeBackPrepared(connection);
      return added;
    });
    onStep("committed");
    return added;
  }

  async function keepCatalogue(catalogue: Catalogue): Promise<void> {
    await transaction(async () => {
      await takeBackPrepared(connection);
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
      await replace(connection, "credentials", catalogue.credentials, "t.id = s.id OR t.course = s.course");
      await replace(connection, "needs", catalogue.needs, "t.credential = s.credential");
      await replace(connection, "renewals", catalogue.renewals, "t.credential = s.credential");
    });
  }

  return {
    dialect: duckdbDialect,
    keepsRaw,
    oldest: rules.oldest,
    admit: (row, value) => gate.admit(row, value),
    async setting(name) {
      const [row] = await run("SELECT value FROM settings WHERE name = $name", { name });
      return row === undefined ? undefined : (row["value"] as string);
    },
    commit,
    keepCatalogue,
    replaceTables: (tables) =>
      transaction(async () => {
        await takeBackPrepared(connection);
        await replaceTables(connection, tables);
      }),
    async cursor(source) {
      const [row] = await run("SELECT cursor FROM cursors WHERE source = $source", { source });
      return row === undefined ? undefined : (JSON.parse(row["cursor"] as string) as Cursor);
    },
    query: (sql, values) =>
      withLessRoom(connection, async () => plainRows(await connection.runAndReadAll(sql, { ...values }))),
    async hold(name, sql, values) {
      await withLessRoom(connection, () => run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`, values));
      return true;
    },
    prepared: (sql) => preparedTable(connection, sql),
    close,
  };
}

export interface DuckdbStore extends AnalyticsStore {
  setting(name: string): Promise<string | undefined>;
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

const newActivities =
  `INSERT INTO activities SELECT ${ACTIVITY_COLUMNS.map(unstaged).join(", ")} FROM stage_activities AS s ` +
  "WHERE NOT EXISTS (SELECT 1 FROM activities AS t WHERE t.id = s.id)";

const newOptions =
  `INSERT INTO options SELECT DISTINCT ON (s.question, s.version, s.id) ${OPTION_COLUMNS.map(unstaged).join(", ")} FROM stage_options AS s ` +
  "WHERE NOT EXISTS (SELECT 1 FROM options AS t WHERE t.question = s.question AND t.version = s.version AND t.id = s.id)";

/** A page may repeat an id, and so may the LRS in another page. */
function firstOfEachId(
  rows: readonly StatementRow[],
  raws: readonly string[] | undefined,
): Pick<Batch, "rows" | "raws"> {
  const seen = new Set<string>();
  const isFirst = rows.map(({ id }) => seen.size < seen.add(id).size);
  if (seen.size === rows.length) return { rows, raws };
  return { rows: rows.filter((_, at) => isFirst[at]), raws: raws?.filter((_, at) => isFirst[at]) };
}

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
