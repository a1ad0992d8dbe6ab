/** The recipes of CONTRIBUTING.md, carried out in a copy of the tree. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyTree, root } from "../mutations/copy-tree.mjs";
import { fences, shellWords } from "./shell-words.ts";

const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const steps = fences(page).flatMap((fence) => {
  const recipe = /\brecipe=(\S+)/.exec(fence.info)?.[1];
  return recipe === undefined ? [] : [{ ...fence, recipe }];
});

let copy: ReturnType<typeof copyTree>;
beforeAll(() => {
  copy = copyTree();
});
afterAll(() => copy.remove());

/** Lines with `+` come beside those with a space, which stand in the file once; `@@` parts places of one file. */
function change(diff: string): void {
  for (const part of diff.split(/^--- /m).slice(1)) {
    const [file = "", ...lines] = part.trimEnd().split("\n");
    const path = join(copy.folder, file);
    for (const place of lines.join("\n").split(/^@@\n/m)) {
      const kept = place.split("\n").filter((line) => line !== "");
      const plain = (marks: string) =>
        kept
          .filter((line) => marks.includes(line[0] ?? ""))
          .map((line) => line.slice(1))
          .join("\n");
      const [before, after] = [plain(" "), plain(" +")];
      const text = readFileSync(path, "utf8");
      const occurrences = text.split(`\n${before}`).length - (text.startsWith(before) ? 0 : 1);
      expect(occurrences, `${file} has once: ${before}`).toBe(1);
      writeFileSync(
        path,
        text.replace(before, () => after),
      );
    }
  }
}

const PROGRAMS: Readonly<Record<string, string>> = {
  vitest: "node_modules/vitest/vitest.mjs",
  tsc: "node_modules/typescript/bin/tsc",
};

function run(command: string): { readonly failed: boolean; readonly said: string } {
  const [program, ...words] = shellWords(command);
  const script = program === "npx" ? PROGRAMS[words.shift() ?? ""] : "";
  expect(program === "node" || (program === "npx" && script !== undefined), command).toBe(true);
  const done = spawnSync(process.execPath, script ? [join(root, script), ...words] : words, {
    cwd: copy.folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", TESSERA_PARTIAL: "1", NODE_OPTIONS: "" },
  });
  return { failed: done.status !== 0, said: done.stdout + done.stderr };
}

/** `$ command`, then `passes` or `fails`, then what it says, indented. */
function carryOut(session: string): void {
  for (const entry of session.split(/^\$ /m).slice(1)) {
    const [command = "", outcome = "", ...lines] = entry.trimEnd().split("\n");
    const { failed, said } = run(command);
    expect(`${command}: ${failed ? "fails" : "passes"}\n${said}`).toContain(
      `${command}: ${outcome.split(",")[0]}\n`,
    );
    for (const line of lines) expect(said).toContain(line.trim());
  }
}

test("the page fits and has the recipes that ARCHITECTURE points to", () => {
  expect(page.split("\n").length).toBeLessThanOrEqual(201);
  expect([...new Set(steps.map(({ recipe }) => recipe))]).toEqual([
    "kind",
    "diagnostic",
    "package-rule",
    "judge-rule",
    "fault",
  ]);
});

describe.each([...new Set(steps.map(({ recipe }) => recipe))])("the recipe for a %s", (name) => {
  test("does what the page says", () => {
    for (const { language, text } of steps.filter(({ recipe }) => recipe === name)) {
      if (language === "diff") change(text);
      else carryOut(text);
    }
  });
});
