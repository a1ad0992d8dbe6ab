import type { Unit } from "@tessera/course";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { element } from "../prose/element.ts";
import { renderProse } from "../prose/render-prose.ts";
import { objectHost } from "../source-host.ts";
import { diagramWords } from "./diagram.ts";

const COURSE =
  "---\nid: https://example.org/courses/zones\ntitle: Zones\nversion: 1.0.0\nlanguage: en\n---\n\n# Zones\n\nAbout zones.\n";

async function compiled(...pages: readonly string[]) {
  const files = Object.fromEntries(
    pages.map((text, index) => [`0${index + 1}-zones.md`, `# Zones\n\n${text}\n`]),
  );
  const { course, diagnostics } = await compileCourse(objectHost({ "course.md": COURSE, ...files }));
  const html = (course?.children ?? []).map((unit) =>
    (unit as Unit).pages
      .flatMap((page) => page.flow)
      .map((item) => (item.type === "prose" ? item.html : JSON.stringify(item)))
      .join("\n"),
  );
  return { html: html.join("\n"), said: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

const dot = (source: string, words = "[A reaches B]") => `\`\`\`dot ${words}\n${source}\n\`\`\``;

test.each([
  ["[A reaches B]", { alt: "A reaches B" }],
  ['[A reaches B] "The way"', { alt: "A reaches B", caption: "The way" }],
  ["[a \\] b]", { alt: "a ] b" }],
  ["[ ]", undefined],
  ["A reaches B", undefined],
  ["[A] caption", undefined],
  [undefined, undefined],
])("behind the language of a fence: %j", (meta, expected) => {
  expect(diagramWords({ type: "code", lang: "dot", value: "", ...(meta !== undefined && { meta }) })).toEqual(
    expected,
  );
});

test("a diagram has its words for who does not see it, text that is text, and no colour, id or address", async () => {
  const { html, said } = await compiled(
    dot('digraph { a [label="Head <end>" style=filled]; a -> b [class=wrong] }'),
  );
  expect(said).toEqual([]);
  expect(html).toContain('role="img" aria-label="A reaches B"');
  expect(html).toContain(">Head &#x3C;end></text>");
  expect(html).toContain('<g class="dg-wrong">');
  expect(html).not.toMatch(/#[0-9a-f]{3,8}"|\bid=|href|style=|url\(|fill=|stroke=/);
});

test("its numbers are the same in another course, whatever was drawn before", async () => {
  const svg = (html: string) => /<svg[^]*?<\/svg>/.exec(html)?.[0];
  const one = dot("digraph { a -> b -> c -> a; layout=neato }");
  const first = await compiled(one);
  const second = await compiled(dot("graph { x -- y }", "[X]"), one);
  expect(svg(second.html.slice(second.html.indexOf("</svg>")))).toBe(svg(first.html));
});

test("a diagram with a caption is a figure, counted with the pictures of its unit", async () => {
  const { html, said } = await compiled(
    `${dot("graph { a }", '[A] "One"')}\n\n${dot("graph { b }", '[B] "Two"')}`,
  );
  expect(said).toEqual([]);
  expect(html).toMatch(/Figure 1<\/span> One<\/figcaption>[^]*Figure 2<\/span> Two<\/figcaption>/);
});

test("a diagram may stand in a question", async () => {
  const { html, said } = await compiled(
    `::::choice{#way}\nWhich way?\n\n${dot("digraph { a -> b }")}\n\n- [x] Down\n- [ ] Up\n\n::::`,
  );
  expect(said).toEqual([]);
  expect(html).toContain('aria-label=\\"A reaches B\\"');
});

test("what joins groups is bounded by what it grows to, and what does not by its length", async () => {
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index}`).join(" ");
  const groups = await compiled(dot(`graph { {${names("a", 70)}} -- {${names("b", 70)}} }`));
  const long = await compiled(dot(`graph { ${names("a", 700)} }`));
  const fine = await compiled(dot(`graph { ${names("a", 100)} }`));
  expect(groups.said[0]).toMatch(/^diagram\/unreadable: .*joins groups/);
  expect(long.said[0]).toMatch(/^diagram\/unreadable/);
  expect(fine.said).toEqual([]);
});

test("of what a drawing is made of, only shapes and text reach a page", () => {
  const node = { type: "code", lang: "dot", value: "", meta: "[A]" };
  const evil = element("svg", { viewBox: "0 0 1 1", onload: "x()", role: "img", style: "background:red" }, [
    element("path", { d: "M0,0C1,1", fill: "url(https://example.org/)", className: ["t-bar", "dg-fill"] }),
    element("text", { x: "1", y: "javascript:alert(1)" }, [{ type: "text", value: "A" }]),
    element("image", { href: "https://example.org/x.png" }),
    element("foreignObject", {}, [element("script", {}, [{ type: "text", value: "alert(1)" }])]),
    element("use", { xLinkHref: "#x" }),
    element("style", {}, [{ type: "text", value: "@import url(x)" }]),
    element("a", { xLinkHref: "javascript:alert(1)" }, [element("g", {})]),
  ]);
  const html = renderProse([node as never], {
    drawn: new Map([[node, [evil]]]),
    figures: new Map(),
  } as never);
  expect(html).toBe(
    '<svg viewBox="0 0 1 1" role="img"><path d="M0,0C1,1" class="dg-fill"></path><text x="1">A</text><a><g></g></a></svg>',
  );
});
