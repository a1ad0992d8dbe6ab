import type { Diagnostic } from "@tessera/diagnostics";
import { expect, test } from "vitest";
import { problemsOf } from "./problems.ts";

const source = { file: "01-a.md", text: "# A\n\n:::chioce{#vlan}\nText.\n" };
const sources = new Map([[source.file, source]]);
const start = source.text.indexOf("chioce");

function found(more: Partial<Diagnostic> = {}): Diagnostic {
  const span = { file: source.file, start, end: start + 6 };
  return { code: "directive/unknown", severity: "error", message: "unknown", span, ...more };
}

test("a problem has its line, its column, and the line cut at what is meant", () => {
  const { problems, more } = problemsOf([found({ help: "did you mean `choice`?" })], sources);
  expect(more).toBe(0);
  expect(problems).toEqual([
    {
      code: "directive/unknown",
      severity: "error",
      message: "unknown",
      help: "did you mean `choice`?",
      place: { file: "01-a.md", line: 3, column: 4, excerpt: [":::", "chioce", "{#vlan}"] },
      others: [],
    },
  ]);
});

test("what is meant ends with its line, and other places come with it", () => {
  const whole = { file: source.file, start, end: source.text.length };
  const labels = [
    { span: { file: source.file, start: 0, end: 3 }, message: "first used here" },
    { span: { file: "gone.md", start: 0, end: 3 }, message: "nowhere" },
  ];
  const [problem] = problemsOf([found({ span: whole, labels })], sources).problems;
  expect(problem?.place?.excerpt).toEqual([":::", "chioce{#vlan}", ""]);
  expect(problem?.others).toEqual([
    { file: "01-a.md", line: 1, column: 1, excerpt: ["", "# A", ""], message: "first used here" },
  ]);
});

test("a line of a thousand characters is shown around what is meant", () => {
  const long = { file: "long.md", text: `${"a".repeat(1000)}X${"b".repeat(1000)}` };
  const span = { file: "long.md", start: 1000, end: 1001 };
  const [problem] = problemsOf([found({ span })], new Map([["long.md", long]])).problems;
  expect(problem?.place).toMatchObject({ column: 1001 });
  expect(problem?.place?.excerpt.map(({ length }) => length)).toEqual([80, 1, 80]);
});

test("of very many the errors are shown before the warnings, in their order, and the rest is counted", () => {
  const warnings = Array.from({ length: 300 }, () => found({ severity: "warning" }));
  const { problems, more } = problemsOf([...warnings, found()], sources);
  expect(problems).toHaveLength(200);
  expect(problems.at(-1)?.severity).toBe("error");
  expect(more).toBe(101);
});
