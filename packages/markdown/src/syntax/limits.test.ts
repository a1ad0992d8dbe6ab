import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";
import { MAX_DEPTH, MAX_LENGTH, MAX_MARKS, MAX_PAIRS, paragraphsOf, withinLimits } from "./limits.ts";

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

/** What the parser may have to hold against each other, at most, of what is left to read. */
function pairsIn(text: string): number {
  return paragraphsOf(withinLimits({ file: "a.md", text }).text).reduce(
    (sum, { marks }) => sum + marks ** 2,
    0,
  );
}

test.each([
  ["emphasis without an end", "*a_ ".repeat(4_096)],
  ["emphasis in words", "a*_".repeat(5_000)],
  ["brackets", ":a[".repeat(5_000)],
  ["code", "`a``".repeat(4_000)],
  ["many lines of it", `${"*a_ ".repeat(200)}\n`.repeat(50)],
  ["in a quote", `> ${"*a_ ".repeat(200)}\n`.repeat(50)],
  ["in a line of code", `\`\`\`\n${"*a_ ".repeat(4_096)}\n\`\`\``],
  ["behind code in a list", `- x\n\n  \`\`\`\n${`${"*a_ ".repeat(200)}\n`.repeat(50)}`],
  ["below a fence that is text", `x\n    \`\`\`\n${`    ${"*a_ ".repeat(200)}\n`.repeat(50)}`],
])("%s: the paragraph is told and left out, and every place stays", (_, text) => {
  const { text: read, beyond } = withinLimits({ file: "a.md", text });
  expect(beyond.map(({ code }) => code)).toContain("text/beyond-limits");
  expect(read.length).toBe(text.length);
  expect(pairsIn(text)).toBeLessThanOrEqual(MAX_PAIRS);
  for (const { marks } of paragraphsOf(read)) expect(marks).toBeLessThanOrEqual(MAX_MARKS);
});

test("a whole file of paragraphs just within the bound is read up to where it is too much", () => {
  const text = `${"*a_ ".repeat(MAX_MARKS / 2)}\n\n`.repeat(100);
  const { beyond } = withinLimits({ file: "a.md", text });
  expect(beyond).toHaveLength(100 - MAX_PAIRS / MAX_MARKS ** 2);
  expect(pairsIn(text)).toBeLessThanOrEqual(MAX_PAIRS);
});

test("what people write is within them: a long table, a long list, and code", () => {
  const table = `| a | b |\n| --- | --- |\n${"| **a** | `b` and [c](d.md) |\n".repeat(2_000)}`;
  const list = "- **a** and `b`\n".repeat(5_000);
  const code = `\`\`\`c\n${"/* a * b */ int *p = &x[1]; // __y__\n".repeat(500)}\`\`\`\n`;
  const prose = `${"A **word** and `code` and _more_ of it. ".repeat(20)}\n\n`.repeat(400);
  for (const text of [table, list, code, prose])
    expect(withinLimits({ file: "a.md", text }).beyond).toEqual([]);
});
