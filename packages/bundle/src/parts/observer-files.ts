/** The observer's page as built with Tessera, in `dist/observer`. */
import { readFile } from "node:fs/promises";

const OBSERVER = new URL("../../dist/observer/", import.meta.url);
const NAMES = ["index.html", "worker.js", "NOTICES.txt"] as const;

/** Name → content, for a folder of a static site. @throws Error when Tessera was not built */
export async function observerFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await Promise.all(
    NAMES.map(async (name) => [name, new Uint8Array(await readFile(new URL(name, OBSERVER)))] as const),
  );
  return new Map(files);
}
