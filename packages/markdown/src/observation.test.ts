import type { Observation } from "@tessera/course";
import { expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { objectHost } from "./source-host.ts";

const front = (unit: string) =>
  `---\nid: https://example.org/courses/scaffold\ntitle: Scaffold\nversion: 1.0.0\nlanguage: en\nunits:\n  - ${unit}\nobjectives:\n  tag: Tag a scaffold\n---\n\nAbout scaffolds.\n`;
const PERFORMANCE = `:::performance{#tag-it objective=tag}
Inspect and tag the scaffold.

- [ ] Looks at every base plate :set{critical}
  > Each one on a mud sill
- [ ] Hangs the tag at the ladder :set{limit=2m}

:::`;
const PAGE = `# On the job

::::observation[Before the shift]{#job role="competent person" evidence="photo document"}
Do this on a scaffold of your site.

${PERFORMANCE}
:::likert{#calm}
How calmly was it done?

- Not at all
- Completely

:::
:::long-fill-in{#said}
What should be done better?

:::
::::
`;

const compiled = (unit: string, page = PAGE) =>
  compileCourse(objectHost({ "course.md": front(unit), "01-job.md": page }));
const told = async (unit: string, page = PAGE) =>
  (await compiled(unit, page)).diagnostics.map(({ code, message }) => `${code}: ${message}`);

async function observation(unit = "apply: 01-job.md", page = PAGE): Promise<Observation> {
  const { course, diagnostics } = await compiled(unit, page);
  expect(diagnostics).toEqual([]);
  const [child] = course?.children ?? [];
  const found = child?.type === "unit" ? child.pages[0]?.flow[0] : undefined;
  if (found?.type !== "observation") throw new Error("no observation");
  return found;
}

test("an observation is what a learner reads, and what an observer marks, rates and writes", async () => {
  const found = await observation();
  expect(found).toMatchObject({
    slug: "job",
    id: "https://example.org/courses/scaffold/units/job/observations/job",
    title: "Before the shift",
    observers: 1,
    role: "competent person",
    evidence: ["photo", "document"],
  });
  expect(found.questions.map(({ slug, kind }) => `${slug}: ${kind}`)).toEqual([
    "tag-it: performance",
    "calm: likert",
    "said: long-fill-in",
  ]);
});

test("the learner reads steps and what tells that each is done, and finds no control", async () => {
  const { html } = await observation();
  for (const words of ["mud sill", "Critical", "within 2 minutes", "competent person", "photo or document"])
    expect(html).toContain(words);
  expect(html).toMatch(/signs, on a device of their own\. You cannot mark or sign it yourself/);
  expect(html).toMatch(/What is recorded: /);
  expect(html).toContain("every step marked “Critical”");
  expect(html).not.toMatch(/<(input|button|textarea|select|tessera-)/);
});

test("where every step must be done, the page says so", async () => {
  const { html } = await observation("apply: 01-job.md", PAGE.replace(" :set{critical}", ""));
  expect(html).toContain("It succeeds when every step is done.");
});

test("the list of units says how many people sign, unless the observation does", async () => {
  const unit = "apply: 01-job.md\n    observers: 2";
  expect((await observation(unit)).observers).toBe(2);
  expect((await observation(unit)).html).toContain("Signatures needed");
  expect(await told(unit, PAGE.replace("{#job", "{#job observers=3"))).toEqual([
    "unit/different-value: `observers` is 3 here and 2 in the list of units",
  ]);
});

test("a unit with nothing but an observation is done when it was read, and never passed (+13.1.4-6)", async () => {
  const { course } = await compiled("apply: 01-job.md");
  expect(course?.children[0]).toMatchObject({ purpose: "apply", moveOn: "Completed" });
  for (const moveOn of ["Passed", "CompletedAndPassed"])
    expect(await told(`apply: 01-job.md\n    moveOn: ${moveOn}`)).toEqual([
      `unit/move-on-unreachable: \`${moveOn}\` waits for \`passed\`, but nothing in this unit is scored: an observation is signed elsewhere, and no session of the learner can pass it`,
    ]);
  expect(await told("apply: 01-job.md\n    mastery: 0.8")).toEqual([
    expect.stringMatching(/^unit\/mastery-without-quiz/),
  ]);
  expect(await told("apply: 01-job.md\n    moveOn: CompletedOrPassed")).toEqual([]);
});

test.each([
  ["observers=0", "`observers` is `0`, expected a whole number from 1 to 9"],
  ["role=", "`role` is empty, expected who may sign, in up to 60 characters"],
  ["evidence=foto", "`evidence` is `foto`, expected one or several of `photo`, `video`, `audio`, `document`"],
])("%s is told", async (setting, message) => {
  const page = `# Job\n\n::::observation{#job ${setting.endsWith("=") ? `${setting}""` : setting}}\n${PERFORMANCE}\n::::\n`;
  expect(await told("apply: 01-job.md", page)).toEqual([`directive/wrong-value: ${message}`]);
});

test.each([
  ["a question that a key judges", ":::true-false{#t}\nIs it safe?\n\n- [ ] True\n- [x] False\n\n:::"],
  ["a hotspot", ":::hotspot{#h}\nWhere?\n\n- [x] [a](#xywh=1,1,2,2)\n\n:::"],
])("%s has no place in an observation", async (_, inner) => {
  const page = `# Job\n\n::::observation{#job}\n${PERFORMANCE}\n${inner}\n::::\n`;
  expect((await told("apply: 01-job.md", page))[0]).toMatch(/^directive\/wrong-place/);
});

test("an observation stands on a page and in no quiz", async () => {
  const page = `# Job\n\n:::::quiz{#q}\n::::observation{#job}\n${PERFORMANCE}\n::::\n:::::\n`;
  expect((await told("apply: 01-job.md", page))[0]).toMatch(/^directive\/wrong-place/);
});
