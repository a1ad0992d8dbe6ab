import { expect, test } from "vitest";
import "./label.element.ts";
import { mount } from "../elements/mount.testing.ts";
import { labelSamples } from "./label.samples.ts";

const { question } = labelSamples;
const query = <Found extends Element>(selector: string) => document.querySelector<Found>(selector) as Found;
const tap = (selector: string) => query(selector).dispatchEvent(new MouseEvent("click", { bubbles: true }));
const tag = (id: string) => `[data-part=${id}] .question-text`;
const place = (id: string) => `[data-area=${id}]`;
const written = () =>
  [...document.querySelectorAll("[data-badge]")].map(
    (badge) => badge.querySelector(".question-badge-tag")?.textContent,
  );

test("a label is picked up with one tap and put down in the picture with the next", async () => {
  const { element, events, status } = await mount(question);
  tap(tag("fan"));
  await element.updateComplete;
  expect(query("[data-part=fan]").hasAttribute("data-held")).toBe(true);
  expect(status()).toBe("Fan: choose its place on the picture.");
  tap(place("at-400-200"));
  await element.updateComplete;
  expect(element.answer).toEqual({ fan: "at-400-200" });
  expect(document.querySelector("[data-held]")).toBeNull();
  expect(status()).toBe("Fan: Place 2.");
  expect(written()).toEqual(["", "Fan", ""]);
  expect(events).toEqual([
    {
      type: "tessera-input",
      detail: { question: "label-sample", answer: { fan: "at-400-200" }, complete: false },
    },
  ]);
});

test("a second tap on it, Escape, or the choice of another lets a label go", async () => {
  await mount(question);
  tap(tag("fan"));
  tap(tag("fan"));
  expect(document.querySelector("[data-held]")).toBeNull();
  tap(tag("fan"));
  tap(tag("coil"));
  expect([...document.querySelectorAll("[data-held]")].map((each) => each.getAttribute("data-part"))).toEqual(
    ["coil"],
  );
  query("select").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(document.querySelector("[data-held]")).toBeNull();
});

test("what is chosen in a list is written in the picture", async () => {
  const { element } = await mount(question);
  const select = query<HTMLSelectElement>("[data-part=coil] select");
  select.value = "at-150-200";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  expect(written()).toEqual(["Cooling coil", "", ""]);
  element.answer = { coil: "at-645-200", fan: "at-645-200" };
  expect(written()).toEqual(["", "", "Cooling coil, Fan"]);
});

test("once it is checked each place is marked, and nothing can be picked up", async () => {
  const { element } = await mount({ ...question, attempts: 1 });
  element.answer = labelSamples.partly;
  element.commit();
  await element.updateComplete;
  expect(query<SVGElement>(place("at-150-200")).dataset["judged"]).toBe("right");
  expect(query("[data-part=fan]").textContent).toContain("Right answer: Place 2");
  expect(query("[data-part=fan]").textContent).toContain("The fan stands between");
  tap(tag("fan"));
  expect(document.querySelector("[data-held]")).toBeNull();
});
