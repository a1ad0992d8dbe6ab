import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const rows = [...read("../README.md").matchAll(/^\| ([BC]\d+) +\|.*\| `([^`]+)`: (.+?) +\|$/gm)];

test("the README lists every known fault of the libraries", () => {
  const known = [
    ...Array.from({ length: 26 }, (_, n) => `B${n + 1}`),
    ...Array.from({ length: 10 }, (_, n) => `C${n + 1}`),
  ];
  expect(rows.map(([, fault]) => fault)).toEqual(known);
});

test.each(rows.map(([, fault = "", file = "", title = ""]) => [fault, file, title] as const))(
  "fault %s: %s has the test it names",
  (_, file, title) => expect(read(`./${file}`)).toContain(title),
);
