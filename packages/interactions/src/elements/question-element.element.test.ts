import { expect, test } from "vitest";
import { choiceSamples } from "../choice/choice.samples.ts";
import { dragSamples } from "../drag/drag.samples.ts";
import { elements } from "../elements.ts";
import { fillInSamples } from "../fill-in/fill-in.samples.ts";
import { hotspotSamples } from "../hotspot/hotspot.samples.ts";
import { labelSamples } from "../label/label.samples.ts";
import { matchingSamples } from "../matching/matching.samples.ts";
import { numericSamples } from "../numeric/numeric.samples.ts";
import type { Kind } from "../kinds.ts";
import type { KindSamples } from "../sample-question.ts";
import { sequencingSamples } from "../sequencing/sequencing.samples.ts";
import { states } from "../states/states.ts";
import { trueFalseSamples } from "../true-false/true-false.samples.ts";
import { questionStrings } from "../languages/question-strings.ts";
import { fold, mount } from "./mount.testing.ts";

/** Kinds that a key judges; the others have element tests of their own. */
const samples: Partial<Readonly<Record<Kind, KindSamples>>> = {
  "true-false": trueFalseSamples,
  choice: choiceSamples,
  "fill-in": fillInSamples,
  numeric: numericSamples,
  matching: matchingSamples,
  sequencing: sequencingSamples,
  hotspot: hotspotSamples,
  label: labelSamples,
  drag: dragSamples,
};
const kinds = Object.entries(samples).map(([kind, sample]) => ({ kind: kind as Kind, sample }));

test("every kind's tag is defined", () => {
  for (const [kind, element] of Object.entries(elements)) {
    expect(customElements.get(`tessera-${kind}`)).toBe(element);
  }
});

test.each(kinds)("$kind reads back the answer that was written", async ({ sample }) => {
  const { question, right, wrong, partly } = sample;
  const { element } = await mount(question);
  for (const answer of [right, wrong, partly ?? right]) {
    element.answer = answer;
    expect(element.answer).toEqual(answer);
  }
  element.answer = element.interaction.blank(question.spec);
  expect(element.answer).toEqual(element.interaction.blank(question.spec));
});

test.each(kinds)("$kind takes over the controls of the page and adds none of its own", async ({ sample }) => {
  document.body.innerHTML = "";
  const { element } = await mount(sample.question);
  const names = [...element.querySelectorAll("input, select")].map((control) => control.getAttribute("name"));
  expect(names.length).toBeGreaterThan(0);
  expect(names.every((name) => name?.startsWith(`q-${sample.question.slug}`))).toBe(true);
});

test.each(kinds)("$kind sends the answer, its verdict and its response, once", async ({ kind, sample }) => {
  const { question, right } = sample;
  let now = 1000;
  const { element, events, button, status } = await mount(question, {
    before: (each) => (each.clock = () => now),
  });
  element.again();
  (element as unknown as { since: number }).since = now;
  element.answer = right;
  await element.updateComplete;
  now += 2500;
  button("Check my answer").click();
  await element.updateComplete;
  const { interaction } = element;
  const judgement = interaction.score(question.spec, right, question.scoring);
  expect(events).toEqual([
    {
      type: "tessera-answer",
      detail: {
        question: `${kind}-sample`,
        answer: right,
        judgement,
        response: interaction.response(question.spec, right),
        attempt: 1,
        durationMs: 2500,
      },
    },
  ]);
  expect(status()).toContain("Right");
  expect(status()).toContain("in the order that the procedure asks for");
  expect(element.commit()).toBe(false);
  expect(events).toHaveLength(1);
});

test.each(kinds)("$kind marks nothing before the answer is checked", async ({ sample }) => {
  const { element } = await mount(sample.question);
  element.answer = sample.wrong;
  await element.updateComplete;
  expect(
    element.querySelector("[data-mark], .question-mark, .question-part-feedback, [data-verdict]"),
  ).toBeNull();
});

test.each(kinds)(
  "$kind says in words where the answer is wrong, and keeps the right one back",
  async ({ sample }) => {
    const { element } = await mount({ ...sample.question, attempts: 2 });
    element.answer = sample.wrong;
    element.commit();
    await element.updateComplete;
    const marks = [...element.querySelectorAll("[data-mark]")];
    expect(marks.length).toBeGreaterThan(0);
    for (const mark of marks)
      expect(fold(mark.querySelector(".question-mark")?.textContent ?? "")).toMatch(/Right$|Not right$/);
    expect(element.querySelector("[data-mark=missed], .question-solution")).toBeNull();
    expect(element.textContent).toContain("1 try left");
  },
);

test.each(kinds)("$kind shows the right answer when the last try is used", async ({ sample }) => {
  const { element } = await mount({ ...sample.question, attempts: 1 });
  element.answer = sample.wrong;
  element.commit();
  await element.updateComplete;
  expect(fold(element.textContent ?? "")).toMatch(/Right answer|Right order/);
  expect(element.textContent).toContain("No tries left");
  expect(element.querySelector(".question-actions")).toBeNull();
});

test.each(kinds)("$kind never shows the right answer where the page says so", async ({ sample }) => {
  const { element } = await mount(
    { ...sample.question, attempts: 1 },
    { before: (each) => (each.reveal = "never") },
  );
  element.answer = sample.wrong;
  element.commit();
  await element.updateComplete;
  expect(fold(element.textContent ?? "")).not.toMatch(/Right answer|Right order/);
});

test.each(kinds)("$kind can be tried again with the answer as it was", async ({ sample }) => {
  const { element, button } = await mount(sample.question);
  element.answer = sample.wrong;
  element.commit();
  await element.updateComplete;
  expect(
    element.querySelectorAll(".question-body :is(select, button, input:not([type=text])):not(:disabled)"),
  ).toHaveLength(0);
  button("Try again").click();
  await element.updateComplete;
  expect(element.querySelector("[data-mark], .question-mark")).toBeNull();
  expect(element.answer).toEqual(sample.wrong);
  expect(element.querySelector(":is(input, select):disabled")).toBeNull();
  expect(element.contains(document.activeElement)).toBe(true);
  element.answer = sample.right;
  element.commit();
  expect(element.attempt).toBe(2);
  expect(element.done).toBe(true);
});

test.each(kinds)("$kind says what is missing when it is checked too early", async ({ sample }) => {
  const { element, events, button, status } = await mount(sample.question);
  const check = button("Check my answer");
  expect(check.getAttribute("aria-disabled")).toBe("true");
  expect(check.disabled).toBe(false);
  const why = document.querySelector(`#${check.getAttribute("aria-describedby")}`)?.textContent?.trim() ?? "";
  expect(why).toMatch(/first/);
  check.click();
  await element.updateComplete;
  expect(status()).toBe(why);
  expect(events).toEqual([]);
});

test.each(kinds)("$kind comes back as it was left", async ({ sample }) => {
  const { question, wrong } = sample;
  const first = await mount(question);
  first.element.answer = wrong;
  first.element.showHint();
  first.element.commit();
  const { state } = first.element;
  const { element, events } = await mount(question);
  element.restore(JSON.parse(JSON.stringify(state)));
  await element.updateComplete;
  expect(element.answer).toEqual(wrong);
  expect(element.state).toEqual(state);
  expect(element.querySelectorAll(".question-hint")).toHaveLength(1);
  expect(element.querySelector("[data-verdict]")).not.toBeNull();
  expect(events).toEqual([]);
});

test.each(kinds)("$kind is judged later without a word of what is right", async ({ sample }) => {
  const { element, events } = await mount(sample.question, {
    before: (each) => {
      each.mode = "assessment";
      each.withhold = true;
    },
  });
  element.answer = sample.wrong;
  expect(element.commit()).toBe(false);
  await element.updateComplete;
  expect(fold(element.textContent ?? "")).not.toContain("Check my answer");
  expect(element.querySelector("[data-mark], [data-verdict]")).toBeNull();
  expect(events).toEqual([]);
});

test("hints come one at a time and are counted", async () => {
  const { element, events, button } = await mount(choiceSamples.question);
  button("Show a hint").click();
  await element.updateComplete;
  expect(element.textContent).toContain("Hint 1 of 2");
  button("Show the next hint").click();
  await element.updateComplete;
  expect(element.querySelectorAll(".question-hint")).toHaveLength(2);
  expect(() => button("Show the next hint")).toThrow();
  expect(events.map(({ detail }) => detail)).toEqual([
    { question: "choice-sample", hint: 1 },
    { question: "choice-sample", hint: 2 },
  ]);
});

test("a double click on the check does not open the question again", async () => {
  const { element, button } = await mount(choiceSamples.question);
  element.answer = choiceSamples.wrong;
  await element.updateComplete;
  const check = button("Check my answer");
  check.dispatchEvent(new MouseEvent("click", { detail: 1, bubbles: true }));
  await element.updateComplete;
  check.dispatchEvent(new MouseEvent("click", { detail: 2, bubbles: true }));
  await element.updateComplete;
  expect(element.judgement).toBeDefined();
});

test("the focus goes to the verdict when the button that had it is gone", async () => {
  const { element, button } = await mount(choiceSamples.question);
  element.answer = choiceSamples.right;
  await element.updateComplete;
  button("Check my answer").focus();
  button("Check my answer").click();
  await element.updateComplete;
  expect(document.activeElement?.className).toBe("question-verdict");
});

test("a control that changes tells the page, once for each change", async () => {
  const { element, events } = await mount(choiceSamples.question);
  const input = element.querySelector("input") as HTMLInputElement;
  input.checked = true;
  for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
  expect(events).toEqual([
    { type: "tessera-input", detail: { question: "choice-sample", answer: ["controllers"], complete: true } },
  ]);
});

test("Enter in a text field checks the answer, but not while a word is being composed", async () => {
  const { element, events } = await mount(numericSamples.question);
  const input = element.querySelector("input") as HTMLInputElement;
  input.value = "18";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true }));
  expect(events.map(({ type }) => type)).toEqual(["tessera-input"]);
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  expect(events.map(({ type }) => type)).toEqual(["tessera-input", "tessera-answer"]);
});

test("shuffling moves the rows themselves and leaves fixed ones in their places", async () => {
  const { element } = await mount(choiceSamples.question);
  const rows = () => [...element.querySelectorAll<HTMLElement>("[data-part]")];
  const before = new Set(rows());
  element.arrange(["workstation", "guests", "controllers", "none", "unknown"]);
  expect(rows().map((row) => row.dataset["part"])).toEqual(["workstation", "guests", "controllers", "none"]);
  expect(new Set(rows())).toEqual(before);
});

test("the words are those of the course's language", async () => {
  const { element, button } = await mount(
    { ...choiceSamples.question, attempts: 3 },
    { strings: questionStrings("ar-EG") },
  );
  element.answer = choiceSamples.wrong;
  await element.updateComplete;
  button("تحقق من إجابتي").click();
  await element.updateComplete;
  expect(element.textContent).toContain("بقيت محاولتان");
});

test("in an assessment the verdict says the points", async () => {
  const { element, status } = await mount(choiceSamples.question, {
    before: (each) => (each.mode = "assessment"),
  });
  element.answer = choiceSamples.partly;
  element.commit();
  await element.updateComplete;
  expect(status()).toContain("Partly right. 1 of 2 points.");
});

for (const [kind, table] of Object.entries(states)) {
  test.each(table)(`${kind} can be shown: $name`, async ({ question, strings, setup }) => {
    const { element } = await mount(question, { strings });
    setup(element);
    await element.updateComplete;
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const node of element.querySelectorAll("[aria-describedby], [aria-labelledby]")) {
      const named = `${node.getAttribute("aria-describedby") ?? ""} ${node.getAttribute("aria-labelledby") ?? ""}`;
      for (const id of named.split(" ").filter((each) => each !== "")) expect(ids).toContain(id);
    }
  });
}
