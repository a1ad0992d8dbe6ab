import { expect, test } from "vitest";
import { interactionOf, question, RIGHT, unitData } from "../testing/unit-data.ts";
import { answered } from "./answered.ts";

const give = (asked: ReturnType<typeof question>, answer: unknown) => {
  const interaction = interactionOf(asked.kind);
  const judgement = interaction.score(asked.spec, answer, asked.scoring);
  return answered(unitData(), { question: asked, interaction, answer, judgement, ms: 12.4, attempt: 1 });
};

test("what a key judges is told with its response, success and score", () => {
  expect(give(question("q1", { points: 2 }), RIGHT)).toMatchObject({
    response: "a",
    success: true,
    score: { scaled: 1, raw: 2, max: 2 },
    durationMs: 12,
  });
});

test("of an answer that nobody judges, neither success nor score is told", () => {
  const spec = {
    scale: [
      { id: "no", html: "No", text: "No" },
      { id: "yes", html: "Yes", text: "Yes" },
    ],
  };
  const event = give(question("q1", { kind: "likert", spec }), "yes");
  expect(event.response).toBe("yes");
  expect(Object.keys(event).filter((key) => key === "success" || key === "score")).toEqual([]);
});

test("where nothing was chosen when the time was up, no response is told", () => {
  const asked = question("q1");
  const event = give(asked, interactionOf(asked.kind).blank(asked.spec));
  expect(event).toMatchObject({ success: false });
  expect("response" in event).toBe(false);
});
