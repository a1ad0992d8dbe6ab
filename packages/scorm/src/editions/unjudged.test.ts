import { expect, test } from "vitest";
import type { AnsweredEvent } from "../edition.ts";
import { answer12 } from "./answer-12.ts";
import { answer2004 } from "./answer-2004.ts";

const survey: AnsweredEvent = {
  type: "answered",
  question: "https://example.org/q/sure",
  version: 1,
  definition: {
    interactionType: "likert",
    scale: [
      { id: "not-at-all", description: { en: "Not at all" } },
      { id: "completely", description: { en: "Completely" } },
    ],
  },
  objectives: [],
  response: "completely",
  durationMs: 4_000,
  attempt: 1,
};
const context = { index: 0, name: "sure", time: new Date(Date.UTC(2026, 0, 1)) };

test("an answer that nobody judges is neutral and has no weight, in both editions", () => {
  const told = [answer12(survey, context), answer2004(survey, context)].map(
    (settings) => new Map(settings.map(([element, value]) => [element.split(".").at(-1), value])),
  );
  expect(told.map((said) => said.get("result"))).toEqual(["neutral", "neutral"]);
  expect(told.map((said) => said.has("weighting"))).toEqual([false, false]);
  expect(told[0]?.get("student_response")).toBe("b");
  expect(told[1]?.get("learner_response")).toBe("completely");
});
