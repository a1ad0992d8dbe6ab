/** The page about questions of other tools, by the built command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fences } from "./shell-words.ts";

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const page = readFileSync(fileURLToPath(new URL("../../docs/import.md", import.meta.url)), "utf8");
const shown = (language: string) => fences(page).find((fence) => fence.language === language)?.text ?? "";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-import-"));
  writeFileSync(join(folder, "networks.gift"), shown("gift"));
  writeFileSync(join(folder, "networks.txt"), shown("aiken").replaceAll("\n", "\r\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [tessera, ...words], { cwd: folder, encoding: "utf8" });
const written = (name: string) => readFileSync(join(folder, name), "utf8");

test("the file of the page becomes the bank of the page, and is not written over", () => {
  const { status, stdout, stderr } = run("import", "networks.gift");
  expect([status, stdout]).toEqual([0, ""]);
  expect(stderr).toContain("Took 5 questions over into networks.md");
  expect(written("networks.md").trim()).toBe(shown("markdown").trim());
  writeFileSync(join(folder, "networks.md"), "mine");
  const again = run("import", "networks.gift");
  expect([again.status, written("networks.md")]).toEqual([1, "mine"]);
  expect(again.stderr).toContain("name another file with --out");
});

test("Aiken of another system is taken over by the second command of the page", () => {
  expect(run("import", "networks.txt", "--as", "aiken", "--out", "banks/networks.md").status).toBe(0);
  expect(written("banks/networks.md")).toContain("- [ ] 47808\n- [x] 502\n");
});

test("what was not taken over is data on stdout, and a question that cannot be read makes the exit code 1", () => {
  writeFileSync(join(folder, "some.gift"), "Fine? {=yes ~no}\n\nWhich? {=a ~b\n");
  const { status, stdout } = run("import", "some.gift", "--format", "json");
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    diagnostics: [{ code: "import/unreadable", file: "some.gift", line: 3 }],
  });
  expect(written("some.md")).toContain("- [x] yes\n");
});

test("what is no file of questions is refused in words", () => {
  writeFileSync(join(folder, "quiz.xml"), '<?xml version="1.0"?><quiz/>');
  writeFileSync(join(folder, "note.txt"), "A note.\n");
  writeFileSync(join(folder, "old.gift"), Buffer.from("Gr\u00F6\u00DFe? {=ja ~nein}", "latin1"));
  for (const [name, says] of [
    ["quiz.xml", "export it as GIFT"],
    ["note.txt", "holds nothing that looks like a question"],
    ["old.gift", "is no UTF-8 text"],
    ["gone.gift", "cannot read `gone.gift`"],
  ] as const) {
    const { status, stderr } = run("import", name);
    expect([name, status]).toEqual([name, 1]);
    expect(stderr).toContain(says);
  }
});
