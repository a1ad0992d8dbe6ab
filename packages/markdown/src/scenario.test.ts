import { expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nAbout pumps.\n";
const PAGE = `# The night shift

## Before it

:::scenario{#alarm}
You are alone. See [before it](#before-it).

## start: The alarm panel at 02:10

The chiller alarm sounds. See [the zones](#zones).

- [ ] [Silence it](#ignored)
- [x] [Read the panel](#panel) :set{points=2}
  > Right: [know](#zones) before you act.

## panel

- [Go on](#found)

## ignored: 02:40

::end[The chiller trips.]{fail}

## found: In time

::end[Found.]{pass}
:::

## Zones

Text.
`;

async function compile(page: string) {
  const { course, diagnostics, sources } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-alarm.md": page }),
  );
  const said = diagnostics.map(({ code, span }) => {
    const text = span && sources.get(span.file)?.text.slice(span.start, span.end);
    return `${code} ${text ?? ""}`;
  });
  const [unit] = course?.children ?? [];
  const flow = unit?.type === "unit" ? unit.pages.flatMap(({ flow: all }) => all) : [];
  return { said, flow };
}

test("scenes and choices are the scenario's own; other links in it lead to the page", async () => {
  const { said, flow } = await compile(PAGE);
  expect(said).toEqual([]);
  const question = flow.flatMap((item) => (item.type === "question" ? [item.question] : []))[0];
  expect(question).toMatchObject({
    kind: "scenario",
    name: "You are alone. See before it.",
    spec: { most: 3, best: [["start-read-the-panel", "panel-go-on"]] },
  });
  expect(JSON.stringify(question)).toContain("#alarm--zones");
  const prose = flow.flatMap((item) => (item.type === "prose" ? [item.html] : [])).join();
  expect(prose).not.toContain("The alarm panel");
});

test("a link of the story that leads to nothing on the page is a dead link, a choice a dead choice", async () => {
  expect((await compile(PAGE.replace("[the zones](#zones)", "[the zones](#panel)"))).said).toEqual([
    "link/dead [the zones](#panel)",
  ]);
  expect((await compile(PAGE.replace("(#panel)", "(#zones)"))).said).toContain(
    "scenario/unknown-scene [Read the panel](#zones)",
  );
});

test("a scenario counts in a quiz, and no scene of it is a heading of the page", async () => {
  const quiz = PAGE.replace(":::scenario{#alarm}", "::::quiz{#final}\n:::scenario{#alarm}").replace(
    "{pass}\n:::",
    "{pass}\n:::\n::::",
  );
  const { said, flow } = await compile(quiz);
  expect(said).toEqual([]);
  expect(flow.map(({ type }) => type)).toEqual(["prose", "quiz", "prose"]);
});
