import { expect, test } from "vitest";
import "./long-fill-in.element.ts";
import { fold, mount } from "../elements/mount.testing.ts";
import { longFillInSamples } from "./long-fill-in.samples.ts";

const { question, answer } = longFillInSamples;
const write = (text: string) => {
  const field = document.querySelector("textarea") as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const tick = (...points: readonly string[]) => {
  for (const input of document.querySelectorAll<HTMLInputElement>(".question-points input"))
    input.checked = points.includes(input.value);
};
const details = (events: readonly { readonly type: string; readonly detail: unknown }[]) =>
  events.filter(({ type }) => type === "tessera-answer").map(({ detail }) => detail);

test("it counts words, and says what is missing before it takes the text", async () => {
  const { element, button, status, events } = await mount(question);
  const words = () => document.querySelector(".question-words")?.textContent;
  expect(words()).toBe("10 to 60 words · 0 words written");
  button("Hand in my answer").click();
  await element.updateComplete;
  expect(status()).toBe("Write your answer first.");
  write("Seven");
  expect(words()).toBe("10 to 60 words · 1 word written");
  button("Hand in my answer").click();
  await element.updateComplete;
  expect(status()).toBe("Keep to the number of words first.");
  expect(details(events)).toEqual([]);
});

test("handing in tells the text; marking it tells the verdict, as more of the same try", async () => {
  let now = 0;
  const { element, button, events, status } = await mount(question, {
    before: (each) => (each.clock = () => now),
  });
  expect(element.textContent).not.toContain("names the affected segment");
  write(answer.text);
  await element.updateComplete;
  now = 60_000;
  button("Hand in my answer").click();
  await element.updateComplete;
  expect(status()).toContain("Handed in. Now mark it yourself.");
  expect(element.textContent).toContain("names the affected segment");
  expect(element.textContent).toContain("We have lost contact");
  expect((document.querySelector("textarea") as HTMLTextAreaElement).readOnly).toBe(true);
  tick("point-0", "point-2");
  now = 75_000;
  button("Record my marks").click();
  await element.updateComplete;
  const common = { question: "long-fill-in-sample", response: answer.text, attempt: 1 };
  expect(details(events)).toEqual([
    {
      ...common,
      answer,
      judgement: { scaled: 0, success: false, unjudged: true, marks: {} },
      durationMs: 60_000,
    },
    {
      ...common,
      answer: { ...answer, met: ["point-0", "point-2"] },
      judgement: { scaled: 0.666667, success: false, marks: {} },
      durationMs: 15_000,
      sameTry: true,
    },
  ]);
  expect(status()).toContain("You found 2 of 3 points in your answer.");
  expect(() => button("Record my marks")).toThrow();
  expect(document.querySelectorAll(".question-points input:not(:disabled)")).toHaveLength(0);
});

test("a text that is handed in again is marked anew", async () => {
  const { element, button, events } = await mount(question);
  write(answer.text);
  await element.updateComplete;
  button("Hand in my answer").click();
  await element.updateComplete;
  tick("point-0");
  button("Record my marks").click();
  await element.updateComplete;
  button("Change my answer").click();
  await element.updateComplete;
  expect(element.querySelector(".question-points")).toBeNull();
  button("Hand in my answer").click();
  await element.updateComplete;
  expect(details(events).at(-1)).toMatchObject({ answer, attempt: 2, judgement: { unjudged: true } });
  expect(document.querySelectorAll(".question-points input:checked")).toHaveLength(0);
});

test("it comes back handed in, and marked, as it was left", async () => {
  const first = await mount(question);
  write(answer.text);
  first.element.commit();
  const handedIn = JSON.parse(JSON.stringify(first.element.state));
  const second = await mount(question);
  second.element.restore(handedIn);
  await second.element.updateComplete;
  tick("point-1");
  second.button("Record my marks").click();
  const marked = JSON.parse(JSON.stringify(second.element.state));
  const third = await mount(question);
  third.element.restore(marked);
  await third.element.updateComplete;
  expect(third.element.state).toEqual(marked);
  expect(third.status()).toContain("You found 1 of 3 points");
  expect(document.querySelector<HTMLInputElement>("[value=point-1]")?.checked).toBe(true);
});

test("what a supervisor marks is not shown to the learner", async () => {
  const { element, status } = await mount({
    ...question,
    spec: { ...question.spec, markedBy: "supervisor" },
  });
  write(answer.text);
  element.commit();
  await element.updateComplete;
  expect(status()).toContain("Your supervisor will mark it.");
  expect(fold(element.textContent ?? "")).not.toMatch(/names the affected|We have lost/);
});

test("the words of the text are the learner's: nothing in it becomes part of the page", async () => {
  const { element } = await mount(question);
  write(`<img src=x onerror=alert(1)> ${answer.text}`);
  element.commit();
  await element.updateComplete;
  expect(element.querySelector("img")).toBeNull();
});
