import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { resolve } from "node:path";

/**
 * A block is a folder of `elements/src/blocks`, an extra of quizzes one of `elements/src/extras`; each may have looks (`NAME.css`) and a script (`NAME.ts`).
 *
 * @returns name and absolute path of those that have one, in order of name
 */
export async function blockFiles(
  room: string,
  extension: "css" | "ts",
  inside: "blocks" | "extras" = "blocks",
): Promise<readonly (readonly [string, string])[]> {
  const folder = resolve(room, `../elements/src/${inside}`);
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, `${folder}/${name}/${name}.${extension}`] as const)
    .filter(([, path]) => existsSync(path))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
