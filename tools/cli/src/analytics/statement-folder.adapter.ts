import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StatementFile } from "@tessera/analytics";
import { InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";

export interface StatementFolder {
  readonly files: readonly StatementFile[];
  /** Paths of `NAME.tessera.json`. */
  readonly courses: readonly string[];
}

/**
 * The statement files of a folder and of those in it, by name; what a build or a simulation puts beside them is none.
 *
 * @param tables - whether `.csv` files are among them
 */
export function statementFolder(folder: string, { tables = false } = {}): StatementFolder {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
      name.replaceAll("\\", "/"),
    );
  } catch (cause) {
    throw isFile(folder)
      ? new InputError(`\`${folder}\` is a file`, { cause, help: "--from takes the folder that holds it" })
      : new InputError(`there is no folder \`${folder}\``, { cause });
  }
  names.sort();
  const own = /\.(tessera|truth)\.json$/;
  const kinds = tables ? /\.(json|ndjson|jsonl|csv)$/i : /\.(json|ndjson|jsonl)$/i;
  const files = names.filter((name) => kinds.test(name) && !own.test(name));
  const courses = names.filter((name) => name.endsWith(".tessera.json")).map((name) => join(folder, name));
  if (files.length === 0)
    throw new InputError(`\`${folder}\` holds no statements`, {
      help: `it takes files that end in .json, .ndjson${tables ? ", .jsonl or .csv" : " or .jsonl"}`,
    });
  return { files: files.map((name) => statementFile(folder, name)), courses };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function statementFile(folder: string, name: string): StatementFile {
  const path = join(folder, name);
  const { size, mtimeMs } = statSync(path);
  return {
    name,
    mark: `${size} ${Math.round(mtimeMs)}`,
    chunks: () => createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>,
  };
}

/** @throws InputError when it is not there or no JSON */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new InputError(`cannot read \`${path}\`: ${reasonOf(cause)}`, { cause });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new InputError(`\`${path}\` cannot be read as JSON`, {
      cause,
      help: "--course takes the NAME.tessera.json that lies beside the package",
    });
  }
}
