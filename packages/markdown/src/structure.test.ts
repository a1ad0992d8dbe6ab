import type { Block, Course, Quiz, Unit } from "@tessera/course";
import { describe, expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const front = (more = "") =>
  `---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n${more}---\n\n# Pumps\n\nAbout pumps.\n`;
const page = (title: string, body = "Text.") => `# ${title}\n\n${body}\n`;
const question = (id: string, more = "") =>
  `:::choice{#${id}${more}}\nWhat is ${id}?\n\n- [x] Yes\n- [ ] No\n\n:::\n`;

async function compile(files: Readonly<Record<string, string>>): Promise<Course> {
  const { course, diagnostics } = await compileCourse(objectHost({ "course.md": front(), ...files }));
  if (!course) throw new Error(JSON.stringify(diagnostics, null, 1));
  return course;
}

/** `A [B C]`: titles, blocks in brackets. */
function shape(children: readonly (Unit | Block)[]): string {
  return children
    .map((child) => (child.type === "unit" ? child.title : `${child.title} [${shape(child.children)}]`))
    .join(" ");
}

describe("folders", () => {
  test("without a list, files and folders are units in order of name, where numbers count as numbers", async () => {
    const course = await compile({
      "10-last.md": page("Last"),
      "2-folder/1-x.md": page("X"),
      "2-folder/unit.md": page("Folder", "What it is about."),
      "1-first.md": page("First"),
      "banks/b.md": page("Bank"),
      "README.md": "# For colleagues",
      "media/notes/x.txt": "x",
    });
    expect(shape(course.children)).toBe("First Folder Last");
    expect((course.children[1] as Unit).description).toBe("What it is about.");
  });

  test("a folder with block.md is a block of its units", async () => {
    const course = await compile({
      "1-part/block.md": "---\nunits:\n  - practise: b.md\n  - learn: a.md\n---\n\n# Part\n\nFirst part.\n",
      "1-part/a.md": page("A"),
      "1-part/b.md": page("B"),
      "2-part/block.md": "# Other\n",
      "2-part/1-c.md": page("C"),
    });
    expect(shape(course.children)).toBe("Part [B A] Other [C]");
    expect(course.children[0]).toMatchObject({
      id: "https://example.org/courses/pumps/blocks/part",
      description: "First part.",
    });
    expect((course.children[0] as Block).children[0]).toMatchObject({ purpose: "practise" });
  });

  test("a block may stand in the list itself", async () => {
    const course = await compile({
      "course.md": front(
        "units:\n  - block: Part one\n    units:\n      - learn: a.md\n      - block: Deep\n        units:\n          - prove: sub/b.md\n  - learn: c.md\n",
      ),
      "a.md": page("A"),
      "sub/b.md": page("B"),
      "c.md": page("C"),
    });
    expect(shape(course.children)).toBe("Part one [A Deep [B]] C");
  });

  test("a unit lists its pages in its own order", async () => {
    const course = await compile({
      "1-u/unit.md": "---\npages: [b.md, a.md]\nminutes: 9\n---\n\n# U\n",
      "1-u/a.md": page("A"),
      "1-u/b.md": page("B"),
    });
    const [unit] = course.children as readonly Unit[];
    expect(unit?.pages.map(({ slug, title, id }) => ({ slug, title, id }))).toEqual([
      { slug: "b", title: "B", id: "https://example.org/courses/pumps/units/u/pages/b" },
      { slug: "a", title: "A", id: "https://example.org/courses/pumps/units/u/pages/a" },
    ]);
    expect(unit?.minutes).toBe(9);
  });

  test("a file is split into pages at its level-2 headings when asked", async () => {
    const text =
      "---\nsplit: true\n---\n\n# U\n\nWelcome, see [b](#two).\n\n## One\n\n### Deep\n\nText.\n\n## Two\n\nText.\n";
    const course = await compile({ "1-u.md": text });
    const [unit] = course.children as readonly Unit[];
    expect(
      unit?.pages.map(({ slug, flow }) => [
        slug,
        flow.map((block) => block.type === "prose" && block.html).join(""),
      ]),
    ).toEqual([
      ["u", '<p>Welcome, see <a href="#two">b</a>.</p>'],
      ["one", '<h2 id="one--deep">Deep</h2>\n<p>Text.</p>'],
      ["two", "<p>Text.</p>"],
    ]);
  });
});

test("a wrong setting of one unit hides no mistake about another, and makes none up", async () => {
  const { diagnostics } = await compileCourse(
    objectHost({
      "course.md": front(
        "units:\n  - prove: 01-a.md\n    mastery: 80\n    moveOn: Passed\n  - learn: 02-gone.md\n  - learn: 03-b.md\n    minuts: 4\n",
      ),
      "01-a.md": page("A", `::::quiz{#final}\n${question("one")}\n::::`),
      "03-b.md": page("B", "[nowhere](#gone)"),
    }),
  );
  expect(diagnostics.map(({ code, span }) => `${span?.file}: ${code}`)).toEqual([
    "03-b.md: link/dead",
    "course.md: front-matter/wrong-value",
    "course.md: unit/not-found",
    "course.md: front-matter/unknown-key",
  ]);
});

describe("what a unit is worth", () => {
  const prove = (more: string) => front(`units:\n  - prove: 01-a.md\n${more}`);
  const quiz = page("A", `::::quiz{#final}\nRead well.\n\n${question("one")}\n::::`);

  test("[+13.1.4-6] a unit without mastery is done when it is completed", async () => {
    expect((await compile({ "01-a.md": page("A") })).children[0]).toMatchObject({
      moveOn: "Completed",
      launchMethod: "AnyWindow",
    });
  });

  test("[+13.1.4-6] a unit with mastery is done when it is completed and passed", async () => {
    const course = await compile({
      "course.md": prove("    mastery: 0.8\n    attempts: 3\n"),
      "01-a.md": quiz,
    });
    const [unit] = course.children as readonly Unit[];
    expect(unit).toMatchObject({ moveOn: "CompletedAndPassed", mastery: 0.8, attempts: 3, purpose: "prove" });
    expect(unit?.pages[0]?.flow[0]).toMatchObject({
      type: "quiz",
      slug: "final",
      id: "https://example.org/courses/pumps/units/a/quizzes/final",
      title: "A",
      intro: "<p>Read well.</p>",
      mastery: 0.8,
      attempts: 3,
      review: "after",
      shuffle: false,
    });
  });

  test("a quiz gives its mastery to a unit that has none", async () => {
    const course = await compile({ "01-a.md": quiz.replace("#final", "#final mastery=0.5") });
    expect(course.children[0]).toMatchObject({ moveOn: "CompletedAndPassed", mastery: 0.5 });
  });

  test("the same value in quiz and unit is no contradiction", async () => {
    const course = await compile({
      "course.md": prove("    mastery: 0.5\n"),
      "01-a.md": quiz.replace("#final", "#final mastery=0.5"),
    });
    expect(course.children[0]).toMatchObject({ mastery: 0.5 });
  });

  test("one unit that could never be satisfied is one mistake, not two", async () => {
    const { diagnostics } = await compileCourse(
      objectHost({ "course.md": prove("    mastery: 0.8\n    moveOn: Passed\n"), "01-a.md": page("A") }),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["unit/mastery-without-quiz"]);
  });
});

describe("draws", () => {
  const own = ["a", "b", "c", "d"]
    .map((id, index) => question(id, ` objective=${index < 3 ? "isolate" : "drain"}`))
    .join("\n");
  const bank = page("Bank", ["x", "y", "z"].map((id) => question(id, " objective=isolate")).join("\n"));
  const objectives = front("objectives:\n  isolate: Isolate\n  drain: Drain\n");

  async function pools(head: string, from = ""): Promise<unknown> {
    const text = page("A", `::::quiz{#final${head}}\n${from}\n${own}\n::::`);
    const course = await compile({ "course.md": objectives, "01-a.md": text, "banks/b.md": bank });
    const quiz = (course.children[0] as Unit).pages[0]?.flow[0] as Quiz;
    return quiz.pools.map((pool) => [
      pool.draw ?? "all",
      pool.objective ?? "any",
      pool.questions.map(({ slug }) => slug).join(""),
    ]);
  }

  test("without a draw every question is shown", async () => {
    expect(await pools("")).toEqual([["all", "any", "abcd"]]);
  });

  test("a draw counts all questions of an attempt: what banks draw comes first", async () => {
    expect(await pools(" draw=4", "::from{bank=banks/b.md draw=2}\n")).toEqual([
      [2, "any", "abcd"],
      [2, "any", "xyz"],
    ]);
  });

  test("a draw by objective is dealt round", async () => {
    expect(await pools(" draw=3 by=objective")).toEqual([
      [2, "isolate", "abc"],
      [1, "drain", "d"],
    ]);
  });

  test("a bank gives only the questions of one objective when asked", async () => {
    expect(await pools("", "::from{bank=banks/b.md objective=isolate}\n")).toEqual([
      ["all", "any", "abcd"],
      ["all", "isolate", "xyz"],
    ]);
  });

  test("two units draw from the same bank: the questions stay the same activities", async () => {
    const draws = page("A", "::::quiz{#final}\n::from{bank=banks/b.md}\n\n::::");
    const course = await compile({
      "course.md": objectives.replace("  drain: Drain\n", ""),
      "01-a.md": draws,
      "02-b.md": draws.replace("# A", "# B"),
      "banks/b.md": bank,
    });
    const ids = (course.children as readonly Unit[]).map(
      (unit) => (unit.pages[0]?.flow[0] as Quiz | undefined)?.pools[0]?.questions[0]?.id,
    );
    expect(ids[0]).toBe("https://example.org/courses/pumps/units/a/questions/x");
    expect(ids[1]).toBe(ids[0]);
  });
});

describe("systems", () => {
  const files = {
    "course.md": front("units:\n  - learn: 01 Übersicht/\n  - prove: sub/02-b.md\n"),
    "01 Übersicht/01 Eins.md": page(
      "Eins",
      "[zwei](02-zwei.md) ![Pumpe](../media/Größe.svg)\n\n" + question("one"),
    ),
    "01 Übersicht/02-zwei.md": page("Zwei", "One line\nand another.\n\n```\ncode\n  more\n```"),
    "sub/02-b.md": page("B"),
    "media/Größe.svg": '<svg viewBox="0 0 4 3"></svg>',
  };

  const change = (edit: (name: string, text: string) => readonly [string, string]) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => edit(name, text)));

  test.each([
    [
      "Windows line ends",
      change((name, text) => [name, name.endsWith(".md") ? text.replaceAll("\n", "\r\n") : text]),
    ],
    ["a byte order mark", change((name, text) => [name, name.endsWith(".md") ? `\uFEFF${text}` : text])],
    ["back slashes in the list", change((name, text) => [name, text.replace("sub/02", "sub\\02")])],
    ["decomposed file names, as macOS keeps them", change((name, text) => [name.normalize("NFD"), text])],
    [
      "decomposed names in the text",
      change((name, text) => [
        name,
        text
          .replace("01 Übersicht/", "01 Übersicht/".normalize("NFD"))
          .replace("Größe", "Größe".normalize("NFD")),
      ]),
    ],
  ])("%s give the same course", async (_, changed) => {
    const [before, after] = [await compile(files), await compile(changed)];
    // A list with other characters in it stands at other columns.
    const bare = (course: Course) =>
      JSON.parse(
        JSON.stringify(course, (key, value: unknown) => (key === "source" ? undefined : value)),
      ) as unknown;
    expect(bare(after)).toEqual(bare(before));
    expect((after.children[0] as Unit).source).toEqual((before.children[0] as Unit).source);
  });

  test("ids of units in folders with spaces and umlauts are ASCII", async () => {
    expect((await compile(files)).children.map((child) => child.slug)).toEqual(["ubersicht", "b"]);
  });

  test("a mistake in a file with Windows line ends stands at the author's line and column", async () => {
    const { diagnostics, sources } = await compileCourse(
      objectHost({
        "course.md": front(),
        "01-a.md": "\uFEFF# A\r\n\r\nText.\r\n\r\n  :::chioce\r\n\r\n:::\r\n",
      }),
    );
    const { positionOf } = await import("@tessera/diagnostics");
    const [first] = diagnostics;
    const source = first?.span && sources.get(first.span.file);
    expect(source && positionOf(source, first?.span?.start ?? 0)).toEqual({ line: 5, column: 3 });
  });
});

test("everything that is wrong is said in one run, by file and position", async () => {
  const { diagnostics, course } = await compileCourse(
    objectHost({
      "course.md": front("objectivs:\n  a: b\n").replace("1.0.0", "one"),
      "01-a.md": page("A", ":::chioce\n:::\n\n![](x.png)"),
      "02-b.md": "No title.\n\n[x](gone.md)\n",
    }),
  );
  expect(course).toBeUndefined();
  expect(diagnostics.map(({ code, span }) => `${span?.file ?? ""} ${code}`)).toEqual([
    "01-a.md directive/unknown",
    "01-a.md image/no-alt",
    "01-a.md image/not-found",
    "02-b.md heading/no-title",
    "02-b.md link/dead",
    "course.md front-matter/wrong-value",
    "course.md front-matter/unknown-key",
  ]);
});

test("the course says what is recorded of typed answers, and a question may say otherwise", async () => {
  const typed = (id: string, setting = "") =>
    `:::fill-in{#${id}${setting}}\nBACnet/IP listens on port :blank[47808].\n:::\n`;
  const page = `# Ports\n\n${typed("one")}\n${typed("two", " record=answer")}\n:::true-false{#three}\nIt is UDP.\n\n- [x] True\n- [ ] False\n\n:::\n`;
  const records = async (setting: string, text: string) => {
    const { course, diagnostics } = await compileCourse(
      objectHost({
        "course.md": front().replace("language: en\n", `language: en\n${setting}`),
        "01-ports.md": text,
      }),
    );
    expect(diagnostics).toEqual([]);
    const [unit] = course?.children ?? [];
    const flow = unit?.type === "unit" ? (unit.pages[0]?.flow ?? []) : [];
    return flow.flatMap((part) => (part.type === "question" ? [part.question.record] : []));
  };
  expect(await records("record: score\n", page)).toEqual(["score", undefined, undefined]);
  expect(await records("", page)).toEqual([undefined, undefined, undefined]);
  expect(await records("", page.replace("#one", "#one record=score"))).toEqual([
    "score",
    undefined,
    undefined,
  ]);
});
