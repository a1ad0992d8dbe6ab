import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compileFolder } from "./compile-folder.adapter.ts";
import { fixFiles } from "./fix-files.adapter.ts";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "tessera-fix-")), "course");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "course.md"),
    "---\nid: https://example.org/c\ntitle: C\nversion: 1.0.0\nlanguage: en\n---\n\nAbout.\n",
  );
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const page = (text: string) => writeFileSync(join(folder, "01-a.md"), text);
const WRONG = "# A\n\n:::chioce{#a}\nWhich?\n\n- [x ] Suction\n- [ ] Drain\n:::\n";
const RIGHT = "# A\n\n:::choice{#a}\nWhich?\n\n- [x] Suction\n- [ ] Drain\n\n:::\n";

test("a file keeps its line ends and its mark, and a second run has nothing to do", async () => {
  page(`\uFEFF${WRONG.replaceAll("\n", "\r\n")}`);
  // A misspelt question is not read: its box is mended by the next run.
  expect(fixFiles(await compileFolder(folder), { write: true })).toMatchObject({
    made: 2,
    files: ["01-a.md"],
  });
  expect(fixFiles(await compileFolder(folder), { write: true }).made).toBe(1);
  expect(readFileSync(join(folder, "01-a.md"), "utf8")).toBe(`\uFEFF${RIGHT.replaceAll("\n", "\r\n")}`);
  expect(fixFiles(await compileFolder(folder), { write: true }).made).toBe(0);
});

test("what would change is only shown where nothing is to be written", async () => {
  page(WRONG);
  const { diff } = fixFiles(await compileFolder(folder), { write: false, prefix: "my" });
  expect(diff).toContain("--- my/01-a.md\n");
  expect(diff).toContain("@@ line 3 @@\n-:::chioce{#a}\n+:::choice{#a}\n");
  expect(diff).toContain("@@ line 8 @@\n+\n :::\n");
  expect(readFileSync(join(folder, "01-a.md"), "utf8")).toBe(WRONG);
});
