import { expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.ts";
import { displayWidth } from "./display-width.ts";
import { renderPretty } from "./render-pretty.ts";

const sourcesOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([file, text]) => [file, { file, text }]));

const at = (text: string, mark: string, more: Partial<Diagnostic> = {}): Diagnostic => {
  const start = text.indexOf(mark);
  const span = { file: "a.md", start, end: start + mark.length };
  return {
    code: "choice/no-right-answer",
    severity: "error",
    message: "found this, expected that",
    span,
    ...more,
  };
};

test("a mistake is shown with its place, its line, a caret and what to type instead", () => {
  const text = "# Title\n\n:::chioce{#exits}\n";
  const diagnostic = at(text, ":::chioce", {
    message: "unknown directive `:::chioce`",
    help: "did you mean `choice`?",
    requirement: "13.1.4.0-1",
    labels: [{ span: { file: "a.md", start: 0, end: 7 }, message: "first here" }],
  });
  expect(renderPretty([diagnostic], sourcesOf({ "a.md": text }))).toMatchInlineSnapshot(`
    "error[choice/no-right-answer]: unknown directive \`:::chioce\`
      --> a.md:3:1
       |
     3 | :::chioce{#exits}
       | ^^^^^^^^^
      ::: a.md:1:1
       |
     1 | # Title
       | ------- first here
       = help: did you mean \`choice\`?
       = cmi5 requirement 13.1.4.0-1

    1 error
    "
  `);
});

test.each([
  ["plain text", "see :trem here", ":trem"],
  ["a tab before it", "\tsee\t:trem here", ":trem"],
  ["a tab in it", "see :t\tm here", ":t\tm"],
  ["an emoji before it", "🔥🚒 see :trem", ":trem"],
  ["a family, a flag and a skin tone", "👨‍👩‍👧 🇩🇪 👍🏽 :trem", ":trem"],
  ["Chinese before it", "配電盤の :trem", ":trem"],
  ["combining marks", "e\u0301e\u0301 :trem", ":trem"],
  ["control characters", "a\u001b[31mb :trem", ":trem"],
  ["Windows line ends", "one\r\n two :trem\r\nthree", ":trem"],
])("caret and column agree: %s", (_, text, mark) => {
  const out = renderPretty([at(text, mark)], sourcesOf({ "a.md": text })).split("\n");
  const shown = out.find((line) => line.startsWith(" 1 |") || line.startsWith(" 2 |")) ?? "";
  const caret = out.find((line) => line.includes("^")) ?? "";
  const visible = mark.replace("\t", "");
  // The printed line up to the caret is as wide as the caret line's padding.
  const padding = displayWidth(caret.slice(0, caret.indexOf("^")));
  let prefix = "";
  for (const character of shown) {
    if (displayWidth(prefix) >= padding) break;
    prefix += character;
  }
  expect(displayWidth(prefix)).toBe(padding);
  expect(
    shown
      .slice(prefix.length)
      .replace(/^(?:\p{M}|\u200d)+/u, "")
      .startsWith(visible.slice(0, 2)),
  ).toBe(true);
  const lineStart = Math.max(text.lastIndexOf("\n", text.indexOf(mark)) + 1, 0);
  expect(out[1]).toMatch(new RegExp(`a\\.md:\\d+:${text.indexOf(mark) - lineStart + 1}$`));
});

test.each([
  ["🔥🚒 see :trem", 9],
  ["👨‍👩‍👧 :trem", 3],
  ["配電盤の :trem", 9],
  ["e\u0301 :trem", 2],
  ["\t:trem", 4],
  ["ab\t:trem", 4],
])("the caret under `%s` stands behind %i columns", (text, columns) => {
  const out = renderPretty([at(text, ":trem")], sourcesOf({ "a.md": text }));
  expect(out.split("\n")[4]).toBe(`   | ${" ".repeat(columns)}^^^^^`);
});

test("nothing in a course can send control characters to the terminal", () => {
  const text = "\u001b]0;evil\u0007 :trem \u202etxt";
  const out = renderPretty(
    [at(text, ":trem", { message: "bad \u001b[2J", help: "\u009b1m" })],
    sourcesOf({ "a.md": text }),
  );
  expect(out).not.toMatch(/[\u001b\u0007\u009b\u202e]/);
});

test("a long line is cut round the caret", () => {
  const text = `${"x".repeat(500)} :trem ${"y".repeat(500)}`;
  const out = renderPretty([at(text, ":trem")], sourcesOf({ "a.md": text }));
  const [, , , shown = "", caret = ""] = out.split("\n");
  expect(shown.length).toBeLessThan(170);
  expect(shown.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe(":trem");
});

test("colour is the caller's: roles go to the painter, text stays", () => {
  const text = "see :trem";
  const out = renderPretty([at(text, ":trem")], sourcesOf({ "a.md": text }), {
    colour: (role, piece) => `<${role}>${piece}</>`,
  });
  expect(out).toContain("<error>error[choice/no-right-answer]</>");
  expect(out.replace(/<[^>]*>/g, "")).toBe(renderPretty([at(text, ":trem")], sourcesOf({ "a.md": text })));
});

test("more than a hundred are counted, and no error is hidden for a warning", () => {
  const warnings = Array.from({ length: 150 }, (_, index): Diagnostic => ({
    code: "a/b",
    severity: "warning",
    message: `w${index}`,
    span: { file: "a.md", start: 0, end: 0 },
  }));
  const late: Diagnostic = {
    code: "a/c",
    severity: "error",
    message: "late",
    span: { file: "z.md", start: 0, end: 0 },
  };
  const out = renderPretty([...warnings, late], sourcesOf({ "a.md": "", "z.md": "" }));
  expect(out.match(/^warning/gm)).toHaveLength(99);
  expect(out).toContain("late");
  expect(out.trimEnd().split("\n").at(-1)).toBe("1 error, 150 warnings (51 not shown)");
});

test("a diagnostic without a place or with an unknown file is shown all the same", () => {
  const lost: Diagnostic = {
    code: "a/b",
    severity: "info",
    message: "m",
    span: { file: "gone.md", start: 3, end: 4 },
  };
  expect(renderPretty([lost, { code: "a/c", severity: "info", message: "n" }], new Map())).toBe(
    "info[a/c]: n\n\ninfo[a/b]: m\n  --> gone.md\n\n2 notes\n",
  );
});

test("nothing to say is no text", () => {
  expect(renderPretty([], new Map())).toBe("");
});
