import fc from "fast-check";
import type { Unit } from "@tessera/course";
import { positionOf } from "@tessera/diagnostics";
import { describe, expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { renderProse } from "../prose/render-prose.ts";
import { objectHost } from "../source-host.ts";
import { parseMarkdown } from "../syntax/parse-markdown.ts";
import { element } from "../prose/element.ts";

const COURSE =
  "---\nid: https://example.org/courses/heat\ntitle: Heat\nversion: 1.0.0\nlanguage: en\n---\n\n# Heat\n\nAbout heat.\n";

async function compiled(text: string) {
  const { course, diagnostics, sources } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-heat.md": `# Heat\n\n${text}\n` }),
  );
  const [unit] = course?.children ?? [];
  const html = (unit as Unit | undefined)?.pages[0]?.flow
    .map((item) => (item.type === "prose" ? item.html : JSON.stringify(item)))
    .join("\n");
  const said = diagnostics.map(({ code, span }) => {
    const source = span && sources.get(span.file);
    const place = span && source && positionOf(source, span.start);
    return `${code} ${place?.line ?? 0}:${place?.column ?? 0} ${source?.text.slice(span?.start, span?.end) ?? ""}`;
  });
  return { html: html ?? "", said };
}

/** The TeX of every formula. */
function formulas(text: string): string[] {
  const found: string[] = [];
  const visit = (node: object) => {
    if ("type" in node && (node.type === "math" || node.type === "inlineMath"))
      found.push((node as { readonly value?: string }).value ?? "");
    if ("children" in node) for (const child of node.children as object[]) visit(child);
  };
  visit(parseMarkdown({ file: "a.md", text }).root);
  return found;
}

describe("what a formula is", () => {
  test.each([
    ["$x$", ["x"]],
    ["It costs $5 to $10.", []],
    ["$5 and $x$", ["x"]],
    ["$ x$ and $x $", []],
    ["US$x$2", []],
    ["\\$x\\$", []],
    ["\\$$x$", ["x"]],
    ["$a\\$b$", ["a\\$b"]],
    ["`$x$`", []],
    ["$a\nb$", []],
    ["$$x$$ in a line", ["x"]],
    ["$$$x$$$", []],
    ["$$\na\n= b\n\n# c\n$$", ["\na\n= b\n\n# c"]],
    ["$$a = b$$", ["a = b"]],
    ["text\n$$\na\n$$\ntext", ["\na"]],
    ["> $$\n> a\n> $$", ["\na"]],
    ["- $$\n  a\n  $$\n- $b$", ["\na", "b"]],
    ["> $$\n> a\nb $$", ["\na"]],
    ["| $a$ |\n|---|\n| $b$ |", ["a", "b"]],
    ["*$a*b$*", ["a*b"]],
  ])("%j", (text, expected) => {
    expect(formulas(text)).toEqual(expected);
  });

  test("the same text has the same words, whatever dollar signs are in it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("$", "$$", "a", " ", "1", "\\", "\n", "> ", "- ", "`", "\n\n") }),
        (text) => {
          for (const value of formulas(text))
            for (const line of value.split("\n")) expect(text).toContain(line);
        },
      ),
    );
  });
});

test("a formula is MathML in text, in a table and in every part of a question", async () => {
  const { html, said } = await compiled(
    "Text $a$.\n\n| $b$ |\n| --- |\n| $c$ |\n\n:::choice{#one}\nWhat is $d$?\n\n- [x] $e$\n  > For $f$.\n- [ ] No\n\n::hint[Think of $g$.]\n\n:::",
  );
  expect(said).toEqual([]);
  for (const letter of "abcdefg")
    expect(html).toMatch(new RegExp(`<math [^>]*aria-label=\\\\?"${letter}\\\\?"`));
});

test("a formula that is set off scrolls, and one in a sentence stays in its paragraph", async () => {
  expect((await compiled("$$x$$")).html).toMatch(
    /^<div class="math-scroll" tabindex="0"><math display="block"/,
  );
  const { html } = await compiled("Half of $$x$$ is");
  expect(html).toMatch(/^<p>Half of <math [^>]*displaystyle="true"/);
  expect(html).not.toContain("<div");
});

test.each([
  ["Flow $a + \\foo b$.", "math/unreadable 3:11 \\foo"],
  ["> $$\n> a +\n> \\foo b\n> $$", "math/unreadable 5:3 \\foo"],
  ["$$\na", "math/not-closed 3:1 $$"],
  ["$a \\href{javascript:alert(1)}{b}$", "math/unreadable 3:4 \\href"],
])("%j is told at its place", async (text, expected) => {
  expect((await compiled(text)).said).toEqual([expected]);
});

test("what bounds are for: depth, length and macros that grow", async () => {
  const deep = `$${"{".repeat(1_000)}a${"}".repeat(1_000)}$`;
  const long = `$${"a".repeat(5_000)}$`;
  const endless = "$\\def\\a{\\a\\a}\\a$";
  const growing = `$\\def\\a{${"x".repeat(99)}}\\def\\b{${"\\a".repeat(99)}}\\b\\b$`;
  for (const text of [deep, long, endless, growing])
    expect((await compiled(text)).said.map((line) => line.split(" ")[0])).toEqual(["math/unreadable"]);
});

test("of what a library writes, only MathML without looks and addresses reaches a page", () => {
  const node = { type: "inlineMath", value: "x" };
  const evil = element("math", { style: "color:red", dataBlock: "math", className: ["t-bar", "tml-jot"] }, [
    element("mi", { href: "javascript:alert(1)", mathvariant: "normal", onclick: "x()" }),
    element("mspace", { width: "9999em" }),
    element("script", {}, [{ type: "text", value: "alert(1)" }]),
    element("annotation-xml", { encoding: "text/html" }, [element("form", {})]),
  ]);
  const html = renderProse([node as never], {
    drawn: new Map([[node, [evil]]]),
  } as never);
  expect(html).toBe(
    '<math data-block="math" class="tml-jot"><mi mathvariant="normal"></mi><mspace></mspace></math>',
  );
});
