import { expect, test } from "vitest";
import "./scenario.element.ts";
import { fold, mount } from "../elements/mount.testing.ts";
import { questionMarkup } from "../question-markup.ts";
import { EN } from "../strings/en.ts";
import { scenarioSamples } from "./scenario.samples.ts";

const { question } = scenarioSamples;
const shown = () =>
  [...document.querySelectorAll<HTMLElement>(".scenario-scene")].flatMap((scene) =>
    scene.hasAttribute("data-away") ? [] : [scene.dataset["scene"]],
  );
const choose = async (id: string, element: { readonly updateComplete: Promise<unknown> }) => {
  document.querySelector<HTMLElement>(`[data-part="${id}"] button`)?.click();
  await element.updateComplete;
  await element.updateComplete;
};

test("without script every scene stands there, and a choice is a link to the heading of the next", () => {
  document.body.innerHTML = questionMarkup(question, { prefix: "q-s", strings: EN });
  expect(document.querySelectorAll(".scenario-scene[data-away]")).toHaveLength(0);
  for (const link of document.querySelectorAll("a.scenario-choice"))
    expect(document.querySelector(link.getAttribute("href") ?? "-")?.className).toBe("scenario-title");
});

test("for paper a choice keeps its words beside its button", async () => {
  await mount(question);
  expect(document.querySelector('[data-part="read"]')?.getAttribute("data-words")).toBe("Read the panel");
  expect(document.querySelectorAll("a.scenario-choice")).toHaveLength(0);
});

test("one scene is shown at a time, and the focus goes to its heading", async () => {
  const { element, events } = await mount(question);
  expect(shown()).toEqual(["start"]);
  await choose("read", element);
  expect(shown()).toEqual(["panel"]);
  expect(document.activeElement?.textContent).toBe("High head pressure");
  const said = document.querySelector(`#${document.activeElement?.getAttribute("aria-describedby")}`);
  expect(said?.textContent).toBe("Right: know before you act.");
  expect(events.at(-1)).toMatchObject({
    type: "tessera-input",
    detail: { answer: ["read"], complete: false },
  });
  await choose("fans", element);
  expect(shown()).toEqual(["found"]);
  expect(document.querySelector(".scenario-said")).toBeNull();
  expect(events.at(-1)?.detail).toMatchObject({ answer: ["read", "fans"], complete: true });
});

test("as practice a step is taken back; with the result nothing is, until it is started again", async () => {
  const { element, button, status } = await mount(question);
  await choose("silence", element);
  button("Take the last step back").click();
  await element.updateComplete;
  await element.updateComplete;
  expect(shown()).toEqual(["start"]);
  expect(document.activeElement?.textContent).toBe("The alarm panel at 02:10");
  await choose("call", element);
  await choose("fans", element);
  button("See how it went").click();
  await element.updateComplete;
  expect(status()).toContain("Partly right");
  expect(() => button("Take the last step back")).toThrow();
  await choose("read", element);
  expect(element.answer).toEqual(["call", "fans"]);
  button("Start again").click();
  await element.updateComplete;
  await element.updateComplete;
  expect(shown()).toEqual(["start"]);
  expect(element.answer).toEqual([]);
});

test("the way is told with the result, and a best way once nothing more can be tried", async () => {
  const { element } = await mount({ ...question, attempts: 1 });
  element.answer = ["silence"];
  element.commit();
  await element.updateComplete;
  const ways = [...document.querySelectorAll(".scenario-steps")].map((way) => fold(way.textContent ?? ""));
  expect(ways).toEqual([
    "The alarm panel at 02:10: Silence it and go on with the round ✗ Not right 02:40",
    "The alarm panel at 02:10: Read the panel ✓ RightHigh head pressure: Look at the condenser fans ✓ Right A fan stands still",
  ]);
});

test("in a quiz a decision stands, and nothing is said of it", async () => {
  const { element } = await mount(question, {
    before: (each) => {
      each.mode = "assessment";
      each.withhold = true;
    },
  });
  await choose("read", element);
  expect(shown()).toEqual(["panel"]);
  expect(element.textContent).not.toContain("know before you act");
  expect(element.querySelector(".scenario-back")).toBeNull();
});

test("a learner who comes back goes on in the scene they had come to, whatever was stored", async () => {
  const { element } = await mount(question);
  element.restore({ answer: ["read"], attempt: 0 });
  await element.updateComplete;
  expect(shown()).toEqual(["panel"]);
  for (const odd of [["fans"], "read", null, [1, {}], { read: 1 }]) {
    element.restore({ answer: odd, attempt: 0 });
    expect(shown()).toEqual(["start"]);
  }
});
