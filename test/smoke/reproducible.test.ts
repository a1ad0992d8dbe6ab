/** Same input, same bytes: time zones, locales, line ends, folders, file times. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));
let folder: string;
let first: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-bytes-"));
  first = build("plain", course);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(name: string, source: string, env: Record<string, string> = {}): string {
  const out = join(folder, `${name}-out`);
  const done = spawnSync(process.execPath, [tessera, "build", source, "--out", out], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  expect(done.status, done.stderr).toBe(0);
  return readdirSync(out)
    .sort()
    .map(
      (file) =>
        `${file} ${createHash("sha256")
          .update(readFileSync(join(out, file)))
          .digest("hex")}`,
    )
    .join("\n");
}

test.each([
  ["Pacific/Kiritimati", "de_DE.UTF-8"],
  ["America/St_Johns", "tr_TR.UTF-8"],
  ["Asia/Kathmandu", "C"],
])("the time zone %s and the locale %s change no byte", (TZ, LANG) => {
  expect(build(TZ.replace("/", "-"), course, { TZ, LANG, LC_ALL: LANG })).toBe(first);
});

test("another folder, with a space and other letters in its name, and other file times change no byte", () => {
  const copy = join(folder, "Kurse für 日本", "ot");
  cpSync(course, copy, { recursive: true });
  for (const file of filesIn(copy)) utimesSync(file, 1_000_000_000, 1_000_000_000);
  expect(build("elsewhere", copy)).toBe(first);
});

test("a checkout with CRLF line ends changes no byte", () => {
  const copy = join(folder, "crlf");
  cpSync(course, copy, { recursive: true });
  for (const file of filesIn(copy))
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"));
  expect(build("crlf", copy)).toBe(first);
});

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}
