import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

const SKIPPED = new Set([".git", "node_modules", "dist"]);

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Paths of the tree, with `/`: what git tracks, or all there is in a copy without git. */
export function trackedFiles(): readonly string[] {
  const listed = spawnSync("git", ["ls-files", "-z", "--cached"], { cwd: root, encoding: "utf8" });
  if (listed.status !== 0) return walk("");
  const there = new Set(walk(""));
  return listed.stdout.split("\0").filter((path) => there.has(path));
}

/** `packages/*` and `tools/cli`, with `/` at the end. */
export const ROOMS: readonly string[] = [
  ...readdirSync(join(root, "packages")).map((room) => `packages/${room}/`),
  "tools/cli/",
];

export interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | { readonly source?: string }>>;
}

export const manifestOf = (room: string): Manifest => JSON.parse(read(`${room}package.json`)) as Manifest;

/** Door → source file, for every door of every room; `*` stays. */
const doors = new Map(
  ROOMS.flatMap((room) => {
    const { name, exports = {} } = manifestOf(room);
    return Object.entries(exports).flatMap(([door, target]) =>
      typeof target === "object" && target.source !== undefined
        ? [[`${name}${door.slice(1)}`, join(room, target.source).replaceAll("\\", "/")] as const]
        : [],
    );
  }),
);

function fileOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith(".")) return join(dirname(from), specifier).replaceAll("\\", "/");
  const exact = doors.get(specifier);
  if (exact !== undefined) return exact;
  for (const [door, file] of doors) {
    const [before = "", after] = door.split("*");
    if (after !== undefined && specifier.startsWith(before))
      return file.replace("*", specifier.slice(before.length));
  }
  return undefined;
}

/** Files and packages of others that a file loads when it runs; what only types need does not count. */
export function reach(entry: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!entry.endsWith(".ts")) return seen;
  const statements = read(entry).matchAll(
    /^(?:import|export)\s+(?:((?:type\s+)?(?:[\w$]+\s*,?\s*)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})?)\s+from\s+)?"([^"]+)"/gm,
  );
  for (const [, clause = "", specifier = ""] of statements) {
    const values = clause.replace(/\btype\s+\w+(\s+as\s+\w+)?/g, "").replace(/[\s,{}]/g, "");
    if (clause.startsWith("type ") || (clause.startsWith("{") && values === "")) continue;
    const file = fileOf(specifier, entry);
    if (file === undefined) seen.add(specifier);
    else reach(file, seen);
  }
  return seen;
}
