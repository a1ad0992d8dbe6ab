import "@tessera/interactions/elements";
import { questionMarkup } from "@tessera/interactions";
import type { QuestionElement } from "@tessera/interactions/question-element";
import { states } from "@tessera/interactions/states";
import { expect, test } from "vitest";
import { takeUpPractice } from "./questions.ts";
import { listen } from "./take-over.ts";
import { UnitPlayer } from "./unit-player.ts";
import type { UnitElement } from "./unit.element.ts";
import { fakeSession, interactionOf, unitData } from "../testing/unit-data.ts";

const { question, strings } = states.scenario[0] as (typeof states.scenario)[number];

function shown(kept?: UnitPlayer["state"]) {
  const data = unitData({
    questions: { [question.slug]: question },
    definitions: { [question.slug]: {} },
    practice: [{ page: "p1", question: question.slug }],
    quizzes: [],
    strings,
  });
  const session = fakeSession();
  const ports = { elapsed: () => 0, now: () => 0, seed: "s", extras: [] };
  const player = new UnitPlayer({ data, session, interactionOf, ...ports } as never);
  if (kept) player.state = kept;
  document.body.innerHTML = `<main>${questionMarkup(question, { prefix: "q", strings })}</main>`;
  const unit = document.querySelector("main") as unknown as UnitElement;
  const element = document.querySelector(".question") as QuestionElement;
  takeUpPractice(element, player);
  listen(unit, player);
  return { element, player, session };
}

test("a story is kept at each step, tells nothing on the way, and goes on where the learner was", async () => {
  const first = shown();
  await first.element.updateComplete;
  document.querySelector<HTMLElement>('[data-part="read"] button')?.click();
  await first.element.updateComplete;
  expect(first.player.state.practice[question.slug]).toMatchObject({
    answer: ["read"],
    open: true,
    tries: 0,
  });
  expect(first.session.events).toEqual([]);

  const later = shown(first.player.state);
  await later.element.updateComplete;
  expect(later.element.answer).toEqual(["read"]);
  expect(later.element.judgement).toBeUndefined();
  document.querySelector<HTMLElement>('[data-part="fans"] button')?.click();
  later.element.commit();
  expect(later.player.state.practice[question.slug]).toMatchObject({ answer: ["read", "fans"], tries: 1 });
  expect(later.player.state.practice[question.slug]).not.toHaveProperty("open");

  const done = shown(later.player.state);
  await done.element.updateComplete;
  expect(done.element.judgement?.success).toBe(true);
});
