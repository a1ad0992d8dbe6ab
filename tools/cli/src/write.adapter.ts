import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, basename } from "node:path";
import { InputError } from "./exit.ts";
import { reasonOf } from "./system-words.ts";

/**
 * Writes files so that each is there whole or not at all: beside its place first, then moved over it.
 * When one cannot be written, those already beside their places are taken away again.
 *
 * @throws InputError naming the file that could not be written
 */
export function writeWhole(
  files: readonly { readonly path: string; readonly data: Uint8Array | string }[],
): void {
  const folder = files.find(({ path }) => existsSync(path) && statSync(path).isDirectory());
  if (folder)
    throw new InputError(`cannot write \`${folder.path}\`: \`${basename(folder.path)}\` is a folder`);
  const beside: { temporary: string; path: string }[] = [];
  let current = "";
  try {
    for (const { path, data } of files) {
      current = path;
      mkdirSync(dirname(path), { recursive: true });
      const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
      beside.push({ temporary, path });
      writeFileSync(temporary, data);
    }
    for (const { temporary, path } of beside) {
      current = path;
      renameSync(temporary, path);
    }
  } catch (cause) {
    for (const { temporary } of beside) rmSync(temporary, { force: true });
    throw new InputError(`cannot write \`${current}\`: ${reasonOf(cause)}`, { cause });
  }
}
