import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { positionOf } from "@tessera/diagnostics";
import { expect, test } from "vitest";
import { INTERACTION_CODES } from "./diagnostics.ts";
import { FILE, readPage } from "./reading/sample-context.testing.ts";

const folder = fileURLToPath(new URL("../fixtures/", import.meta.url));
const codes = Object.keys(INTERACTION_CODES);
const folderOf = (code: string) => code.replace("/", "__");

test("every code has a fixture, and every fixture a code", () => {
  expect(readdirSync(folder).sort()).toEqual(codes.map(folderOf).sort());
});

test.each(codes)("%s is reported at the word it is about", async (code) => {
  const path = `${folder}${folderOf(code)}/`;
  const text = readFileSync(`${path}page.md`, "utf8");
  const { diagnostics } = readPage(text);
  const source = { file: FILE, text };
  const found = diagnostics.map((diagnostic) => {
    const { span } = diagnostic;
    if (span === undefined) throw new Error("a diagnostic without a place");
    return {
      code: diagnostic.code,
      severity: diagnostic.severity,
      file: span.file,
      ...positionOf(source, span.start),
      at: text.slice(span.start, span.end),
      message: diagnostic.message,
      ...(diagnostic.help === undefined ? {} : { help: diagnostic.help }),
    };
  });
  expect(found.map((diagnostic) => diagnostic.code)).toContain(code);
  expect(found.every(({ message }) => !/[.!]$/.test(message))).toBe(true);
  await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot(`${path}expected.json`);
});
