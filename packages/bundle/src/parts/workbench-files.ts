/** The page of the simulated LMS as built with Tessera: what lies in `dist/workbench`. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const FOLDER = new URL("../../dist/workbench/", import.meta.url);

/**
 * @param name - a plain file name, e.g. `index.html`
 * @returns undefined when there is no such file
 */
export async function readWorkbenchFile(name: string): Promise<Uint8Array | undefined> {
  if (!/^[a-z0-9-]+\.[a-z]+$/.test(name)) return undefined;
  return readFile(fileURLToPath(new URL(name, FOLDER))).catch(() => undefined);
}
