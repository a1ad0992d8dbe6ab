import { createReadStream, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { statementFolder } from "../analytics/statement-folder.adapter.ts";
import { InputError } from "../exit.ts";

/** One JSON value out of a file, and where it stood. */
export interface FoundStatement {
  readonly value: unknown;
  /** `FILE` or `FILE:LINE`. */
  readonly place: string;
}

/** Bytes; a file of lines may be longer. */
const LARGEST_JSON = 200_000_000;

/**
 * The statements of a folder, or of one file: `*.json` (one, a list, or what an LRS answers) and `*.ndjson` or `*.jsonl`, one
 * a line. In order of the names; what a build or a simulation puts beside them is none.
 *
 * @throws InputError for what is no JSON: a statement that cannot be read might be the one that voids another
 */
export async function* statementsOf(path: string): AsyncGenerator<FoundStatement> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InputError(`there is no \`${path}\``);
  const files = stats.isDirectory()
    ? statementFolder(path).files.map(({ name }) => join(path, name))
    : [path];
  for (const file of files) yield* file.endsWith(".json") ? whole(file) : lines(file);
}

function* whole(file: string): Generator<FoundStatement> {
  if (statSync(file).size > LARGEST_JSON)
    throw new InputError(`\`${file}\` is too large to be read at once`, {
      help: "give it as .ndjson, one statement a line",
    });
  const value = parse(readFileSync(file, "utf8"), file);
  const list = Array.isArray(value) ? value : (value as { statements?: unknown } | null)?.statements;
  const statements: readonly unknown[] = Array.isArray(list) ? list : [value];
  for (const [at, statement] of statements.entries())
    yield { value: statement, place: statements.length === 1 ? file : `${file}, statement ${at + 1}` };
}

async function* lines(file: string): AsyncGenerator<FoundStatement> {
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    at += 1;
    if (line.trim() !== "") yield { value: parse(line, `${file}:${at}`), place: `${file}:${at}` };
  }
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    throw new InputError(`\`${place}\` is no JSON`, {
      help: "nothing is issued on statements that cannot all be read: one of them might void another",
    });
  }
}
