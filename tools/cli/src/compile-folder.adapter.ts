import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compileCourse } from "@tessera/markdown";
import type { Compilation } from "@tessera/markdown";
import { hasErrors } from "@tessera/diagnostics";
import { checkMemory, compilerOf } from "./check-memory.adapter.ts";
import { courseRoot, folderHost } from "./folder.adapter.ts";
import { writeWhole } from "./write.adapter.ts";

export interface CompiledFolder extends Compilation {
  /** Absolute path of the folder. */
  readonly root: string;
}

/** Compiles a course folder; touches nothing. @throws InputError when `folder` is no course */
export async function compileFolder(
  folder: string,
  options: { readonly frozen?: boolean | undefined } = {},
): Promise<CompiledFolder> {
  const root = courseRoot(folder);
  const compilation = await compileCourse(folderHost(root), { frozen: options.frozen === true });
  return { ...compilation, root };
}

export interface CheckFolderOptions {
  readonly frozen?: boolean | undefined;
  /** Nothing is taken from earlier checks, and nothing is kept for later ones, where false. */
  readonly cache?: boolean | undefined;
}

/**
 * The same, with what earlier checks learnt of the course, and for the next one. Continuous integration (`frozen`)
 * believes no file but the course's.
 *
 * @param compiler - names this compiler; nothing is remembered without it
 * @throws InputError when `folder` is no course
 */
export async function checkFolder(
  folder: string,
  { frozen = false, cache = true }: CheckFolderOptions = {},
  compiler = compilerOf(import.meta.url),
): Promise<CompiledFolder> {
  if (compiler === undefined || frozen || !cache) return compileFolder(folder, { frozen });
  const root = courseRoot(folder);
  const compilation = await compileCourse(folderHost(root), { memory: checkMemory(root, compiler) });
  return { ...compilation, root };
}

/** Writes the lock file where it changed and the course has no error; keeps the line ends the file has. */
export function keepLock(compiled: CompiledFolder): boolean {
  if (!compiled.lock.changed || hasErrors(compiled.diagnostics)) return false;
  const path = join(compiled.root, "course.lock.yaml");
  const crlf = existsSync(path) && statSync(path).isFile() && readFileSync(path, "utf8").includes("\r\n");
  writeWhole([{ path, data: crlf ? compiled.lock.text.replaceAll("\n", "\r\n") : compiled.lock.text }]);
  return true;
}
