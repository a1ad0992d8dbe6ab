import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";
import { MAX_DEPTH, MAX_LENGTH, withinLimits } from "./limits.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n";

async function said(page: string) {
  const { diagnostics } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-a.md": `# A\n\n${page}` }),
  );
  return diagnostics.map(({ code, span }) => [code, span?.start]);
}

const fences = (levels: number) =>
  Array.from({ length: levels }, (_, at) => `${":".repeat(levels + 2 - at)}details[x]\n`).join("");

test.each([
  ["quotes", `${"> ".repeat(30_000)}x`],
  ["lists", `${"- ".repeat(30_000)}x`],
  ["numbers", `${"1. ".repeat(3_000)}x`],
  ["both, indented", `  ${"> - ".repeat(200)}x`],
  ["lists, line by line", Array.from({ length: 150 }, (_, at) => `${"  ".repeat(at)}- x\n`).join("")],
  ["emphasis", `${"*a ".repeat(300)}b${" a*".repeat(300)}`],
  ["containers", fences(105)],
])("%s without end are told, and nothing breaks", async (_, page) => {
  const codes = (await said(page)).map(([code]) => code);
  expect(codes).toContain("text/beyond-limits");
});

test("the rest of the file is checked, each mistake in its place", async () => {
  const deep = `${"> ".repeat(MAX_DEPTH + 1)}x`;
  expect(await said(`${deep}\n\n<b>\n`)).toEqual([
    ["text/beyond-limits", 5],
    ["html/raw", 5 + deep.length + 2],
  ]);
});

test("what an author may mean is read: rules, tables, twenty levels", async () => {
  const rule = "-".repeat(300);
  expect(await said(`${"> ".repeat(20)}x\n\n${rule}\n\n| a |\n| ${rule} |\n| b |\n`)).toEqual([]);
});

test("a file is read up to the last line within the limit", () => {
  const line = `${"word ".repeat(20)}\n`;
  const source = { file: "a.md", text: line.repeat(Math.ceil(MAX_LENGTH / line.length) + 5) };
  const { text, beyond } = withinLimits(source);
  expect(text.length).toBeLessThanOrEqual(MAX_LENGTH);
  expect(text.length % line.length).toBe(0);
  expect(beyond).toMatchObject([{ code: "text/beyond-limits", span: { start: text.length } }]);
  expect(withinLimits({ file: "a.md", text: line })).toEqual({ text: line, beyond: [] });
});
