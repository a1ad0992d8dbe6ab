import { afterEach, expect, test } from "vitest";
import { fakeLms } from "../model/fake-client.testing.ts";
import type { FakeLms } from "../model/fake-client.testing.ts";
import { course, lms, statement, unit } from "../model/sample-lms.testing.ts";
import type { LaunchPaneElement } from "./launch-pane.element.ts";
import "./launch-pane.element.ts";

afterEach(() => document.body.replaceChildren());

async function mount(fake: FakeLms): Promise<LaunchPaneElement> {
  const element = document.createElement("tessera-launch-pane") as LaunchPaneElement;
  element.store = fake.store;
  fake.store.subscribe(() => (element.state = fake.store.state));
  await fake.store.start();
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test("what is being typed stays while statements arrive", async () => {
  const fake = fakeLms();
  const element = await mount(fake);
  const language = element.querySelector<HTMLInputElement>("#language") as HTMLInputElement;
  language.value = "de-";
  language.dispatchEvent(new Event("input"));
  await fake.happen({ seq: 2, at: 0, type: "statement-stored", statement: statement(1) });
  await element.updateComplete;
  expect(language.value).toBe("de-");
});

test("a simulated LMS that is not the standard one is named, with what it does and what no unit can do there", async () => {
  const standard = await mount(fakeLms());
  expect(standard.querySelector(".wb-lms")).toBeNull();
  const fake = fakeLms();
  fake.picture = lms({
    profile: {
      name: "ilias",
      title: "ILIAS",
      evidence: "release 9, by its source",
      notes: [{ stage: "statements", effect: "changes", says: "turns every error into 412" }],
      impossible: [{ name: "two devices at once", why: "The last one wins." }],
      abandons: true,
    },
  });
  const words = (await mount(fake)).querySelector(".wb-lms")?.textContent?.replace(/\s+/g, " ") ?? "";
  expect(words).toContain("Simulating ILIAS Stands for: release 9, by its source.");
  expect(words).toContain("Two devices at once. The last one wins.");
  expect(words).toContain("Turns every error into 412.");
});

test("a unit that is picked is the one that is launched", async () => {
  const fake = fakeLms();
  const element = await mount(fake);
  const second = element.querySelectorAll<HTMLInputElement>("input[name=unit]")[1] as HTMLInputElement;
  second.checked = true;
  second.dispatchEvent(new Event("change", { bubbles: true }));
  await element.updateComplete;
  element.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
  await fake.happen();
  expect(fake.asked.find((words) => words.startsWith("launch"))).toMatch(
    /"au":"https:\/\/example.org\/units\/b"/,
  );
});

test("nothing is launched while the LMS is gone, and the button says why", async () => {
  const fake = fakeLms();
  const element = await mount(fake);
  fake.listener.lost();
  await element.updateComplete;
  element.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
  await fake.happen();
  expect(fake.asked.some((words) => words.startsWith("launch"))).toBe(false);
  const button = element.querySelector("[type=submit]");
  expect(button?.getAttribute("aria-disabled")).toBe("true");
  expect(element.querySelector(`#${button?.getAttribute("aria-describedby")}`)?.textContent).toBe(
    "The LMS does not answer.",
  );
});

test("a course of 1,001 units has a field that narrows the list", async () => {
  const fake = fakeLms();
  const units = Array.from({ length: 1001 }, (_, index) => unit(`Unit ${index}`));
  fake.picture = lms({ courses: [course(units)] });
  const element = await mount(fake);
  expect(element.querySelectorAll(".wb-unit")).toHaveLength(1001);
  const search = element.querySelector<HTMLInputElement>("input[type=search]") as HTMLInputElement;
  search.value = "1000";
  search.dispatchEvent(new Event("input"));
  await (element.querySelector("tessera-unit-picker") as LaunchPaneElement).updateComplete;
  expect([...element.querySelectorAll(".wb-unit-title")].map((title) => title.textContent)).toEqual([
    "Unit 1000",
  ]);
}, 60_000);
