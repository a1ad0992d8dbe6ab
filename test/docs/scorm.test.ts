/** The commands of docs/scorm.md, run by the built command line as the page says. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fences, shellWords } from "./shell-words.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tessera = join(root, "tools/cli/dist/bin/tessera.js");
const page = readFileSync(join(root, "docs/scorm.md"), "utf8");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera scorm "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: readonly string[]) =>
  spawnSync(process.execPath, [tessera, ...words], { cwd: folder, encoding: "utf8" });

test("the commands of the page make what its table says", () => {
  expect(run(["new", "my-course"]).status).toBe(0);
  const commands = fences(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.trim().split("\n"));
  expect(commands).toHaveLength(4);
  for (const command of commands) {
    const { status, stdout } = run(shellWords(command).slice(5));
    expect(status, command).toBe(0);
    expect(page).toContain(`\`${stdout.trim()}\``);
    expect(existsSync(join(folder, stdout.trim()))).toBe(true);
  }
});
