import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compileCourse } from "@tessera/markdown";
import type { Compilation } from "@tessera/markdown";
import { hasErrors } from "@tessera/diagnostics";
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

/** Writes the lock file where it changed and the course has no error; keeps the line ends the file has. */
export function keepLock(compiled: CompiledFolder): boolean {
  if (!compiled.lock.changed || hasErrors(compiled.diagnostics)) return false;
  const path = join(compiled.root, "course.lock.yaml");
  const crlf = existsSync(path) && statSync(path).isFile() && readFileSync(path, "utf8").includes("\r\n");
  writeWhole([{ path, data: crlf ? compiled.lock.text.replaceAll("\n", "\r\n") : compiled.lock.text }]);
  return true;
}
