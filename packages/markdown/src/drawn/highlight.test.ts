import fc from "fast-check";
import type { ElementContent } from "hast";
import { expect, test } from "vitest";
import { CODE_WORDS, codeLanguage } from "./code-languages.ts";
import { highlight } from "./highlight.ts";

const textOf = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) => (node.type === "text" ? node.value : node.type === "element" ? textOf(node.children) : ""))
    .join("");

const classesOf = (nodes: readonly ElementContent[]): string[] =>
  nodes.flatMap((node) =>
    node.type === "element" ? [String(node.properties["className"]), ...classesOf(node.children)] : [],
  );

// The first of all: whatever another test loads would be there before.
test("what was loaded before does not change what a guessing grammar makes of a text", async () => {
  const text =
    "POST / HTTP/1.1\nAccept: */*\n\nselect a, b from t where c = 'd' and e is not null order by f;\n";
  const before = await highlight(text, "http");
  await highlight("select 1", "sql");
  expect(await highlight(text, "http")).toEqual(before);
});

test("a keyword, a text, a number and a remark are told apart", async () => {
  const [first, ...rest] = await highlight('return "a", 3  # why', "python");
  expect(first).toMatchObject({ tagName: "span", properties: { className: ["hl-k"] } });
  expect(classesOf(rest)).toEqual(["hl-s", "hl-n", "hl-c"]);
});

test("a part with the tone of what is round it makes no span of its own", async () => {
  expect(classesOf(await highlight('/** @param a */ f`x ${"y"}`', "javascript"))).toContain("hl-c");
  for (const name of classesOf(await highlight("# one\n# two", "bash"))) expect(name).toBe("hl-c");
});

test("every word of the list has a grammar, which keeps each character of a text", async () => {
  const sample = "a <b> \"c\" 'd' // e\n#f $g 12 {\n  h: `i` = [j]; --k\n}\n";
  for (const word of CODE_WORDS)
    expect(textOf(await highlight(sample, codeLanguage(word) ?? "")), word).toBe(sample);
});

test("any text keeps its characters, in languages that hold others", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({
        unit: fc.constantFrom("<", ">", "/", "script", "style", '"', "`", "\n", "{", "$", "a ", "---"),
      }),
      fc.constantFrom("xml", "markdown", "http", "typescript", "yaml"),
      async (text, language) => {
        expect(textOf(await highlight(text, language))).toBe(text);
      },
    ),
    { numRuns: 60 },
  );
});

test("a listing of a size that nobody reads stays plain", async () => {
  const text = "x = 1\n".repeat(20_000);
  expect(await highlight(text, "python")).toEqual([{ type: "text", value: text }]);
});
