/** docs/reference is written from the schemas and docs/course-language.md: UPDATE_DOCS=1 writes it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { expect, test } from "vitest";
import { referencePages } from "./reference/pages.ts";

const folder = fileURLToPath(new URL("../../docs/reference/", import.meta.url));
const { pages, missing } = await referencePages();
const formatted = new Map(
  await Promise.all(
    Object.entries(pages).map(
      async ([name, text]) => [name, await format(text, { parser: "markdown", printWidth: 110 })] as const,
    ),
  ),
);

test("every directive and every setting has a sentence, and every directive an example", () => {
  expect(missing).toEqual([]);
});

test("docs/reference is what the schemas and docs/course-language.md say; UPDATE_DOCS=1 writes it", () => {
  if (process.env["UPDATE_DOCS"] === "1") {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder))
      if (name.endsWith(".md") && !formatted.has(name)) rmSync(`${folder}${name}`);
    for (const [name, text] of formatted) writeFileSync(`${folder}${name}`, text);
  }
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .sort(),
  ).toEqual([...formatted.keys()].sort());
  for (const [name, text] of formatted) expect(readFileSync(`${folder}${name}`, "utf8"), name).toBe(text);
});
