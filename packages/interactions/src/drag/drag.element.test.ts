import { expect, test } from "vitest";
import "./drag.element.ts";
import { mount } from "../elements/mount.testing.ts";
import { dragSamples } from "./drag.samples.ts";

const { question } = dragSamples;
const query = <Found extends Element>(selector: string) => document.querySelector<Found>(selector) as Found;
const tap = (selector: string) => query(selector).dispatchEvent(new MouseEvent("click", { bubbles: true }));
const card = (id: string) => `[data-part=${id}] .question-text`;
const inGroup = (group: string) =>
  [...document.querySelectorAll(`[data-group="${group}"] [data-part]`)].map((each) =>
    each.getAttribute("data-part"),
  );
const choose = (id: string, group: string) => {
  const select = query<HTMLSelectElement>(`[data-part=${id}] select`);
  select.value = group;
  select.dispatchEvent(new Event("change", { bubbles: true }));
};

test("a card is picked up with one tap and put into a group with the next", async () => {
  const { element, events, status } = await mount(question);
  expect(inGroup("")).toEqual(["printer", "chiller", "camera"]);
  tap(card("camera"));
  await element.updateComplete;
  expect(status()).toBe("Door camera: choose its group.");
  tap('[data-group="it"] .question-group-name');
  await element.updateComplete;
  expect(status()).toBe("Door camera: now in the group Office network.");
  expect(element.answer).toEqual({ camera: "it" });
  expect(inGroup("it")).toEqual(["camera"]);
  expect(events.map(({ detail }) => detail)).toEqual([
    { question: "drag-sample", answer: { camera: "it" }, complete: false },
  ]);
});

test("a card can be put onto another card of the group, and back to those that are not sorted", async () => {
  const { element, status } = await mount(question);
  element.answer = { camera: "it" };
  tap(card("printer"));
  tap(card("camera"));
  expect(inGroup("it")).toEqual(["camera", "printer"]);
  tap(card("printer"));
  tap(card("chiller"));
  await element.updateComplete;
  expect(inGroup("")).toEqual(["chiller", "printer"]);
  expect(status()).toBe("Badge printer: not sorted any more.");
  expect(element.answer).toEqual({ camera: "it" });
});

test("a card whose group is chosen in its list lies there", async () => {
  await mount(question);
  choose("chiller", "ot");
  expect(inGroup("ot")).toEqual(["chiller"]);
});

test("a card whose list is used by keys stays until they leave it", async () => {
  await mount(question);
  const select = query<HTMLSelectElement>("[data-part=chiller] select");
  select.focus();
  select.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  choose("chiller", "ot");
  expect(inGroup("ot")).toEqual([]);
  query<HTMLSelectElement>("[data-part=printer] select").focus();
  select.dispatchEvent(new Event("focusout", { bubbles: true }));
  expect(inGroup("ot")).toEqual(["chiller"]);
});

test("cards come back to the groups where they were left, marked, with what was written about them", async () => {
  const { element } = await mount({ ...question, attempts: 1 });
  element.answer = dragSamples.partly;
  element.commit();
  await element.updateComplete;
  expect(inGroup("ot")).toEqual(["chiller", "camera"]);
  expect(query("[data-part=camera]").textContent).toContain("Right answer: Office network");
  expect(query("[data-part=camera]").textContent).toContain("It sends pictures");
  tap(card("camera"));
  expect(document.querySelector("[data-held]")).toBeNull();
});
