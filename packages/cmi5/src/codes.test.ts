import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CMI5_CODES } from "./index.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const textOf = (chosen: readonly string[]): string =>
  chosen.map((file) => readFileSync(folder + file, "utf8")).join("\n");
const tests = textOf(
  files.filter(
    (file) => (file.endsWith(".test.ts") && !file.endsWith("codes.test.ts")) || file.startsWith("testing"),
  ),
);
const sources = textOf(files.filter((file) => !file.endsWith(".test.ts") && !file.endsWith("codes.ts")));

test.each(Object.entries(CMI5_CODES))("%s is explained, used and tested", (code, explanation) => {
  expect(explanation).toMatch(/^[`A-Z].*[^.]$/);
  expect(sources.includes(`"${code}"`), "used").toBe(true);
  // The rules of thumb are tested by their short names.
  const short = /importer-(p\d+)$/.exec(code)?.[1]?.toUpperCase();
  expect(tests.includes(short === undefined ? code : `"${short}"`), "tested").toBe(true);
});
