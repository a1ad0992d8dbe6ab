import { expect, test } from "vitest";
import "./sequencing.element.ts";
import { mount } from "../elements/mount.testing.ts";
import { sequencingSamples } from "./sequencing.samples.ts";

const order = () =>
  [...document.querySelectorAll<HTMLElement>(".question-step")].map((row) => row.dataset["part"]);
const buttons = (part: string) => [
  ...document.querySelectorAll<HTMLButtonElement>(`[data-part=${part}] .question-move button`),
];

test("the order shown at first is no answer", async () => {
  const { element } = await mount(sequencingSamples.question);
  expect(order()).toEqual(["step-3", "step-0", "step-1", "step-2"]);
  expect(element.answer).toEqual([]);
});

test("a button moves its step, keeps the focus and says where it is now", async () => {
  const { element, events, status } = await mount(sequencingSamples.question);
  const [, down] = buttons("step-3");
  down?.focus();
  down?.click();
  await element.updateComplete;
  expect(order()).toEqual(["step-0", "step-3", "step-1", "step-2"]);
  expect(document.activeElement).toBe(down);
  expect(status()).toBe("Lock and tag: now 2 of 4");
  expect(events).toEqual([
    { type: "tessera-input", detail: { question: "sequencing-sample", answer: order(), complete: true } },
  ]);
});

test("at the end of the way a button stays where the focus is and does nothing", async () => {
  const { element } = await mount(sequencingSamples.question);
  const [up] = buttons("step-3");
  expect(up?.getAttribute("aria-disabled")).toBe("true");
  expect(up?.disabled).toBe(false);
  up?.click();
  await element.updateComplete;
  expect(order()[0]).toBe("step-3");
  expect(element.answer).toEqual([]);
});

test("arrow keys on a button move the step", async () => {
  const { element } = await mount(sequencingSamples.question);
  const [up] = buttons("step-1");
  up?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
  await element.updateComplete;
  expect(order()).toEqual(["step-3", "step-0", "step-2", "step-1"]);
});

test("the list of places moves the step there and shows every step's place", async () => {
  const { element, events } = await mount(sequencingSamples.question);
  const select = document.querySelector<HTMLSelectElement>("[data-part=step-2] select") as HTMLSelectElement;
  select.value = "0";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await element.updateComplete;
  expect(order()).toEqual(["step-2", "step-3", "step-0", "step-1"]);
  const shown = [...document.querySelectorAll<HTMLSelectElement>(".question-step select")].map(
    ({ value }) => value,
  );
  expect(shown).toEqual(["0", "1", "2", "3"]);
  expect(events).toHaveLength(1);
});

test("dragging the handle moves the step past its neighbours", async () => {
  const { element } = await mount(sequencingSamples.question);
  const rows = () => [...document.querySelectorAll<HTMLElement>(".question-step")];
  for (const row of rows()) {
    row.getBoundingClientRect = () => ({ top: rows().indexOf(row) * 50, height: 50 }) as DOMRect;
  }
  const handle = document.querySelector<HTMLElement>("[data-part=step-3] .question-handle") as HTMLElement;
  const pointer = (type: string, clientY: number) =>
    handle.dispatchEvent(new PointerEvent(type, { clientY, pointerId: 1, bubbles: true, cancelable: true }));
  handle.setPointerCapture = () => {};
  pointer("pointerdown", 20);
  pointer("pointermove", 80);
  pointer("pointermove", 130);
  pointer("pointerup", 130);
  await element.updateComplete;
  expect(order()).toEqual(["step-0", "step-1", "step-3", "step-2"]);
  expect(element.answer).toEqual(order());
});

test("a checked answer cannot be dragged", async () => {
  const { element } = await mount(sequencingSamples.question);
  element.answer = sequencingSamples.wrong;
  element.commit();
  await element.updateComplete;
  const handle = document.querySelector<HTMLElement>(".question-handle") as HTMLElement;
  handle.dispatchEvent(new PointerEvent("pointerdown", { clientY: 0, bubbles: true }));
  expect(document.querySelector("[data-dragged]")).toBeNull();
});
