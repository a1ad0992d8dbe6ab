import { expect, test } from "vitest";
import "./hotspot.element.ts";
import { mount } from "../elements/mount.testing.ts";
import { hotspotSamples } from "./hotspot.samples.ts";

const { question } = hotspotSamples;
const area = (id: string) => document.querySelector<SVGElement>(`[data-area=${id}]`) as SVGElement;
const point = (id: string) => area(id).dispatchEvent(new MouseEvent("click", { bubbles: true }));
const chosen = () =>
  [...document.querySelectorAll("[data-chosen]")].map((each) => each.getAttribute("data-area"));

test("who points at a region has chosen it, and takes it back by pointing again", async () => {
  const { element, events } = await mount(question);
  point("fan");
  point("filter");
  expect(element.answer).toEqual(["filter", "fan"]);
  expect(chosen()).toEqual(["filter", "fan"]);
  point("fan");
  expect(element.answer).toEqual(["filter"]);
  expect(chosen()).toEqual(["filter"]);
  expect(events.map(({ type }) => type)).toEqual(Array(3).fill("tessera-input"));
  expect(events.at(-1)?.detail).toEqual({ question: "hotspot-sample", answer: ["filter"], complete: true });
});

test("of regions with radio buttons one is chosen", async () => {
  const { element } = await mount(hotspotSamples.many);
  point("field-3");
  point("field-8");
  expect(element.answer).toEqual(["field-8"]);
  expect(chosen()).toEqual(["field-8"]);
});

test("what is chosen in the list is drawn in the picture", async () => {
  await mount(question);
  document.querySelector<HTMLInputElement>("[value=cooler]")?.click();
  expect(chosen()).toEqual(["cooler"]);
});

test("a region and its text stand out together", async () => {
  await mount(question);
  const lit = () => [...document.querySelectorAll("[data-lit]")].map((each) => each.outerHTML.slice(0, 5));
  area("drain").dispatchEvent(new Event("pointerover", { bubbles: true }));
  expect(lit()).toEqual(["<path", "<li c"]);
  const fan = document.querySelector<HTMLInputElement>("[value=fan]");
  fan?.focus();
  expect(area("fan").hasAttribute("data-lit")).toBe(true);
  expect(area("drain").hasAttribute("data-lit")).toBe(false);
  fan?.blur();
  expect(lit()).toEqual([]);
});

test("a pointer that rests while the page moves under it does not take the light from what has the focus", async () => {
  await mount(question);
  document.querySelector<HTMLInputElement>("[value=fan]")?.focus();
  for (const type of ["pointerover", "pointerleave"]) {
    const from = type === "pointerover" ? area("drain") : document.querySelector(".question-body");
    from?.dispatchEvent(new Event(type, { bubbles: type === "pointerover" }));
    expect(area("fan").hasAttribute("data-lit"), type).toBe(true);
    expect(area("drain").hasAttribute("data-lit"), type).toBe(false);
  }
});

test("a checked answer is marked in the picture too, and pointing changes nothing any more", async () => {
  const { element, button } = await mount(question);
  point("fan");
  await element.updateComplete;
  button("Check my answer").click();
  await element.updateComplete;
  expect(area("fan").dataset["judged"]).toBe("wrong");
  expect(area("filter").dataset["judged"]).toBeUndefined();
  point("filter");
  expect(element.answer).toEqual(["fan"]);
  button("Try again").click();
  await element.updateComplete;
  expect(area("fan").dataset["judged"]).toBeUndefined();
});

test("right regions are shown in the picture when the tries are used", async () => {
  const { element } = await mount({ ...question, attempts: 1 });
  element.answer = ["fan"];
  element.commit();
  await element.updateComplete;
  expect(area("filter").dataset["judged"]).toBe("missed");
});
