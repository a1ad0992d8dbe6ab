/**
 * Takes rows out of the tables of all nodes. Which ones is asked with values beside the text; what ClickHouse writes down of a
 * deletion, on the disk and in its log, are ids of statements and nobody's name.
 */
import { FORGOTTEN } from "../private/gate.ts";
import { mentionsOf } from "../private/keyed-names.ts";
import { REPLACED_TABLES } from "../people/people-tables.ts";
import { STATEMENT_COLUMNS } from "../row.ts";
import type { ResultRow, SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";
import { idsThere } from "./new-rows.ts";
import { withoutOldParts } from "./old-parts.ts";
import { dropNext, swap } from "./small-tables.ts";

export interface Nodes {
  readonly all: readonly Connection[];
  readonly first: Connection;
  /** The table through which the rows of all nodes are seen and written. */
  readonly rows: string;
  /** Statements themselves are kept, too. */
  readonly raw: boolean;
}

export interface Erased {
  /** Statements that are gone. */
  readonly statements: number;
  /** Statements that others made, of which only the typed columns are left since their text named the person. */
  readonly texts: number;
  /** Parts of tables that hold what is gone, and that the server will drop later: somebody is still reading them. */
  readonly parts: number;
}

export type EraseStep = "copied" | "erased" | "people";

/** Ids in one deletion, which rewrites each part that has one of them. */
const DELETED = 100_000;

/** @param keys - all by which the store may know the person @param accounts - those that statements' texts are searched for */
export async function erasePerson(
  nodes: Nodes,
  { keys, accounts }: { readonly keys: readonly string[]; readonly accounts: readonly string[] },
  onStep: (step: EraseStep) => void,
): Promise<Erased> {
  const values = Object.fromEntries(keys.map((key, at) => [`key${at}`, key]));
  const any = `(${keys.map((_, at) => `{key${at}:String}`).join(", ")})`;
  await copyVoiding(nodes, any, values);
  onStep("copied");
  const gone = new Set<string>();
  const texts = new Set<string>();
  let parts = 0;
  for (const node of nodes.all)
    parts += await withoutOldParts(node, "statement_rows", async () => {
      const rows = await node.rows(
        `SELECT toString(r.id) AS id, (r.actor IN ${any} OR r.object IN ${any}) AS theirs,
          ((r.actor IN ${any} AND r.voids IS NULL) OR r.object IN ${any}) AS gone
        FROM statement_rows AS r
        WHERE r.actor IN ${any} OR r.object IN ${any} OR coalesce(r.instructor, '') IN ${any}`,
        values,
      );
      const named = nodes.raw ? await naming(node, accounts) : [];
      const theirs = idsOf(rows.filter((row) => truth(row["theirs"])));
      const watched = idsOf(rows.filter((row) => !truth(row["theirs"])));
      for (const id of idsOf(rows.filter((row) => truth(row["gone"])))) gone.add(id);
      for (const id of named) texts.add(id);
      await alter(node, theirs, (ids) => `DELETE WHERE ${ids} AND actor != '${FORGOTTEN}'`);
      await alter(node, watched, (ids) => `UPDATE instructor = ${NOTHING} WHERE ${ids}`);
      await alter(node, named, (ids) => `UPDATE raw = ${NOTHING} WHERE ${ids}`);
    });
  onStep("erased");
  for (const node of nodes.all) {
    await eraseFileNames(node, accounts);
    await erasePeople(node, any, values);
  }
  onStep("people");
  return { statements: gone.size, texts: [...texts].filter((id) => !gone.has(id)).length, parts };
}

const idsOf = (rows: readonly ResultRow[]) => [...new Set(rows.map(({ id }) => String(id)))];

/** Takes out what happened before `oldest` (microseconds); what voids a statement that stays is needed, however old. */
export async function eraseOlder(nodes: Nodes, oldest: number): Promise<Erased> {
  const early = `toUnixTimestamp64Micro(r.stamp) < ${oldest}`;
  let statements = 0;
  let parts = 0;
  for (const node of nodes.all) {
    const voiding = await node.rows(
      `SELECT toString(r.id) AS id, toString(assumeNotNull(r.voids)) AS voids FROM statement_rows AS r WHERE r.voids IS NOT NULL AND ${early}`,
    );
    const needed = await idsThere(
      nodes.first,
      nodes.rows,
      voiding.map((row) => String(row["voids"])),
      `NOT (${early})`,
    );
    const idle = voiding.filter((row) => !needed.has(String(row["voids"]))).map((row) => String(row["id"]));
    const [plain] = await node.rows(
      `SELECT count(DISTINCT r.id) AS n FROM statement_rows AS r WHERE r.voids IS NULL AND ${early}`,
    );
    const n = Number(plain?.["n"]);
    if (n + idle.length === 0) continue;
    parts += await withoutOldParts(node, "statement_rows", async () => {
      const earlier = early.replace("r.stamp", "stamp");
      if (n > 0)
        await node.say(`ALTER TABLE statement_rows DELETE WHERE voids IS NULL AND ${earlier}`, WHOLE);
      await alter(node, idle, (ids) => `DELETE WHERE ${ids}`);
    });
    statements += n + new Set(idle).size;
  }
  return { statements, texts: 0, parts };
}

/** Where a NULL is written as such, ClickHouse sets the mark of it and keeps the text beneath. */
const NOTHING = "nullIf(materialize(''), '')";

/** Done when every replica has done it. */
const WHOLE = { mutations_sync: "2" };

async function alter(node: Connection, ids: readonly string[], command: (ids: string) => string) {
  for (let from = 0; from < ids.length; from += DELETED) {
    const some = ids.slice(from, from + DELETED).map((id) => `'${id}'`);
    await node.say(`ALTER TABLE statement_rows ${command(`id IN (${some.join(", ")})`)}`, WHOLE);
  }
}

const truth = (value: SqlValue | undefined): boolean => value === true || value === 1;

/** What the person voided stays voided. An actor is part of the key, so that these are new rows, before the old ones go. */
async function copyVoiding(nodes: Nodes, any: string, values: Readonly<Record<string, string>>) {
  const columns = [...STATEMENT_COLUMNS.map(({ name }) => name), ...(nodes.raw ? ["raw"] : [])];
  const copied = columns.map((name) => {
    if (name === "actor") return `'${FORGOTTEN}' AS actor`;
    if (name === "instructor")
      return `CASE WHEN r.instructor IN ${any} THEN ${NOTHING} ELSE r.instructor END AS instructor`;
    return name === "raw" ? "NULL AS raw" : `r.${name} AS ${name}`;
  });
  await nodes.first.say(
    `INSERT INTO ${nodes.rows} (${columns.join(", ")}) SELECT ${copied.join(", ")} FROM ${nodes.rows} AS r
    WHERE r.actor IN ${any} AND r.voids IS NOT NULL AND NOT (r.object IN ${any})`,
    // By person, not each node its own.
    { parallel_distributed_insert_select: "0" },
    values,
  );
}

/** Rows read at once, of which a text has to be read as JSON to be searched. */
const READ = 5_000;

/** Ids of the node's statements whose text names the person. */
async function naming(node: Connection, accounts: readonly string[]): Promise<readonly string[]> {
  const mentions = accounts.flatMap(mentionsOf);
  const plain = mentions.map((_, at) => `position(r.raw, {text${at}:String}) > 0`).join(" OR ");
  const found = await node.rows(
    `SELECT DISTINCT toString(r.id) AS id FROM statement_rows AS r WHERE ${plain}`,
    Object.fromEntries(mentions.map((text, at) => [`text${at}`, text])),
  );
  const ids = found.map(({ id }) => String(id));
  // What is written with escapes has to be read to be seen.
  for (let last = { actor: "", id: "00000000-0000-0000-0000-000000000000" }; ;) {
    const rows = await node.rows(
      `SELECT r.actor AS actor, toString(r.id) AS id, r.raw AS raw FROM statement_rows AS r
      WHERE (r.actor, r.id) > ({actor:String}, toUUID({id:String}))
        AND (position(r.raw, '\\\\u') > 0 OR position(r.raw, '\\\\/') > 0)
      ORDER BY r.actor, r.id LIMIT ${READ}`,
      last,
    );
    for (const { id, raw } of rows)
      if (mentions.some((mention) => JSON.stringify(JSON.parse(String(raw))).includes(mention)))
        ids.push(String(id));
    if (rows.length < READ) return [...new Set(ids)];
    const end = rows.at(-1) ?? {};
    last = { actor: String(end["actor"]), id: String(end["id"]) };
  }
}

/** A file of one person's statements may be named for them; without its cursor it is only read again. */
async function eraseFileNames(node: Connection, accounts: readonly string[]): Promise<void> {
  await dropNext(node, "cursors");
  const names = accounts.flatMap(mentionsOf).map((text) => text.slice(1, -1));
  const rows = await node.rows("SELECT source, cursor FROM cursors FINAL");
  const kept = rows.filter(({ source }) => {
    const text = String(source);
    return !text.startsWith("file ") || !names.some((name) => text.includes(name));
  });
  if (kept.length < rows.length) await swap(node, "cursors", ["source", "cursor"], kept);
}

/** A person of the people file goes with all they have; whom they led is left without. */
async function erasePeople(node: Connection, any: string, values: Readonly<Record<string, string>>) {
  for (const table of Object.keys(REPLACED_TABLES)) await dropNext(node, table);
  const found = await node.rows(
    `SELECT DISTINCT a.person AS person FROM person_accounts AS a WHERE a.actor IN ${any}`,
    values,
  );
  const them = new Set(found.map(({ person }) => person));
  if (them.size === 0) return;
  const has = (value: SqlValue | undefined) => value !== null && value !== undefined && them.has(value);
  for (const [table, column] of [
    ["people", "id"],
    ["person_roles", "person"],
    // Last: it is by this one that whoever begins again knows the person.
    ["person_accounts", "person"],
  ] as const) {
    const columns = (REPLACED_TABLES[table] ?? []).map(({ name }) => name);
    const rows = (await node.rows(`SELECT * FROM ${table}`)).filter((row) => !has(row[column]));
    await swap(
      node,
      table,
      columns,
      rows.map((row) => (has(row["manager"]) ? { ...row, manager: null } : row)),
    );
  }
}

/** All accounts of the person, where a people file says which are, whatever node has it. */
export async function accountsOf(nodes: Nodes, actor: string): Promise<readonly string[]> {
  const found = await Promise.all(
    nodes.all.map((node) =>
      node.rows(
        `SELECT b.actor AS actor FROM person_accounts AS a INNER JOIN person_accounts AS b ON b.person = a.person
        WHERE a.actor = {actor:String}`,
        { actor },
      ),
    ),
  );
  return [...new Set([actor, ...found.flat().map((row) => String(row["actor"]))])];
}
