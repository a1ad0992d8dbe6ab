/** The commands of docs/analytics.md, run by the built command line as the page says. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { REPORTS } from "@tessera/analytics";
import { expect, test } from "vitest";
import { fences, shellWords } from "./shell-words.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(join(root, "docs/analytics.md"), "utf8");
const commands = fences(page)
  .filter(({ language }) => language === "sh")
  .flatMap(({ text }) => text.trim().split("\n"));

test("the page has a part for every report", () => {
  expect([...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name)).toEqual(
    REPORTS.map(({ name }) => name),
  );
});

test("every command of the page does what it says", () => {
  expect(commands.length).toBeGreaterThan(4);
  const folder = mkdtempSync(join(tmpdir(), "tessera-analytics-docs-"));
  const run = (words: readonly string[]) =>
    spawnSync(process.execPath, [join(root, "tools/cli/dist/bin/tessera.js"), ...words], {
      cwd: folder,
      encoding: "utf8",
    });
  try {
    expect(run(["new", "my-course"]).status).toBe(0);
    for (const { info, text } of fences(page)) {
      const file = /file=(\S+)/.exec(info)?.[1];
      if (file !== undefined) writeFileSync(join(folder, file), text);
    }
    for (const command of commands) {
      const [name, ...words] = shellWords(command);
      expect(name).toBe("tessera");
      const { status, stdout, stderr } = run(words);
      expect(`${command}: ${status} ${stderr}`).toMatch(/: 0 /);
      if (words[0] !== "report") continue;
      const out = words[words.indexOf("--out") + 1] ?? "";
      const said = words.includes("--out") ? readFileSync(join(folder, out), "utf8") : stdout;
      expect(said.length, command).toBeGreaterThan(20);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
