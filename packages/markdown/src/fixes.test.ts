import { applyFixes } from "@tessera/diagnostics";
import { expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\nobjectives: { isolate: Isolate a pump }\n---\n\nAbout pumps.\n";
const question = (opening: string, ...answers: readonly string[]) =>
  `# A\n\n${opening}\nWhich valve first?\n\n${answers.join("\n")}\n\n:::\n`;
const ANSWERS = ["- [x] Suction", "- [ ] Discharge"];

/** The page after its mends, what was said before, and what is still said. */
async function mend(page: string, course = COURSE) {
  const files = { "course.md": course, "01-a.md": page };
  const { diagnostics, sources } = await compileCourse(objectHost(files));
  const after = Object.fromEntries(
    [...sources.values()].map((source) => [source.file, applyFixes(source, diagnostics).text]),
  );
  const again = await compileCourse(objectHost({ ...files, ...after }));
  return {
    page: after["01-a.md"],
    course: after["course.md"],
    before: diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
    left: again.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
  };
}

test.each([
  ["directive/unknown", question(":::chioce{#a}", ...ANSWERS), question(":::choice{#a}", ...ANSWERS)],
  [
    "question/unknown-attribute",
    question(":::choice{#a pionts=2}", ...ANSWERS),
    question(":::choice{#a points=2}", ...ANSWERS),
  ],
  [
    "question/attribute-value",
    question(":::choice{#a scoring=partail}", ...ANSWERS),
    question(":::choice{#a scoring=partial}", ...ANSWERS),
  ],
  [
    "objective/unknown",
    question(":::choice{#a objective=isolte}", ...ANSWERS),
    question(":::choice{#a objective=isolate}", ...ANSWERS),
  ],
  [
    "allow/unknown-code",
    question(":::choice{#a allow=writing/negativ-stem}", "- [x] Suction", "- [ ] Discharge").replace(
      "first?",
      "is not first?",
    ),
    question(":::choice{#a allow=writing/negative-stem}", ...ANSWERS).replace("first?", "is not first?"),
  ],
  [
    "question/malformed-box",
    question(":::choice{#a}", "- [x ] Suction", "- [ ] Discharge"),
    question(":::choice{#a}", ...ANSWERS),
  ],
  [
    "question/malformed-box",
    question(":::choice{#a}", "- [x]Suction", "- [] Discharge"),
    question(":::choice{#a}", ...ANSWERS),
  ],
  ["directive/malformed", question("::: choice {#a}", ...ANSWERS), question(":::choice{#a}", ...ANSWERS)],
  [
    "fence/pulled-in",
    "# A\n\n:::choice{#a}\nWhich?\n\n- [x] Suction\n- [ ] Discharge\n:::\n",
    "# A\n\n:::choice{#a}\nWhich?\n\n- [x] Suction\n- [ ] Discharge\n\n:::\n",
  ],
  ["alert/unknown", "# A\n\n> [!WARNNING]\n> Hot.\n", "# A\n\n> [!WARNING]\n> Hot.\n"],
  [
    "directive/unknown-attribute",
    `# A\n\n::::quiz{#q shufle}\n\n${question(":::choice{#a}", ...ANSWERS).replace("# A\n\n", "")}\n::::\n`,
    `# A\n\n::::quiz{#q shuffle}\n\n${question(":::choice{#a}", ...ANSWERS).replace("# A\n\n", "")}\n::::\n`,
  ],
  [
    "front-matter/unknown-key",
    "---\nminuts: 3\n---\n\n# A\n\nText.\n",
    "---\nminutes: 3\n---\n\n# A\n\nText.\n",
  ],
])("%s is mended, and nothing is left to say", async (code, page, expected) => {
  const found = await mend(page);
  expect(found.before).toContain(code);
  expect(found.page).toBe(expected);
  expect(found.left).toEqual([]);
});

test.each([
  ["a word that may be two others", "# A\n\n:::tas\n\n## One\n\nText.\n\n:::\n"],
  ["a word two letters off", question(":::chiocee{#a}", ...ANSWERS)],
  ["an attribute that stands there already", question(":::choice{#a points=2 pionts=3}", ...ANSWERS)],
  ["a mark that could mean either", question(":::choice{#a}", "- [?] Suction", "- [x] Discharge")],
  [
    "two questions with one id",
    `${question(":::choice{#a}", ...ANSWERS)}\n${question(":::choice{#a}", ...ANSWERS).replace("# A\n\n", "")}`,
  ],
  [
    "a container that ended too early",
    "# A\n\n:::quiz{#q}\n\n:::choice{#a}\nWhich?\n\n- [x] Suction\n- [ ] Drain\n\n:::\n\n:::\n",
  ],
  ["no right answer", question(":::choice{#a}", "- [ ] Suction", "- [ ] Discharge")],
  ["a fence inside a quote", "# A\n\n> - one\n> :::\n"],
])("nothing is changed where there is doubt: %s", async (_, page) => {
  const found = await mend(page);
  expect(found.before.length).toBeGreaterThan(0);
  expect(found.page).toBe(page);
});

test("settings of the course are mended, too, and only where the right one is not there", async () => {
  const course = COURSE.replace("language: en", "langauge: en");
  expect((await mend("# A\n\nText.\n", course)).course).toBe(COURSE);
  const both = COURSE.replace("language: en", "language: en\nlangauge: de");
  expect((await mend("# A\n\nText.\n", both)).course).toBe(both);
});
