import { readdirSync, watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { join } from "node:path";

/** Milliseconds without an event until a save counts as done: editors write in several steps. */
const SETTLED_MS = 12;

/**
 * Tells when something in a folder, or below it, was written, moved or taken away. It may tell too often, and what
 * has changed is for the reader to find: names that begin with a dot alone are nothing to tell of.
 *
 * Windows and macOS watch a folder with all that is below it. On Linux each folder is watched by itself, since Node
 * would walk through them as well there, and misses what lies in a folder that was moved here.
 *
 * @returns ends it
 */
export function watchFolder(root: string, changed: () => void): () => void {
  const deep = process.platform === "win32" || process.platform === "darwin";
  const watchers = new Map<string, FSWatcher>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const tell = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      follow(root);
      changed();
    }, SETTLED_MS);
  };
  const forget = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const heard = (folder: string, event: string, name: string | null): void => {
    if (ended || name?.split(/[\\/]/).some(isHidden) === true) return;
    // Another folder may stand under that name now.
    if (name !== null && event === "rename") forget(join(folder, name));
    tell();
  };
  /** Watched first and looked through then: what is made in between is heard of. */
  const follow = (folder: string): void => {
    if (!watchers.has(folder)) {
      const watcher = watchOrNot(folder, deep, (event, name) => heard(folder, event, name));
      if (watcher === undefined) return;
      watchers.set(folder, watcher);
      watcher.on("error", () => {
        forget(folder);
        if (!ended) tell();
      });
    }
    if (!deep) for (const name of foldersIn(folder)) follow(join(folder, name));
  };

  follow(root);
  return () => {
    ended = true;
    clearTimeout(timer);
    for (const folder of [...watchers.keys()]) forget(folder);
  };
}

function watchOrNot(
  folder: string,
  recursive: boolean,
  heard: (event: string, name: string | null) => void,
): FSWatcher | undefined {
  try {
    return watch(folder, { recursive }, heard);
  } catch {
    // Gone again, or not ours to watch: its own folder tells when that changes.
    return undefined;
  }
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isHidden(entry.name))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}
