import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchFolder } from "./watch-folder.adapter.ts";

let root: string;
let told: number;
let heard: () => void;
let stop: () => void;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tessera watch ü "));
  mkdirSync(join(root, "unit"));
  writeFileSync(join(root, "unit", "01.md"), "one");
  told = 0;
  heard = () => undefined;
  stop = watchFolder(root, () => {
    told += 1;
    heard();
  });
});
afterEach(() => {
  stop();
  rmSync(root, { recursive: true, force: true });
});

/** Changes something, and resolves when it is told at a time when the change can be seen. */
async function until(change: () => void, isSeen: () => boolean): Promise<void> {
  const seen = new Promise<void>((resolve) => {
    heard = () => {
      if (isSeen()) resolve();
    };
  });
  change();
  await seen;
}

const path = (...parts: readonly string[]) => join(root, ...parts);
const holds = (file: string, text: string) => () => existsSync(file) && readFileSync(file, "utf8") === text;

test("what is written, moved over, renamed and taken away is told, in folders that are new too", async () => {
  const page = path("unit", "01.md");
  await until(() => writeFileSync(page, "two"), holds(page, "two"));
  // As editors save: beside its place, then moved over it.
  writeFileSync(path(".half"), "three");
  await until(() => renameSync(path(".half"), page), holds(page, "three"));
  await until(
    () => mkdirSync(path("new", "deep"), { recursive: true }),
    () => existsSync(path("new", "deep")),
  );
  const late = path("new", "deep", "02.md");
  await until(() => writeFileSync(late, "late"), holds(late, "late"));
  await until(
    () => renameSync(path("new"), path("moved")),
    () => existsSync(path("moved")),
  );
  const moved = path("moved", "deep", "02.md");
  await until(() => writeFileSync(moved, "later"), holds(moved, "later"));
  // Another folder under a name that was watched.
  await until(
    () => rmSync(path("unit"), { recursive: true }),
    () => !existsSync(path("unit")),
  );
  await until(
    () => mkdirSync(path("unit")),
    () => existsSync(path("unit")),
  );
  await until(() => writeFileSync(page, "again"), holds(page, "again"));
});

test("names with a dot are nobody's business, and nothing is told after the end", async () => {
  mkdirSync(path(".tessera"));
  writeFileSync(path(".tessera", "check.json"), "{}");
  writeFileSync(path("unit", ".01.md.swp"), "half");
  const page = path("unit", "01.md");
  // Told of in the order in which it happened: what is heard first is this.
  await until(() => writeFileSync(page, "two"), holds(page, "two"));
  stop();
  const before = told;
  const other = new Promise<void>((resolve) => {
    const end = watchFolder(root, () => {
      if (!holds(page, "three")()) return;
      end();
      resolve();
    });
  });
  writeFileSync(page, "three");
  await other;
  expect(told).toBe(before);
});
