import { expect, test } from "vitest";
import "./performance.element.ts";
import { fold, mount } from "../elements/mount.testing.ts";
import { performanceSamples } from "./performance.samples.ts";

const { question } = performanceSamples;
const tick = (step: string) => {
  const box = document.querySelector<HTMLInputElement>(`[value=${step}]`) as HTMLInputElement;
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
};

test("the page says what is critical, how long a step may take and how to tell that it is done", async () => {
  await mount(question);
  const [inspect, connect, partner] = [...document.querySelectorAll(".question-option")].map((row) =>
    fold(row.textContent ?? ""),
  );
  expect(inspect).toBe("Inspect the harness CriticalLooks at webbing, buckles, label and date");
  expect(connect).toBe("Connect before leaving the platform Critical within 10 seconds");
  expect(partner).toBe("Check the partner's buckles");
  const box = document.querySelector("[value=inspect]");
  expect(document.querySelector(`#${box?.getAttribute("aria-describedby")}`)?.textContent).toContain(
    "webbing",
  );
});

test("a critical step that was missed is named where it stands", async () => {
  const { element, events, button, status } = await mount(question, {
    before: (each) => (each.clock = () => 0),
  });
  tick("inspect");
  tick("partner");
  await element.updateComplete;
  button("Record what I did").click();
  await element.updateComplete;
  expect(status()).toContain("1 step that must be done is still open.");
  expect(document.querySelector("[data-part=connect]")?.textContent).toContain("Still open");
  expect(document.querySelectorAll("[data-open]")).toHaveLength(1);
  expect(events.at(-1)?.detail).toMatchObject({
    answer: ["inspect", "partner"],
    response: "inspect[.]true[,]connect[.]false[,]partner[.]true",
    judgement: { scaled: 0.666667, success: false },
  });
});

test("every critical step done is the whole done, and a record can be made again before", async () => {
  const { element, button, status } = await mount(question);
  tick("inspect");
  element.commit();
  await element.updateComplete;
  button("Do it again").click();
  await element.updateComplete;
  expect(element.querySelector("[data-open], .question-mark")).toBeNull();
  tick("connect");
  element.commit();
  await element.updateComplete;
  expect(status()).toContain("Everything that must be done is done.");
  expect(element.querySelector("[data-open]")).toBeNull();
});
