import { expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const course = (more = "") =>
  `---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n${more}---\n\nAbout pumps.\n`;
const flawed = (id: string, more = "") =>
  `:::choice{#${id}${more}}\nWhich valve is not shut?\n\n- [x] Suction\n- [ ] Discharge\n\n:::\n`;
const CODE = "writing/negative-stem";

async function told(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { diagnostics } = await compileCourse(objectHost({ "course.md": course(), ...files }));
  return diagnostics.map(({ code, span }) => `${span?.file} ${code}`);
}

test("a question, a page, a unit, a bank and a course can each allow a warning", async () => {
  const page = (front: string, text = flawed("one")) => `${front}# A page\n\n${text}`;
  const allow = `---\nallow: [${CODE}]\n---\n\n`;
  expect(await told({ "01-a.md": page("") })).toEqual([`01-a.md ${CODE}`]);
  expect(await told({ "01-a.md": page("", flawed("one", ` allow=${CODE}`)) })).toEqual([]);
  expect(await told({ "01-a.md": page(allow) })).toEqual([]);
  expect(await told({ "01-u/unit.md": `${allow}# U\n\nU.\n`, "01-u/01-a.md": page("") })).toEqual([]);
  expect(await told({ "01-u/01-a.md": page(allow), "01-u/02-b.md": page("", "Text.\n") })).toEqual([]);
  expect(await told({ "course.md": course(`allow: [${CODE}]\n`), "01-a.md": page("") })).toEqual([]);
  const quiz = page("", "::::quiz{#final}\n\n::from{bank=banks/b.md}\n\n::::\n");
  expect(
    await told({
      "01-a.md": quiz,
      "02-b.md": quiz.replace("final", "last"),
      "banks/b.md": `${allow}${flawed("one")}`,
    }),
  ).toEqual([]);
});

test("what a question or a page allows holds there only", async () => {
  const files = {
    "01-a.md": `# A\n\n${flawed("one", ` allow=${CODE}`)}\n${flawed("two")}`,
    "02-b.md": `# B\n\n${flawed("three")}`,
  };
  expect(await told(files)).toEqual([`01-a.md ${CODE}`, `02-b.md ${CODE}`]);
});

test("an error and a new version are said whatever is allowed", async () => {
  const broken = flawed("one").replace("[x]", "[ ]");
  const front = "---\nallow: [question/no-right-answer]\n---\n\n";
  expect(await told({ "01-a.md": `${front}# A\n\n${broken}` })).toEqual([
    "01-a.md allow/not-a-warning",
    "01-a.md question/no-right-answer",
  ]);
});

test("an unused allowance is told only of a course without errors", async () => {
  const front = `---\nallow: [${CODE}]\n---\n\n`;
  expect(await told({ "01-a.md": `${front}# A\n\nText.\n` })).toEqual(["01-a.md allow/idle"]);
  expect(await told({ "01-a.md": `${front}# A\n\n:::chioce\n:::\n` })).toEqual(["01-a.md directive/unknown"]);
});

test("the front matter of a bank is read like any other", async () => {
  const bank = `---\nallwo: [${CODE}]\n---\n\n${flawed("one")}`;
  const files = {
    "01-a.md": "# A\n\n::::quiz{#final}\n\n::from{bank=banks/b.md}\n\n::::\n",
    "banks/b.md": bank,
  };
  expect(await told(files)).toContain("banks/b.md front-matter/unknown-key");
});
