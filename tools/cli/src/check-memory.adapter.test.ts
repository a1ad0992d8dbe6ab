import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Remembered } from "@tessera/markdown";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkMemory, compilerOf } from "./check-memory.adapter.ts";
import { checkFolder } from "./compile-folder.adapter.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tessera-memory-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const learnt: Remembered = { trace: [["files.text", ["a.md"], "digest"]] };
/** Keys begin with other letters, as digests do. */
const keyOf = (unit: number) => `${String.fromCharCode(65 + unit)}-unit`;
const units = (length = 20) => Array.from({ length }, (_, unit) => [keyOf(unit), learnt] as const);
const files = () => readdirSync(join(root, ".tessera")).filter((name) => name.startsWith("units-"));

function keep(length = 20, compiler = "check-12345678"): void {
  checkMemory(root, compiler).keep(new Map(units(length)));
}
const known = (compiler = "check-12345678") => {
  const memory = checkMemory(root, compiler);
  return units(30).flatMap(([key]) => memory.find(key) ?? []);
};

test("what was learnt is there at the next check, and git is told that it is nobody's business", () => {
  keep();
  expect(known()).toEqual(units().map(() => learnt));
  expect(readFileSync(join(root, ".tessera/.gitignore"), "utf8")).toMatch(/^\*$/m);
});

test("another compiler learnt nothing", () => {
  keep();
  expect(known("check-87654321")).toEqual([]);
});

test.each([
  ["half", (text: string) => text.slice(0, text.length / 2)],
  ["with one letter changed", (text: string) => text.replace("digest", "digesT")],
  ["empty", () => ""],
  ["empty, with its sum", () => "da39a3ee5e6b4b0d3255bfef95601890afd80709\n"],
  ["something else", () => "\u0000\n{}"],
])("a part that is %s counts as not there", (_name, change) => {
  keep();
  for (const name of files()) {
    const path = join(root, ".tessera", name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
  expect(known()).toEqual([]);
  keep();
  expect(known()).toHaveLength(20);
});

test("a small course's folder stays as it is, and one that cannot be written is no error", () => {
  const lists: Remembered = { settings: {}, places: {} };
  checkMemory(root, "check-12345678").keep(new Map<string, Remembered>([...units(19), ["lists", lists]]));
  expect(existsSync(join(root, ".tessera"))).toBe(false);
  writeFileSync(join(root, ".tessera"), "a file");
  expect(() => keep()).not.toThrow();
});

test("units that are gone are forgotten, and of what is known only the part that changed is written", () => {
  keep(30);
  keep(20);
  expect(known()).toHaveLength(20);
  const memory = checkMemory(root, "check-12345678");
  const found = new Map(units().map(([key]) => [key, memory.find(key) as Remembered]));
  for (const name of files()) rmSync(join(root, ".tessera", name));
  memory.keep(found);
  expect(files()).toEqual([]);
  memory.keep(found.set(keyOf(3), { trace: [] }));
  expect(files()).toHaveLength(1);
});

test("of two that write, the last one's stays, and is whole", () => {
  const [one, other] = [checkMemory(root, "check-12345678"), checkMemory(root, "check-12345678")];
  one.keep(new Map(units()));
  other.keep(new Map(units().map(([key]) => [key, { trace: [] }])));
  expect(known()).toEqual(units().map(() => ({ trace: [] })));
  expect(readdirSync(join(root, ".tessera")).filter((name) => !/^units-\d+$/.test(name))).toEqual([
    ".gitignore",
  ]);
});

test("a built module names its compiler, a source does not", () => {
  expect(compilerOf("file:///opt/tessera/dist/bin/check-B1a_x-9Z.js", "v20.1.0")).toBe(
    "check-B1a_x-9Z v20.1.0",
  );
  expect(compilerOf("file:///tessera/tools/cli/src/commands/check.ts")).toBeUndefined();
  expect(compilerOf("file:///opt/tessera/dist/bin/tessera.js")).toBeUndefined();
});

test("a check with what earlier ones learnt finds what a first one finds, whatever lies in the folder", async () => {
  const page = (unit: number, more = "") =>
    writeFileSync(join(root, `${10 + unit}-page.md`), `# Page ${unit}\n\n${more}Text.\n`);
  writeFileSync(
    join(root, "course.md"),
    "---\nid: https://example.org/c\ntitle: C\nversion: 1.0.0\nlanguage: en\n---\n\nC.\n",
  );
  for (let unit = 0; unit < 20; unit += 1) page(unit);
  const checked = async (cache: boolean) => {
    const { diagnostics, lock, files, course } = await checkFolder(root, { cache }, "check-12345678");
    return JSON.parse(JSON.stringify({ diagnostics, lock, files, course })) as {
      diagnostics: { code: string }[];
    };
  };
  expect(await checked(true)).toEqual(await checked(false));
  expect(known().length + files().length).toBeGreaterThan(0);
  page(3, "See [five](15-page.md#gone). ");
  const after = await checked(true);
  expect(after.diagnostics.map(({ code }) => code)).toEqual(["link/dead"]);
  expect(after).toEqual(await checked(false));
  // As if two versions of Tessera had been at work.
  writeFileSync(join(root, ".tessera", files()[0] ?? ""), "0\ncheck-87654321\nA {}\n");
  page(3);
  expect(await checked(true)).toEqual(await checked(false));
});

test("without a cache nothing is left in the folder", async () => {
  writeFileSync(
    join(root, "course.md"),
    "---\nid: https://example.org/c\ntitle: C\nversion: 1.0.0\nlanguage: en\n---\n\nC.\n",
  );
  for (let unit = 10; unit < 40; unit += 1) writeFileSync(join(root, `${unit}-page.md`), "# Page\n\nText.\n");
  await checkFolder(root, { cache: false }, "check-12345678");
  await checkFolder(root, { frozen: true }, "check-12345678");
  expect(existsSync(join(root, ".tessera"))).toBe(false);
  await checkFolder(root, {}, "check-12345678");
  expect(existsSync(join(root, ".tessera"))).toBe(true);
});
