import { readFileSync } from "node:fs";
import { MARKDOWN_CODES } from "@tessera/markdown";
import { expect, test } from "vitest";
import { entryOf } from "./explain.ts";

const page = readFileSync(new URL("../../../../docs/diagnostics.md", import.meta.url), "utf8");

test.each(Object.keys(MARKDOWN_CODES))("%s is explained, to its end and no further", (code) => {
  const entry = entryOf(page, code);
  expect(entry.startsWith(`${code}\n\n`)).toBe(true);
  expect(entry).toContain("How to mend it: ");
  expect(entry.slice(entry.indexOf("How to mend it: ")).trim()).not.toContain("\n#");
});

test("a code that does not exist is told with the nearest one", () => {
  expect(() => entryOf(page, "directive/unknwon")).toThrow("there is no diagnostic `directive/unknwon`");
  try {
    entryOf(page, "directive/unknwon");
  } catch (error) {
    expect(error).toMatchObject({ help: "did you mean `directive/unknown`?" });
  }
});
