import { expect, test } from "vitest";
import { question, RIGHT, WRONG } from "../../testing/unit-data.ts";
import { overconfidence } from "./confidence.ts";
import { dataWith, open, answerAll, take, quizzesOnPages } from "../../testing/quiz-with-extras.testing.ts";

quizzesOnPages();

test("how sure somebody is goes with the answer, and into the summary", async () => {
  const opened = await open(dataWith({ confidence: true }));
  opened.player.startQuiz(opened.final);
  expect(await opened.text()).toContain("How sure are you?");
  const radios = [...opened.element.querySelectorAll<HTMLInputElement>(".t-sure input")];
  expect(radios).toHaveLength(12);
  for (const index of [2, 5, 8]) radios[index]?.dispatchEvent(new Event("change"));
  answerAll(opened, { q1: RIGHT, q2: WRONG, q3: WRONG, q4: RIGHT });
  opened.player.handIn(opened.final);
  const answers = opened.session.events.flatMap((event) =>
    event.type === "answered" ? [event.confidence] : [],
  );
  expect(answers).toEqual([3, 3, 3, undefined]);
  expect(await opened.text()).toContain("You were surer than you were right");
  expect(await opened.text()).toContain("Of 3 answers that you were very sure of, right: 1.");
});

test("how sure somebody was of one attempt is not said of the next", async () => {
  const opened = await open(dataWith({ confidence: true }));
  opened.player.startQuiz(opened.final);
  opened.player.note(opened.final, "sure", { q1: 3 });
  answerAll(opened, { q1: WRONG });
  opened.player.handIn(opened.final);
  take(opened, { q1: RIGHT });
  const answers = opened.session.events.flatMap((event) =>
    event.type === "answered" ? [event.confidence] : [],
  );
  expect(answers).toEqual([3, undefined]);
});

test("a question may ask it alone", async () => {
  const questions = { ...dataWith({}).questions, q2: question("q2", { confidence: true }) };
  const opened = await open(dataWith({}, { questions }));
  opened.player.startQuiz(opened.final);
  await opened.text();
  expect(opened.element.querySelectorAll(".t-sure input")).toHaveLength(3);
  opened.player.note(opened.final, "sure", { q1: 3, q2: 2 });
  answerAll(opened, { q1: RIGHT, q2: WRONG });
  opened.player.handIn(opened.final);
  const answers = opened.session.events.flatMap((event) =>
    event.type === "answered" ? [event.confidence] : [],
  );
  expect(answers).toEqual([undefined, 2]);
});

test("sure and right are compared on the average", () => {
  expect(
    overconfidence([
      { sure: 3, scaled: 1 },
      { sure: 1, scaled: 0 },
    ]),
  ).toBe(0);
  expect(
    overconfidence([
      { sure: 3, scaled: 0 },
      { sure: 2, scaled: 0.5 },
    ]),
  ).toBe(0.5);
  expect(overconfidence([{ sure: 1, scaled: 1 }])).toBe(-1);
  expect(overconfidence([{ sure: 1, scaled: -1 }])).toBe(0);
});
