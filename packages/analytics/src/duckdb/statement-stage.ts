import { setImmediate } from "node:timers/promises";
import { DOUBLE, DuckDBDataChunk, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { withoutId } from "../normalise/raw-text.ts";
import { STATEMENT_COLUMNS } from "../row.ts";
import type { Column, StatementRow } from "../row.ts";

/**
 * Statements on their way into the table. A text goes over the native border once for each batch, as a word with a number;
 * what stands in the stage is the number. A value that is absent is one that cannot be: a border of bits costs more.
 */
const CHUNK = 2_048;
const ABSENT = -2_147_483_648;

type Kind = "text" | "word" | "double" | "integer";
/** Ids are all different, so that a number for each would save nothing. */
const kindOf = ({ name, type }: Column<StatementRow>): Kind => {
  if (name === "id") return "text";
  if (type === "VARCHAR" || type === "UUID") return "word";
  return type === "TIMESTAMP" || type === "DOUBLE" ? "double" : "integer";
};
const STAGED = STATEMENT_COLUMNS.map((column) => ({ ...column, kind: kindOf(column) }));
const TYPES = { text: VARCHAR, word: INTEGER, double: DOUBLE, integer: INTEGER } as const;
const SQL_TYPES = { text: "VARCHAR", word: "INTEGER", double: "DOUBLE", integer: "INTEGER" } as const;

const STAGE = `CREATE OR REPLACE TEMP TABLE stage_statements (${STAGED.map(({ name, kind }) => `${name} ${SQL_TYPES[kind]}`).join(", ")}, raw VARCHAR)`;
const WORDS = "CREATE OR REPLACE TEMP TABLE stage_words (n INTEGER, word VARCHAR)";

/** Made anew for each batch: what is deleted from a table in memory stays there. */
export async function stageStatements(
  connection: DuckDBConnection,
  rows: readonly StatementRow[],
  raws: readonly string[] | undefined,
): Promise<void> {
  await connection.run(STAGE);
  await connection.run(WORDS);
  if (rows.length === 0) return;
  const words = new Map<string, number>();
  const numberOf = (word: string | undefined): number => {
    if (word === undefined) return 0;
    const known = words.get(word);
    if (known !== undefined) return known;
    words.set(word, words.size + 1);
    return words.size;
  };
  const types = [...STAGED.map(({ kind }) => TYPES[kind]), VARCHAR];
  const appender = await connection.createAppender("stage_statements", null, "temp");
  for (let from = 0; from < rows.length; from += CHUNK) {
    const until = Math.min(from + CHUNK, rows.length);
    const chunk = DuckDBDataChunk.create(types, until - from);
    STAGED.forEach(({ kind, of }, column) => {
      const vector = chunk.getColumnVector(column);
      for (let at = from; at < until; at++) {
        const value = of(rows[at]!);
        if (kind === "word") vector.setItem(at - from, numberOf(value as string | undefined));
        else if (kind === "double") vector.setItem(at - from, value ?? Number.NaN);
        else if (kind === "text") vector.setItem(at - from, value ?? null);
        else vector.setItem(at - from, value === undefined ? ABSENT : Number(value));
      }
      vector.flush();
    });
    const texts = rows
      .slice(from, until)
      .map((row, at) => raws && withoutId(raws[from + at] ?? "{}", row.id));
    chunk.setColumnValues(
      STAGED.length,
      texts.map((text) => text ?? null),
    );
    appender.appendDataChunk(chunk);
    // A reply of an LRS that has come meanwhile is answered with the next request.
    await setImmediate();
  }
  appender.closeSync();
  await appendWords(connection, [...words.keys()]);
}

async function appendWords(connection: DuckDBConnection, words: readonly string[]): Promise<void> {
  const appender = await connection.createAppender("stage_words", null, "temp");
  for (let from = 0; from < words.length; from += CHUNK) {
    const part = words.slice(from, from + CHUNK);
    const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR], part.length);
    chunk.setColumns([part.map((_, at) => from + at + 1), part]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const worded = STAGED.filter(({ kind }) => kind === "word");

function unstaged({ name, type, kind }: (typeof STAGED)[number]): string {
  if (kind === "text") return `CAST(s.${name} AS ${type}) AS ${name}`;
  if (kind === "word")
    return `${type === "UUID" ? `CAST(w_${name}.word AS UUID)` : `w_${name}.word`} AS ${name}`;
  const absent = kind === "double" ? `isnan(s.${name})` : `s.${name} = ${ABSENT}`;
  const value =
    type === "TIMESTAMP" ? `make_timestamp(CAST(s.${name} AS BIGINT))` : `CAST(s.${name} AS ${type})`;
  return `CASE WHEN ${absent} THEN NULL ELSE ${value} END AS ${name}`;
}

/** Hashes the batch, not the table, however large that is. */
const KNOWN =
  "SELECT t.id FROM statements AS t WHERE t.id IN (SELECT CAST(k.id AS UUID) FROM stage_statements AS k)";

/** What of the stage is new; answers with `Count`. */
export const insertStatements = (raw: boolean): string =>
  `INSERT INTO statements BY NAME SELECT ${STAGED.map(unstaged).join(", ")}${raw ? ", s.raw" : ""}
FROM (SELECT * FROM stage_statements AS s WHERE CAST(s.id AS UUID) NOT IN (${KNOWN})) AS s
${worded.map(({ name }) => `LEFT JOIN stage_words AS w_${name} ON w_${name}.n = s.${name}`).join("\n")}`;
