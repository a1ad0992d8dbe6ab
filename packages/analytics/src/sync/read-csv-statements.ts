/**
 * Statements out of a table, as LRSs export them: a column with the whole statement as JSON, or columns that are named by
 * paths (`statement.actor.account.name`, `verb.id`, `result_score_scaled`), whose cells may be JSON in turn.
 */
import { readCsv } from "@tessera/portfolio";
import type { Cell } from "@tessera/portfolio";
import type { FileEntry, StatementReader } from "./read-statements.ts";

const WHOLE = /^(?:(?:full|raw)[ _-]?)?(?:statement|json|xapi)(?:[ _-]?json)?$|^raw$/i;
const TOP = /^(?:id|timestamp|stored|version|actor|verb|object|result|context|authority)(?:[._]|$)/;
const NUMBERS = /^(?:result\.score\.(?:scaled|raw|min|max))$/;
const FLAGS = /^(?:result\.(?:success|completion))$/;
/** Their cells are what somebody typed or named, whatever they look like. */
const TEXTS = /^(?:result\.response|.*\.(?:name|description|display)(?:\.[^.]+)?)$/;
/** Bytes; what is larger does not fit into one string. */
const LARGEST = 400_000_000;

type Json = Record<string, unknown>;

export class CsvStatementReader implements Pick<StatementReader, "take" | "end"> {
  private pieces: Buffer[] = [];
  private size = 0;

  *take(piece: Uint8Array): Generator<FileEntry> {
    this.size += piece.length;
    if (this.size <= LARGEST) this.pieces.push(Buffer.from(piece));
    else this.pieces = [];
    yield* [];
  }

  *end(): Generator<FileEntry> {
    if (this.size > LARGEST)
      return yield { problem: `larger than ${LARGEST / 1e6} MB: export it in parts, or as JSON`, line: 1 };
    const text = Buffer.concat(this.pieces).toString("utf8");
    this.pieces = [];
    const { rows, faults } = readCsv(text);
    const lineOf = lines(text);
    for (const { kind, start } of faults.slice(0, 5))
      yield {
        problem: kind === "unclosed" ? "a quotation mark is never closed" : "a quotation mark inside a cell",
        line: lineOf(start),
      };
    const [head = [], ...rest] = rows;
    const paths = head.map(({ text: name }) => pathOf(name));
    const whole = head.findIndex(({ text: name }) => WHOLE.test(name));
    if (whole < 0 && !paths.some((path) => path?.[0] === "verb"))
      return yield { problem: "no column is a statement or its verb, so it is left out", line: 1 };
    for (const row of rest) {
      const line = lineOf(row[0]?.start ?? 0);
      try {
        yield { value: whole < 0 ? statementOf(row, paths) : JSON.parse(row[whole]?.text ?? ""), line };
      } catch (error) {
        yield { problem: error instanceof Error ? error.message : String(error), line };
      }
    }
  }
}

/** By keys from the outside in; undefined for a column of something else. An extension's name may have dots of its own. */
function pathOf(name: string): readonly string[] | undefined {
  const plain = name.trim().replace(/^statement[.]/, "");
  if (!TOP.test(plain)) return undefined;
  const [, front = plain, extension] = /^(.*?[._]extensions)[._](.+)$/.exec(plain) ?? [];
  const keys = front.split(front.includes(".") ? "." : /[._]/);
  // Learning Locker writes a dot of a key so.
  return [...keys, ...(extension === undefined ? [] : [extension])].map((key) => key.replaceAll("&46;", "."));
}

function statementOf(row: readonly Cell[], paths: readonly (readonly string[] | undefined)[]): Json {
  const statement: Json = {};
  paths.forEach((path, column) => {
    const text = row[column]?.text ?? "";
    if (path === undefined || text === "") return;
    let inside = statement;
    for (const key of path.slice(0, -1)) {
      const next = Object.hasOwn(inside, key) ? inside[key] : undefined;
      const deeper = typeof next === "object" && next !== null ? (next as Json) : {};
      if (deeper !== next) put(inside, key, deeper);
      inside = deeper;
    }
    put(inside, path.at(-1) ?? "", valueOf(path, text));
  });
  return statement;
}

/** A column may be called `__proto__`. */
const put = (inside: Json, key: string, value: unknown) =>
  Object.defineProperty(inside, key, { value, enumerable: true, writable: true, configurable: true });

function valueOf(path: readonly string[], text: string): unknown {
  const name = path.join(".");
  if (TEXTS.test(name)) return text;
  if (NUMBERS.test(name)) return Number(text.replace(",", "."));
  if (FLAGS.test(name)) return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text;
  if (/^[[{]/.test(text)) return JSON.parse(text.replaceAll("&46;", "."));
  if (path.at(-2) === "extensions" && /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(text)) return JSON.parse(text);
  return text;
}

/** The line of an offset, 1-based; for offsets that rise. */
function lines(text: string): (offset: number) => number {
  let [at, line] = [0, 1];
  return (offset) => {
    for (let end = text.indexOf("\n", at); end >= 0 && end < offset; end = text.indexOf("\n", at)) {
      at = end + 1;
      line += 1;
    }
    return line;
  };
}
