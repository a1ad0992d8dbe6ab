import type { Course, Question, Unit } from "@tessera/course";
import { describe, expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import type { Compilation } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nAbout pumps.\n";

const question = (head: string, ...answers: readonly string[]) =>
  `:::choice${head}\nWhich valve first?\n\n${answers.map((answer) => `- ${answer}\n`).join("")}\n:::\n`;
const page = (title: string, ...body: readonly string[]) => `# ${title}\n\nText.\n\n${body.join("\n")}`;

type Files = Readonly<Record<string, string>>;

async function compile(files: Files, lock?: string): Promise<Compilation & { readonly course: Course }> {
  const host = objectHost({ "course.md": COURSE, ...files, ...(lock && { "course.lock.yaml": lock }) });
  const result = await compileCourse(host);
  if (!result.course) throw new Error(JSON.stringify(result.diagnostics));
  return { ...result, course: result.course };
}

/** Compiles `before`, then `after` with the lock of the first. */
async function edit(before: Files, after: Files) {
  const first = await compile(before);
  const second = await compile(after, first.lock.text);
  return { first, second };
}

function units({ course }: { readonly course: Course }): readonly Unit[] {
  return course.children.filter((child) => child.type === "unit");
}

function questions(result: { readonly course: Course }): readonly Question[] {
  return units(result).flatMap((unit) =>
    unit.pages.flatMap((each) =>
      each.flow.flatMap((block) => (block.type === "question" ? [block.question] : [])),
    ),
  );
}

function options(result: { readonly course: Course }, index = 0): readonly string[] {
  const spec = questions(result)[index]?.spec as { options: { id: string; text: string }[] };
  return spec.options.map(({ id, text }) => `${id}: ${text}`);
}

const codes = (result: Compilation) => result.diagnostics.map((diagnostic) => diagnostic.code);

const SUCTION = ["[x] Suction", "[ ] Discharge", "[ ] Drain"] as const;

test("the same course twice changes nothing in the lock", async () => {
  const files = {
    "01-a.md": page("A", question("{#one}", ...SUCTION), question("", ...SUCTION).replace("first", "last")),
  };
  const { first, second } = await edit(files, files);
  expect(first.lock.changed).toBe(true);
  expect(second.lock).toEqual({ text: first.lock.text, changed: false });
  expect(second.course).toEqual(first.course);
});

describe("units", () => {
  test("a unit that is renumbered keeps its id", async () => {
    const { second } = await edit(
      { "01-a.md": page("A"), "02-b.md": page("B") },
      { "01-b.md": page("B"), "02-a.md": page("A") },
    );
    expect(units(second).map((unit) => unit.slug)).toEqual(["b", "a"]);
  });

  test("a renamed file is known again by its title", async () => {
    const { first, second } = await edit(
      { "01-a.md": page("Zones") },
      { "01-network-zones.md": page("Zones") },
    );
    expect(units(second)[0]?.id).toBe(units(first)[0]?.id);
    expect(units(second)[0]?.id).toBe("https://example.org/courses/pumps/units/a");
  });

  test("a file renamed together with its title is known again by its questions", async () => {
    const { second } = await edit(
      { "01-a.md": page("Zones", question("{#one}", ...SUCTION)) },
      { "05-other.md": page("Other words", question("{#one}", ...SUCTION)) },
    );
    expect(units(second)[0]?.slug).toBe("a");
  });

  test("a new unit never takes the id of one that is gone", async () => {
    const { second } = await edit({ "01-a.md": page("Old") }, { "02-a.md": page("Something else") });
    expect(units(second)[0]?.slug).toBe("a-2");
  });

  test("a file that moves into a folder as a new unit keeps the author's id", async () => {
    const withId = `---\nid: zones\n---\n\n${page("A")}`;
    const { second } = await edit({ "01-a.md": withId }, { "09-z.md": withId.replace("# A", "# Z") });
    expect(units(second)[0]?.slug).toBe("zones");
  });
});

describe("questions", () => {
  test("a question that moves to another unit keeps its address", async () => {
    const { first, second } = await edit(
      { "01-a.md": page("A", question("{#one}", ...SUCTION)), "02-b.md": page("B") },
      { "01-a.md": page("A"), "02-b.md": page("B", question("{#one}", ...SUCTION)) },
    );
    expect(questions(second)[0]?.id).toBe(questions(first)[0]?.id);
    expect(questions(second)[0]?.id).toContain("/units/a/questions/one");
  });

  test("a question without an id is known again by its text when it moves", async () => {
    const { first, second } = await edit(
      { "01-a.md": page("A", question("", ...SUCTION)), "02-b.md": page("B") },
      { "01-a.md": page("A"), "02-b.md": page("B", question("", ...SUCTION)) },
    );
    expect(questions(second)[0]?.id).toBe(questions(first)[0]?.id);
  });

  test("a copy in an earlier unit does not take the id of the question it was copied from", async () => {
    const { first, second } = await edit(
      { "01-a.md": page("A"), "02-b.md": page("B", question("", ...SUCTION)) },
      { "01-a.md": page("A", question("", ...SUCTION)), "02-b.md": page("B", question("", ...SUCTION)) },
    );
    expect(questions(second)[1]?.id).toBe(questions(first)[0]?.id);
    expect(questions(second)[0]?.slug).toBe("which-valve-first-2");
  });

  test("a question whose text was edited keeps its made id, because it is the only one left over", async () => {
    const edited = question("", ...SUCTION).replace("Which valve first?", "Which valve do you shut first?");
    const { first, second } = await edit(
      { "01-a.md": page("A", question("", ...SUCTION)) },
      { "01-a.md": page("A", edited) },
    );
    expect(questions(second)[0]?.slug).toBe(questions(first)[0]?.slug);
  });

  test("questions that change places keep their ids", async () => {
    const other = question("", ...SUCTION).replace("first?", "last?");
    const { first, second } = await edit(
      { "01-a.md": page("A", question("", ...SUCTION), other) },
      { "01-a.md": page("A", other, question("", ...SUCTION)) },
    );
    expect(questions(second).map((each) => each.slug)).toEqual(
      questions(first)
        .map((each) => each.slug)
        .reverse(),
    );
    expect(codes(second)).toEqual([]);
  });

  test("an id that was removed and comes back goes on with its version", async () => {
    const wrong = question("{#one}", "[ ] Suction", "[x] Discharge", "[ ] Drain");
    const first = await compile({ "01-a.md": page("A", question("{#one}", ...SUCTION)) });
    const without = await compile({ "01-a.md": page("A") }, first.lock.text);
    const back = await compile({ "01-a.md": page("A", wrong) }, without.lock.text);
    expect(questions(back)[0]?.version).toBe(2);
  });
});

test("questions of a bank without ids keep their made ids, whoever draws from it", async () => {
  const bank = `# Bank\n\n${question("", ...SUCTION)}`;
  const draws = (title: string) => page(title, "::::quiz{#q}\n::from{bank=banks/b.md}\n\n::::\n");
  const files = { "01-a.md": draws("A"), "02-b.md": draws("B"), "banks/b.md": bank };
  const { first, second } = await edit(files, { "02-b.md": draws("B"), "banks/b.md": bank });
  const slugs = (result: { readonly course: Course }) =>
    [...JSON.stringify(result.course).matchAll(/questions\/([\w-]+)"/g)].map((match) => match[1]);
  expect(slugs(first)).toEqual(["which-valve-first", "which-valve-first"]);
  expect(slugs(second)).toEqual(["which-valve-first"]);
});

describe("answers", () => {
  const course = (...answers: readonly string[]) => ({
    "01-a.md": page("A", question("{#one}", ...answers)),
  });

  test("answers in another order keep their ids", async () => {
    const { second } = await edit(course(...SUCTION), course("[ ] Drain", "[ ] Discharge", "[x] Suction"));
    expect(options(second)).toEqual(["drain: Drain", "discharge: Discharge", "suction: Suction"]);
    expect(codes(second)).toEqual([]);
    expect(questions(second)[0]?.version).toBe(1);
  });

  test("an answer whose words were mended keeps its id, and the question its version", async () => {
    const { second } = await edit(
      course(...SUCTION),
      course("[x] The suction valve", "[ ] Discharge", "[ ] Drain"),
    );
    expect(options(second)[0]).toBe("suction: The suction valve");
    expect(questions(second)[0]?.version).toBe(1);
  });

  test("two answers with new words get new ids, and the question a new version", async () => {
    const { second } = await edit(course(...SUCTION), course("[x] Inlet", "[ ] Outlet", "[ ] Drain"));
    expect(options(second)).toEqual(["inlet: Inlet", "outlet: Outlet", "drain: Drain"]);
    expect(questions(second)[0]?.version).toBe(2);
  });

  test("another right answer raises the version and is said out loud, with both meanings", async () => {
    const { second } = await edit(course(...SUCTION), course("[ ] Suction", "[x] Discharge", "[ ] Drain"));
    expect(questions(second)[0]?.version).toBe(2);
    expect(second.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "lock/new-version: `one` means something new: right was `suction`, now `discharge`; it becomes version 2",
    ]);
  });

  test("one more answer is a new set of answers", async () => {
    const { second } = await edit(course(...SUCTION), course(...SUCTION, "[ ] Vent"));
    expect(questions(second)[0]?.version).toBe(2);
  });

  test("the author's id of an answer wins over the recorded one", async () => {
    const { second } = await edit(
      course(...SUCTION),
      course("[x] Suction", "[ ] Discharge", "[ ] Drain :set{#none}"),
    );
    expect(options(second)[2]).toBe("none: Drain");
  });
});

test("a lock that must not change and does not is no mistake", async () => {
  const files = { "course.md": COURSE, "01-a.md": page("A") };
  const { lock } = await compileCourse(objectHost(files));
  const frozen = await compileCourse(objectHost({ ...files, "course.lock.yaml": lock.text }), {
    frozen: true,
  });
  expect(frozen.diagnostics).toEqual([]);
});

test("a course with an error leaves the lock as it is", async () => {
  const first = await compile({ "01-a.md": page("A") });
  const host = objectHost({
    "course.md": COURSE,
    "01-a.md": page("A", ":::chioce\n:::\n"),
    "course.lock.yaml": first.lock.text,
  });
  expect((await compileCourse(host)).lock).toEqual({ text: first.lock.text, changed: false });
});
