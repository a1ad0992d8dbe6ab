import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Remembered, UnitMemory } from "@tessera/markdown";
import { writeWhole } from "./write.adapter.ts";

/** Beside `course.md`; safe to delete, read by nobody else, and in no package: what begins with a dot is no content. */
const FOLDER = ".tessera";

/** One change is to write a part of what is known only: a disk takes its time for megabytes. */
const PARTS = 16;

/** Of fewer units a check is quick anyway: nothing is left behind in their folders. */
const WORTH_KEEPING = 20;

/** Key → JSON. */
type Part = ReadonlyMap<string, string>;

/**
 * What earlier checks learnt of a course's units, on disk, in parts that know nothing of each other. Whatever is wrong
 * with a part (half of it, another compiler's, something else), it counts as not there; of two processes that write it
 * the last one's stays, whole.
 *
 * A part: the digest of all that follows; the compiler; then a line for each unit, key and JSON.
 *
 * @param root - absolute path of the course's folder
 * @param compiler - another one for any other compiler
 */
export function checkMemory(root: string, compiler: string): UnitMemory {
  const folder = join(root, FOLDER);
  const before = Array.from({ length: PARTS }, (_, part) => read(join(folder, `units-${part}`), compiler));
  /** What was found, so that it need not be written anew. */
  const lines = new WeakMap<Remembered, string>();
  return {
    digest: (content) => createHash("sha1").update(content).digest("base64"),
    find(key) {
      const line = before[partOf(key)]?.get(key);
      if (line === undefined) return undefined;
      const unit = JSON.parse(line) as Remembered;
      lines.set(unit, line);
      return unit;
    },
    keep(units) {
      if ([...units.values()].filter((each) => "trace" in each).length < WORTH_KEEPING) return;
      const now = before.map(() => new Map<string, string>());
      for (const [key, unit] of units) now[partOf(key)]?.set(key, lines.get(unit) ?? JSON.stringify(unit));
      const changed = now.flatMap((part, index) =>
        isSame(part, before[index]) ? [] : [{ path: join(folder, `units-${index}`), part }],
      );
      if (changed.length > 0) write(folder, compiler, changed);
    },
  };
}

function partOf(key: string): number {
  return key.charCodeAt(0) % PARTS;
}

function isSame(part: Part, before: Part | undefined): boolean {
  return part.size === before?.size && [...part].every(([key, line]) => before.get(key) === line);
}

interface ChangedPart {
  readonly path: string;
  readonly part: Part;
}

/** Never fails: a folder that cannot be written is checked as quickly as the first time. */
function write(folder: string, compiler: string, changed: readonly ChangedPart[]): void {
  try {
    mkdirSync(folder, { recursive: true });
    const ignore = join(folder, ".gitignore");
    if (!existsSync(ignore)) writeFileSync(ignore, "# Written by `tessera check`; safe to delete.\n*\n");
    writeWhole(
      changed.map(({ path, part }) => {
        const text = [compiler, ...[...part].map(([key, line]) => `${key} ${line}`)].join("\n");
        return { path, data: `${sum(text)}\n${text}` };
      }),
    );
  } catch {
    // The next check finds nothing, or what was there.
  }
}

function read(path: string, compiler: string): Part {
  const nothing = new Map<string, string>();
  try {
    const whole = readFileSync(path);
    const end = whole.indexOf("\n");
    const data = whole.subarray(end + 1);
    if (whole.toString("latin1", 0, Math.max(end, 0)) !== sum(data)) return nothing;
    const [writer, ...lines] = data.toString("utf8").split("\n");
    if (writer !== compiler) return nothing;
    return new Map(
      lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]),
    );
  } catch {
    return nothing;
  }
}

function sum(data: string | Uint8Array): string {
  return createHash("sha1").update(data).digest("hex");
}

/**
 * Names the compiler that this process is: a built module is called by a digest of what it holds and of what it
 * loads. Undefined where it runs from source, which changes while one works on it.
 *
 * @param module - `import.meta.url` of a module
 * @param node - its Unicode tables are part of what is compiled with
 */
export function compilerOf(module: string, node = process.version): string | undefined {
  const name = /\/bin\/([\w.-]+-[\w-]{8})\.js$/.exec(module)?.[1];
  return name === undefined ? undefined : `${name} ${node}`;
}
