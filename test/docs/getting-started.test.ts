/** The commands of docs/getting-started.md, run by the built command line as the page says. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fences, shellWords } from "./shell-words.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tessera = join(root, "tools/cli/dist/bin/tessera.js");
const all = fences(readFileSync(join(root, "docs/getting-started.md"), "utf8"));
const commands = all.filter(({ language, info }) => language === "sh" && info === "");
/** What the page says is printed, in order. */
const [unknown = "", conforms = ""] = all
  .filter(({ language }) => language === "text")
  .map(({ text }) => text.trim());

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera getting started "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands behind `npm run -s tessera --`. */
function wordsOf(command: string | undefined): readonly string[] {
  const [npm, run, silent, name, end, ...words] = shellWords(command ?? "");
  expect([npm, run, silent, name, end]).toEqual(["npm", "run", "-s", "tessera", "--"]);
  return words;
}

const run = (words: readonly string[]) =>
  spawnSync(process.execPath, [tessera, ...words], { cwd: folder, encoding: "utf8" });

test("the commands of the page are those of a first course, in this order", () => {
  expect(commands.map(({ text }) => wordsOf(text)[0])).toEqual([
    "new",
    "dev",
    "check",
    "build",
    "verify",
    "launch",
  ]);
});

test("new, check, build and verify do what the page says", () => {
  for (const { text } of commands.slice(0, 5)) {
    if (wordsOf(text)[0] === "dev") continue;
    const { status, stdout, stderr } = run(wordsOf(text));
    expect(`${text}${stderr}${status}`).toBe(`${text}${stderr}0`);
    if (text.includes(" verify ")) expect(stdout + stderr).toContain(conforms);
  }
  for (const name of ["my-course.zip", "my-course.tessera.json", "my-course.profile.jsonld"])
    expect(existsSync(join(folder, name)), name).toBe(true);
  expect(existsSync(join(folder, "my-course/course.lock.yaml"))).toBe(true);
});

test("the mistake that the page suggests is found as the page says", () => {
  const page = join(folder, "my-course/01-how-a-page-works.md");
  const before = readFileSync(page, "utf8");
  writeFileSync(page, before.replace(":::choice{", ":::chioce{"));
  const { status, stdout, stderr } = run(["check", "my-course"]);
  writeFileSync(page, before);
  expect(status).toBe(1);
  expect(stdout + stderr).toContain(unknown);
});

test.each([
  ["dev", 1, "after each save"],
  ["launch", 5, "“My course”"],
] as const)("%s prints an address that answers, and says what it is", async (_name, at, words) => {
  const child = spawn(process.execPath, [tessera, ...wordsOf(commands[at]?.text)], { cwd: folder });
  try {
    const [address, said] = await Promise.all([firstLine(child.stdout), firstLine(child.stderr)]);
    expect(said).toContain(words);
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^<!doctype html>/i);
  } finally {
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill();
    await ended;
  }
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error("it ended without a word");
}
