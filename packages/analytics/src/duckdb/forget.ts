import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { FORGOTTEN } from "../private/gate.ts";
import { keysOf, mentionsOf, tombstoneOf } from "../private/keyed-names.ts";
import { rewriteFile } from "./rewrite-file.adapter.ts";
import type { RewriteOptions } from "./rewrite-file.adapter.ts";
import { currentDatabase, tablesIn } from "./tables-in.ts";

export interface Forgotten {
  /** Statements that are gone. */
  readonly statements: number;
  /** Statements that others made, of which only the typed columns are left since their text named the person. */
  readonly texts: number;
}

/**
 * Takes a person out of the file, and leaves a tombstone so that no sync brings them back.
 *
 * @param actor - the whole key as it stands in the store
 * @param freshKey - hexadecimal, 32 bytes by chance: the store's key, unless it has one
 */
export async function forgetInFile(
  options: RewriteOptions,
  { actor, freshKey }: { readonly actor: string; readonly freshKey: string },
): Promise<Forgotten> {
  const accounts = await reading(options, (connection) => accountsOf(connection, actor));
  const keys = accounts.flatMap(keysOf);
  const values = Object.fromEntries(keys.map((key, at) => [`key${at}`, key]));
  const any = `(${keys.map((_, at) => `$key${at}`).join(", ")})`;
  const found = await reading(options, async (connection) => {
    const columns = (await tablesIn(connection, await currentDatabase(connection))).get("statements") ?? [];
    const raw = columns.includes("raw");
    const mentions = accounts.flatMap(mentionsOf);
    const gone = `((r.actor IN ${any} AND r.voids IS NULL) OR r.object IN ${any})`;
    const texts = Object.fromEntries(mentions.map((text, at) => [`text${at}`, text]));
    const plain = mentions.map((_, at) => `contains(r.raw, $text${at})`).join(" OR ");
    const ask = async (sql: string, more: Readonly<Record<string, string>>) =>
      (await connection.runAndReadAll(sql, more)).getRows();
    const [[statements] = [0]] = await ask(`SELECT count(*) FROM statements AS r WHERE ${gone}`, values);
    // What is written with escapes has to be read to be seen.
    const escaped = raw
      ? (
          await ask(
            "SELECT CAST(r.id AS VARCHAR), r.raw FROM statements AS r WHERE contains(r.raw, '\\u') OR contains(r.raw, '\\/')",
            {},
          )
        )
          .filter(([, text]) =>
            mentions.some((mention) => JSON.stringify(JSON.parse(String(text))).includes(mention)),
          )
          .map(([id]) => `'${String(id)}'`)
      : [];
    const named = `(${plain}${escaped.length ? ` OR CAST(r.id AS VARCHAR) IN (${escaped.join(", ")})` : ""})`;
    const [[blank] = [0]] = raw
      ? await ask(`SELECT count(*) FROM statements AS r WHERE NOT ${gone} AND ${named}`, {
          ...values,
          ...texts,
        })
      : [[0]];
    const [[key] = [undefined]] = (await tablesIn(connection, await currentDatabase(connection))).has(
      "settings",
    )
      ? await ask("SELECT value FROM settings WHERE name = 'forget-key'", {})
      : [];
    const replaced = [
      `CASE WHEN r.actor IN ${any} THEN '${FORGOTTEN}' ELSE r.actor END AS actor`,
      ...(columns.includes("instructor")
        ? [`CASE WHEN r.instructor IN ${any} THEN NULL ELSE r.instructor END AS instructor`]
        : []),
      ...(raw ? [`CASE WHEN ${named} THEN NULL ELSE r.raw END AS raw`] : []),
    ];
    // A file of one person's statements may be named for them; without its cursor it is only read again.
    const names = Object.fromEntries(mentions.map((text, at) => [`name${at}`, text.slice(1, -1)]));
    const ofFiles = mentions.map((_, at) => `contains(c.source, $name${at})`).join(" OR ");
    return {
      cursors: `SELECT c.* FROM old.cursors AS c WHERE NOT (starts_with(c.source, 'file ') AND (${ofFiles}))`,
      statements: Number(statements),
      texts: Number(blank),
      key: key === undefined ? undefined : String(key),
      select: `SELECT r.* REPLACE (${replaced.join(", ")}) FROM old.statements AS r WHERE NOT ${gone}`,
      values: { ...values, ...names, ...(raw && texts) },
      people: await peopleTables(connection, any),
    };
  });
  const key = found.key ?? freshKey;
  await rewriteFile(options, {
    tables: { ...found.people, cursors: found.cursors, statements: found.select },
    values: found.values,
    added: [
      ...(found.key === undefined ? [`INSERT INTO settings VALUES ('forget-key', '${key}')`] : []),
      ...keys.map(
        (one) =>
          `INSERT INTO forgotten SELECT '${tombstoneOf(key, one)}' WHERE '${tombstoneOf(key, one)}' NOT IN (SELECT t.tombstone FROM forgotten AS t)`,
      ),
    ],
  });
  return { statements: found.statements, texts: found.texts };
}

/** Takes out what happened before; @returns how many statements that was. */
export async function dropOlder(options: RewriteOptions, oldest: number): Promise<number> {
  // What voids a statement that stays is needed, however old.
  const gone =
    `(epoch_us(r.stamp) < ${oldest} AND (r.voids IS NULL OR r.voids NOT IN ` +
    `(SELECT k.id FROM old.statements AS k WHERE epoch_us(k.stamp) >= ${oldest})))`;
  const count = await reading(options, async (connection) => {
    const sql = `SELECT count(*) FROM statements AS r WHERE ${gone.replaceAll("old.statements", "statements")}`;
    return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0] ?? 0);
  });
  if (count > 0)
    await rewriteFile(options, {
      tables: { statements: `SELECT r.* FROM old.statements AS r WHERE NOT ${gone}` },
    });
  return count;
}

/** A person of the people file goes with all they have; whom they led is left without. */
async function peopleTables(
  connection: DuckDBConnection,
  any: string,
): Promise<Readonly<Record<string, string>>> {
  if (!(await tablesIn(connection, await currentDatabase(connection))).has("person_accounts")) return {};
  const them = `(SELECT a.person FROM old.person_accounts AS a WHERE a.actor IN ${any})`;
  return {
    people: `SELECT t.* REPLACE (CASE WHEN t.manager IN ${them} THEN NULL ELSE t.manager END AS manager) FROM old.people AS t WHERE t.id NOT IN ${them}`,
    person_accounts: `SELECT t.* FROM old.person_accounts AS t WHERE t.person NOT IN ${them}`,
    person_roles: `SELECT t.* FROM old.person_roles AS t WHERE t.person NOT IN ${them}`,
  };
}

/** All accounts of the person, where a people file says which are. */
async function accountsOf(connection: DuckDBConnection, actor: string): Promise<readonly string[]> {
  if (!(await tablesIn(connection, await currentDatabase(connection))).has("person_accounts")) return [actor];
  const found = await connection.runAndReadAll(
    "SELECT b.actor FROM person_accounts AS a INNER JOIN person_accounts AS b ON b.person = a.person WHERE a.actor = $actor",
    { actor },
  );
  return [...new Set([actor, ...found.getRows().map(([one]) => String(one))])];
}

async function reading<Value>(
  options: RewriteOptions,
  act: (connection: DuckDBConnection) => Promise<Value>,
): Promise<Value> {
  const instance = await DuckDBInstance.create(options.file, {
    memory_limit: options.memory,
    temp_directory: options.temporary,
    ...(options.threads !== undefined && { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  try {
    return await act(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
