import { statementContract } from "@tessera/session";
import { expect, test } from "vitest";
import { UI_LANGUAGES } from "../strings/strings.ts";
import { question, unitData } from "../testing/unit-data.ts";
import { isTypedKeptBack, sentBy } from "./sent.ts";

const asked = { ...question("q1"), source: {} };
const CONTRACT = statementContract({
  id: "https://example.org/c",
  title: "Course",
  version: "1.0.0",
  language: "en",
  children: [
    {
      type: "unit",
      id: "https://example.org/c/u",
      pages: [
        {
          flow: [{ type: "question", question: asked }],
          media: [{ id: "https://example.org/c/u/media/film", type: "video", name: "Film" }],
        },
      ],
    },
  ],
} as never) as { readonly templates: readonly { readonly id: string }[] };

/** Names of the contract's templates; those of answers are one kind of statement. */
const names = CONTRACT.templates.map(({ id }) =>
  (id.split("/t/")[1] ?? "").replace(/^answered-.*/, "answered"),
);

test("every statement of the contract has its sentence in the sheet, in every language, and no sentence is without one", () => {
  expect(names).toContain("answered");
  const hinted = unitData({
    questions: { q1: question("q1", { hints: ["<p>Hint</p>"] }) },
    media: true,
  });
  expect([...sentBy(hinted, 0.8)].sort()).toEqual([...names].sort());
  for (const strings of Object.values(UI_LANGUAGES))
    for (const name of names) {
      expect(strings).toHaveProperty([`sent.${name}`]);
      expect(strings).toHaveProperty([`sent.${name}.what`]);
    }
});

test("the sheet names what this unit can send and nothing else", () => {
  const reading = unitData({ quizzes: [], questions: {} });
  expect(sentBy(reading, undefined)).toEqual([
    "initialized",
    "experienced",
    "progressed",
    "completed",
    "terminated",
  ]);
  expect(sentBy(unitData(), undefined)).not.toContain("failed");
  expect(sentBy(unitData(), 0.5)).toContain("failed");
  expect(sentBy(unitData(), 0.5)).not.toContain("asked");
});

test("where a question keeps back what is typed, the sheet says so", () => {
  expect(isTypedKeptBack(unitData())).toBe(false);
  const { questions } = unitData();
  const q1 = question("q1", { record: "score" });
  expect(isTypedKeptBack(unitData({ questions: { ...questions, q1 } }))).toBe(true);
});
