import { afterEach, expect, test } from "vitest";
import { statement } from "../model/sample-lms.testing.ts";
import type { StatementsElement } from "./statements.element.ts";
import "./statements.element.ts";

afterEach(() => document.body.replaceChildren());

async function mount(count: number): Promise<StatementsElement> {
  const element = document.createElement("tessera-statements") as StatementsElement;
  element.statements = Array.from({ length: count }, (_, index) => statement(index + 1));
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const lines = (element: StatementsElement): number[] =>
  [...element.querySelectorAll(".wb-statement")].map((line) => Number(line.id.replace("statement-", "")));

test("an empty log says how the first statement comes about", async () => {
  expect((await mount(0)).textContent).toMatch(/Launch a unit/);
});

test("10,000 statements put one page of lines into the document, the newest", async () => {
  const element = await mount(10_000);
  expect(lines(element)).toHaveLength(200);
  expect(lines(element).at(-1)).toBe(10_000);
  expect(element.querySelector(".wb-pager span")?.textContent).toBe("9801–10000 of 10000");
});

test("a line that a finding names is opened, on whichever page it is", async () => {
  const element = await mount(450);
  element.open(3);
  await element.updateComplete;
  const line = element.querySelector<HTMLDetailsElement>("#statement-3");
  expect(line?.open).toBe(true);
  expect(line?.querySelector("pre")?.textContent).toMatch(/"verb"/);
  expect(element.querySelectorAll("pre")).toHaveLength(1);
});

test("an open line is not pulled away; what arrived meanwhile is counted and one press away", async () => {
  const element = await mount(3);
  element.open(2);
  await element.updateComplete;
  element.statements = [...element.statements, statement(4), statement(5)];
  await element.updateComplete;
  await element.updateComplete;
  const newer = element.querySelector<HTMLButtonElement>(".wb-newer");
  expect(newer?.textContent?.trim()).toBe("2 newer statements");
  newer?.click();
  await element.updateComplete;
  await element.updateComplete;
  expect(element.querySelector(".wb-newer")).toBeNull();
});
