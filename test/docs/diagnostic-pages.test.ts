/** docs/reference/diagnostics is written from the catalogues, docs/diagnostics.md and the fixtures: UPDATE_DOCS=1. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { entriesOf } from "../../tools/cli/src/commands/explain.ts";
import { diagnosticPages } from "./reference/diagnostic-pages.ts";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const folder = join(docs, "reference/diagnostics");
const pages = await diagnosticPages(entriesOf(readFileSync(join(docs, "diagnostics.md"), "utf8")));

const there = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".md"))
    .sort();

test("every code has a page that is what its catalogue, entry and fixture say; UPDATE_DOCS=1 writes it", () => {
  if (process.env["UPDATE_DOCS"] === "1") {
    mkdirSync(folder, { recursive: true });
    for (const name of there()) if (!(name in pages)) rmSync(join(folder, name));
    for (const [name, text] of Object.entries(pages)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }
  expect(there()).toEqual(Object.keys(pages).sort());
  for (const [name, text] of Object.entries(pages))
    expect(readFileSync(join(folder, name), "utf8"), name).toBe(text);
});

test("every page says what it means, how it is mended, and shows it where an author can write it", () => {
  const bare = Object.entries(pages)
    .filter(([name]) => name.includes("/"))
    .filter(
      ([name, text]) =>
        !text.includes("## How to mend it\n\n") ||
        (!name.startsWith("cmi5/") && !name.startsWith("course/") && !text.includes("What is said:")) ||
        !/^# `[^`]+`\n\n[^*#\n].{15,}/m.test(text),
    )
    .map(([name]) => name);
  expect(bare).toEqual([]);
});
