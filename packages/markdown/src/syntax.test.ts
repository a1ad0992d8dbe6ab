import type { Diagnostic } from "@tessera/diagnostics";
import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Nodes } from "mdast";
import { describe, expect, test } from "vitest";
import { languageOf } from "./language.ts";
import { checkSyntax } from "./syntax/check-syntax.ts";
import { isDirective } from "./syntax/syntax-context.ts";
import { parseMarkdown } from "./syntax/parse-markdown.ts";

const language = languageOf({
  kinds: ["choice", "fill-in", "likert"],
  practiceKinds: ["likert"],
  owns: new Map(),
  observedKinds: ["likert"],
  parts: [
    { name: "hint", forms: ["leaf", "container"], within: ["choice", "fill-in"] },
    { name: "set", forms: ["text"], within: ["choice"] },
    { name: "blank", forms: ["text"], within: ["fill-in"] },
  ],
});

const parse = (text: string) => parseMarkdown({ file: "a.md", text });

function directives(node: Nodes): readonly DirectiveNode[] {
  const inner = "children" in node ? node.children.flatMap((child) => directives(child)) : [];
  return isDirective(node) ? [node, ...inner] : inner;
}

const names = (text: string) => directives(parse(text).root).map(({ name }) => name);

function mistakes(text: string): readonly string[] {
  const found: Diagnostic[] = [];
  checkSyntax(parse(text), { language, place: "page", report: (diagnostic) => found.push(diagnostic) });
  return found.map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`);
}

describe("guard 1: what is a text directive", () => {
  test.each([
    [":blank[x]", ["blank"]],
    [":set{a=b}", ["set"]],
    ["a:blank[x]", ["blank"]],
    ["(:blank[x])", ["blank"]],
    ["| :blank[x] |\n|---|", ["blank"]],
    ["02:10", []],
    ["02:10[x]", []],
    ["3:1{x}", []],
    ["host:8080[a]", []],
    ["62443-3-3:2013[^1]\n\n[^1]: x", []],
    ["see:this[^1]\n\n[^1]: x", []],
    ["\\:blank[x]", []],
    ["std::vector[x]", []],
    [":blank and :blank (x)", []],
    [":-a[x] :_a[x]", []],
    ["`:blank[x]`", []],
    ["http://10.0.4.12:8080/login:blank[x]", []],
  ])("%s", (text, found) => {
    expect(names(text)).toEqual(found);
  });
});

describe("attributes", () => {
  const attributes = (text: string) => {
    const file = parse(text);
    const [node] = directives(file.root);
    return (node ? file.attributes(node) : []).map(({ name, value, nameSpan, valueSpan }) => [
      name,
      value,
      text.slice(nameSpan.start, nameSpan.end),
      text.slice(valueSpan.start, valueSpan.end),
    ]);
  };

  test("have the places of their names and values, repeats included", () => {
    expect(
      attributes(`é😀\n\n:::choice{#a .b points=1 points='2 3' flag or="x &amp; y" empty=""}\n:::`),
    ).toEqual([
      ["id", "a", "#a", "a"],
      ["class", "b", ".b", "b"],
      ["points", "1", "points", "1"],
      ["points", "2 3", "points", "2 3"],
      ["flag", "", "flag", "flag"],
      ["or", "x & y", "or", "x &amp; y"],
      ["empty", "", "empty", "empty"],
    ]);
  });

  test("are those of their own directive, also when directives nest in a label", () => {
    const file = parse("::hint[a :set{x=1} b]{y=2}");
    expect(
      directives(file.root).map((node) => [node.name, file.attributes(node).map(({ name }) => name)]),
    ).toEqual([
      ["hint", ["y"]],
      ["set", ["x"]],
    ]);
  });

  test("of text directives may run over lines", () => {
    expect(attributes(':blank[x]{or="a"\nignore="b c"}').map(([name, value]) => [name, value])).toEqual([
      ["or", "a"],
      ["ignore", "b c"],
    ]);
  });
});

describe("guard 4: what failed to parse", () => {
  const body = "What?\n\n- [x] a\n- [ ] b\n\n";

  test.each([
    ["a good question", `:::choice{#a}\n${body}::hint[x]\n\n:::`, []],
    ["a good nest", `::::quiz{#q}\n\n:::choice{#a}\n${body}:::\n\n::::`, []],
    [
      "a deep nest",
      `:::::details[x]\n\n::::details[y]\n\n:::details[z]\n\nText.\n\n:::\n\n::::\n\n:::::`,
      [],
    ],
    ["two siblings with the same colons", `:::choice{#a}\n${body}:::\n\n:::choice{#b}\n${body}:::`, []],
    [
      "code that shows the language",
      "```markdown\n:::chioce {#a}\n- [x] a {fixed}\n:::\n```\n\n`::quiz`",
      [],
    ],
    ["a closing line too many", `:::choice{#a}\n${body}:::\n\n:::`, ["fence/closes-nothing :::"]],
    [
      "a space before the braces is one mistake, its closing line none",
      `:::choice {#a}\n${body}:::`,
      ["directive/malformed :::choice {#a}"],
    ],
    ["a fence after a quote", "::::details[x]\n> y\n::::", ["fence/pulled-in ::::"]],
    [
      "a directive after a table",
      "| a |\n|---|\n| b |\n::from{bank=x}",
      ["fence/pulled-in ::from", "directive/wrong-place ::from"],
    ],
    ["a fence inside a list item", "- a\n\n  :::details[x]\n  Text.\n  :::\n- b", []],
    [
      "a container that its list ends",
      "- a\n\n  :::details[x]\n  Text.\n\nAfter.",
      ["directive/not-closed :::details"],
    ],
    ["braces in the middle of a line", "The set {a, b} is small.", []],
    ["escaped braces at the end", "The set \\{a, b}", []],
    ["braces before bold", "{a} **b**", []],
    ["a colon word that is no text directive", "(:thing) :other", []],
    ["prices", "$5 to $10, or $ 5 and $ 6", []],
    ["an escaped dollar sign", "\\$a$", []],
    ["an alert in lower case", "> [!note]\n> x", []],
    ["a link in a quote", "> [!a](b)", []],
    ["a comment", "<!-- a\n\nb -->", []],
    ["two tags are reported where they open", "<b>x</b>", ["html/raw <b>"]],
    ["a thematic break", "Text\n\n===\n", []],
    [
      "a text directive of another kind",
      ":::choice{#a}\n:blank[x]\n\n- [x] a\n- [ ] b\n\n:::",
      ["directive/wrong-place :blank"],
    ],
    ["pandoc's fence", "::: choice\n:::", ["directive/malformed ::: choice"]],
  ])("%s", (_, text, expected) => {
    expect(mistakes(text)).toEqual(expected);
  });
});
