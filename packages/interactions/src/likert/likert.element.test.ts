import { expect, test } from "vitest";
import "./likert.element.ts";
import { mount } from "../elements/mount.testing.ts";
import { likertSamples } from "./likert.samples.ts";

const { question } = likertSamples;
const choose = (point: string) => {
  const input = document.querySelector<HTMLInputElement>(`[value=${point}]`) as HTMLInputElement;
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

test("an answer is sent and thanked for, without a word of right or wrong", async () => {
  const { element, events, button, status } = await mount(question, {
    before: (each) => (each.clock = () => 0),
  });
  choose("point-0");
  await element.updateComplete;
  button("Send my answer").click();
  await element.updateComplete;
  expect(events.at(-1)).toEqual({
    type: "tessera-answer",
    detail: {
      question: "likert-sample",
      answer: "point-0",
      judgement: { scaled: 0, success: false, unjudged: true, marks: {} },
      response: "point-0",
      attempt: 1,
      durationMs: 0,
    },
  });
  expect(status()).toMatch(/^✓ Thank you, your answer is taken\./);
  expect(element.textContent).toContain("Ask to go along the next time.");
  expect(element.querySelector("[data-mark], .question-mark")).toBeNull();
  expect(element.textContent).not.toMatch(/right|wrong|no tries/i);
});

test("an answer can be changed, and is sent again as a second one", async () => {
  const { element, events, button } = await mount(question);
  choose("point-0");
  await element.updateComplete;
  button("Send my answer").click();
  await element.updateComplete;
  expect(element.querySelectorAll("input:not(:disabled)")).toHaveLength(0);
  button("Change my answer").click();
  await element.updateComplete;
  choose("point-3");
  await element.updateComplete;
  button("Send my answer").click();
  expect(events.at(-1)?.detail).toMatchObject({ answer: "point-3", attempt: 2 });
});
