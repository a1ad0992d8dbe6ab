import fc from "fast-check";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { LOCK_FILE } from "../lock/lock-file.ts";
import { objectHost } from "../source-host.ts";
import { editSteps, firstFiles, knownSteps } from "../testing/course-edits.testing.ts";
import type { EditStep, Files } from "../testing/course-edits.testing.ts";
import { unitMemory } from "./unit-memory.ts";
import type { Remembered, UnitMemory } from "./unit-memory.ts";

/** What is kept goes through JSON, as on a disk; a content is its own digest. */
function memory(): UnitMemory {
  let known = new Map<string, string>();
  return {
    digest: (content) => (typeof content === "string" ? content : `bytes ${content.join(" ")}`),
    find(key) {
      const text = known.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as Remembered);
    },
    keep: (units) => (known = new Map([...units].map(([key, unit]) => [key, JSON.stringify(unit)]))),
  };
}

const parts = async (compilation: ReturnType<typeof compileCourse>) => {
  const { sources, files, ...rest } = await compilation;
  // Undefined properties do not survive a disk, and nobody can tell.
  return JSON.parse(
    JSON.stringify({ ...rest, files: [...files].sort(), sources: Object.fromEntries(sources) }),
  ) as unknown;
};

/** Hundreds of compilations: on a busy machine that takes its time. */
const PATIENCE = 180_000;

/** Takes the steps and compares after each. */
async function take(steps: readonly EditStep[]): Promise<void> {
  const files = firstFiles();
  const kept = [memory(), unitMemory(String)];
  for (const each of kept) await compileCourse(objectHost(files), { memory: each });
  for (const { edit, lock } of steps) {
    edit.apply(files);
    const first = compileCourse(objectHost(files));
    for (const each of kept) {
      const again = compileCourse(objectHost(files), { memory: each });
      expect(await parts(again), edit.name).toEqual(await parts(first));
    }
    if (lock) files[LOCK_FILE] = (await first).lock.text;
  }
}

test(
  "whatever is edited in whatever order, a compilation that remembers gives what a first one gives",
  async () => {
    await fc.assert(fc.asyncProperty(editSteps, take), { numRuns: 15 });
  },
  PATIENCE,
);

test("the same after edits that are known to matter", async () => {
  await take(knownSteps);
});

/** A memory that tells how many units the last compilation did not find in it. */
function counting(): UnitMemory & { readonly compiled: () => number } {
  let known: ReadonlyMap<string, Remembered> = new Map();
  let compiled = 0;
  return {
    digest: String,
    find: (key) => known.get(key),
    keep(units) {
      compiled = [...units].filter(([key, unit]) => "trace" in unit && known.get(key) !== unit).length;
      known = units;
    },
    compiled: () => compiled,
  };
}

/** Compiles twice with an edit in between; how many units the second one compiled. */
async function compiledAfter(change: (files: Files) => void): Promise<number> {
  const files = firstFiles();
  const memory = counting();
  files[LOCK_FILE] = (await compileCourse(objectHost(files), { memory })).lock.text;
  await compileCourse(objectHost(files), { memory });
  change(files);
  await compileCourse(objectHost(files), { memory });
  return memory.compiled();
}

test("only units are compiled whose own files changed", async () => {
  expect(await compiledAfter(() => undefined)).toBe(0);
  expect(await compiledAfter((files) => (files["01-first/02-b.md"] += "More.\n"))).toBe(1);
  expect(await compiledAfter((files) => (files["banks/b.md"] += "<!-- note -->\n"))).toBe(1);
});

test("where units share what changed, those are compiled that share it", async () => {
  expect(await compiledAfter((files) => (files["media/pump.svg"] += "<!-- new -->"))).toBe(2);
});

test("a question that the lock has learnt since concerns its own unit", async () => {
  const question = ":::choice\nIs it new?\n\n- [x] Yes\n- [ ] No\n\n:::\n";
  const files = firstFiles();
  const memory = counting();
  const check = async (): Promise<number> => {
    files[LOCK_FILE] = (await compileCourse(objectHost(files), { memory })).lock.text;
    return memory.compiled();
  };
  await check();
  await check();
  files["02-second.md"] += question;
  expect(await check()).toBe(1);
  expect(await check()).toBe(1);
  expect(await check()).toBe(0);
});

test("a setting of the course is one of every unit's", async () => {
  const change = (files: Files) => (files["course.md"] = String(files["course.md"]).replace("en", "de"));
  expect(await compiledAfter(change)).toBe(3);
});
