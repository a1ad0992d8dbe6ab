import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";
import { dotOfMermaid } from "./mermaid.ts";

/** What Graphviz is given for the lines below `flowchart LR`, without its frame. */
function lines(source: string): string[] {
  const made = dotOfMermaid(`flowchart LR\n${source}`);
  if ("problem" in made) throw new Error(made.problem.message);
  return made.dot.split("\n").slice(3, -1);
}

test.each([
  ["A", ['"A";']],
  ["A[Pump 1]", ['"A" [shape=box label="Pump 1"];']],
  ["A(Pump)", ['"A" [shape=box style="rounded" label="Pump"];']],
  ["A([Start])", ['"A" [shape=box style="rounded" label="Start"];']],
  ["A[[Sub]]", ['"A" [shape=box peripheries=2 label="Sub"];']],
  ["A[(Store)]", ['"A" [shape=cylinder label="Store"];']],
  ["A((Round))", ['"A" [shape=circle label="Round"];']],
  ["A{Open?}", ['"A" [shape=diamond label="Open?"];']],
  ["A{{Six}}", ['"A" [shape=hexagon label="Six"];']],
  ["A[/In/]", ['"A" [shape=parallelogram label="In"];']],
  ['A["Pump (1); \\ and [2]"]', ['"A" [shape=box label="Pump (1); \\\\ and [2]"];']],
  ["A[One<br/>two]:::wrong", ['"A" [shape=box label="One\\ntwo" class="wrong"];']],
  ["شمال-1[شمال]", ['"شمال-1" [shape=box label="شمال"];']],
])("a node: %s", (source, expected) => {
  expect(lines(source)).toEqual(expected);
});

test.each([
  ["A-->B", "arrowhead=normal"],
  ["A --- B", "arrowhead=none"],
  ["A -.-> B", "style=dashed arrowhead=normal"],
  ["A -.- B", "style=dashed arrowhead=none"],
  ["A ==> B", "style=bold arrowhead=normal"],
  ["A --x B", "arrowhead=tee"],
  ["A --o B", "arrowhead=odot"],
  ["A <--> B", "arrowhead=normal dir=both arrowtail=normal"],
  ["A -----> B", "arrowhead=normal"],
  ["A -->|yes| B", 'label="yes" arrowhead=normal'],
  ["A -- not yet --> B", 'label="not yet" arrowhead=normal'],
  ["A -. maybe .-> B", 'label="maybe" style=dashed arrowhead=normal'],
  ["A == must ==> B", 'label="must" style=bold arrowhead=normal'],
  ["A -- only --- B", 'label="only" arrowhead=none'],
  ["A ~~~ B", "style=invis"],
])("a link: %s", (source, settings) => {
  expect(lines(source)).toEqual(['"A";', '"B";', `"A" -> "B" [${settings}];`]);
});

test("chains and `&` make every link that they say", () => {
  const links = lines("A & B --> C --> D; E --> F").filter((line) => line.includes("->"));
  expect(links.map((line) => line.replace(/ \[.*/, ""))).toEqual([
    '"A" -> "C"',
    '"B" -> "C"',
    '"C" -> "D"',
    '"E" -> "F"',
  ]);
});

test("groups have their titles, and comments say nothing", () => {
  expect(
    lines("%% a note --> here\nsubgraph plant [The plant]\n  A\nend\nsubgraph Office\n  B\nend"),
  ).toEqual([
    "subgraph cluster_1 {",
    'label="The plant";',
    '"A";',
    "}",
    "subgraph cluster_2 {",
    'label="Office";',
    '"B";',
    "}",
  ]);
});

test.each([
  ["", 0, "it is empty"],
  ["sequenceDiagram\nA->>B: x", 1, "this begins with `sequenceDiagram`"],
  ["flowchart XY", 1, "`XY` is no direction"],
  ["graph TD\nA --> B\nB ->> C", 3, "a link such as `-->` was expected at `->> C`"],
  ["graph TD\nA --> ", 2, "a node was expected"],
  ["graph TD\nA -- text B", 2, "the text of a link is not closed"],
  ["graph TD\nA[Pump", 2, "`[` is not closed by `]`"],
  ["graph TD\nA[Pump (1)]", 2, "a text with brackets stands in quotes"],
  ["graph TD\nA --> end", 2, "`end` is a word of the language"],
  ["graph TD\nsubgraph x\nA", 3, "a `subgraph` is not closed"],
  ["graph TD\nend", 2, "`end` closes no `subgraph`"],
  ["graph TD\nclassDef red fill:#f00", 2, "none of its own"],
  ["graph TD\nclick A href x", 2, "`click` is not drawn"],
  ["graph TD\nA@{ shape: cyl }", 2, "a link such as `-->` was expected"],
])("%j is refused in its line", (source, line, says) => {
  const made = dotOfMermaid(source);
  expect("problem" in made && made.problem.line).toBe(line);
  expect("problem" in made && made.problem.message).toContain(says);
});

test("what is written for Mermaid is drawn as what is written for Graphviz is, and a mistake is told in its line", async () => {
  const course =
    "---\nid: https://example.org/c\ntitle: C\nversion: 1.0.0\nlanguage: en\n---\n\n# C\n\nText.\n";
  const page = (body: string) => ({
    "course.md": course,
    "01-a.md": `# A\n\n\`\`\`mermaid [A reaches B]\n${body}\n\`\`\`\n`,
  });
  const good = await compileCourse(objectHost(page("graph LR\nA[Head end] --> B:::right")));
  expect(good.diagnostics).toEqual([]);
  const html = JSON.stringify(good.course);
  expect(html).toContain(">Head end</text>");
  expect(html).toContain("dg-right");
  const bad = await compileCourse(objectHost(page("graph LR\nA --> B\nB => C")));
  expect(bad.diagnostics.map(({ code, span }) => [code, span?.start])).toEqual([
    ["diagram/unreadable", page("graph LR\nA --> B\n")["01-a.md"].indexOf("\n```\n")],
  ]);
});
