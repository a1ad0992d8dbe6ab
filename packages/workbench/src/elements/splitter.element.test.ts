import { afterEach, expect, test } from "vitest";
import type { SplitterElement } from "./splitter.element.ts";
import "./splitter.element.ts";

afterEach(() => document.body.replaceChildren());

async function mount(side: "start" | "end"): Promise<{ splitter: SplitterElement; widths: number[] }> {
  const splitter = document.createElement("tessera-splitter") as SplitterElement;
  Object.assign(splitter, {
    value: 300,
    min: 240,
    max: 520,
    label: "Width of the pane",
    pane: "panel-x",
    side,
  });
  const widths: number[] = [];
  splitter.addEventListener("tessera-resize", (event) => widths.push((event as CustomEvent<number>).detail));
  document.body.append(splitter);
  await splitter.updateComplete;
  return { splitter, widths };
}

function press(splitter: SplitterElement, key: string): void {
  splitter.dispatchEvent(new KeyboardEvent("keydown", { key }));
}

test("it says what it sizes, how wide that is, and within which limits", async () => {
  const { splitter } = await mount("start");
  const said = ["role", "aria-label", "aria-controls", "aria-valuenow", "aria-valuemin", "aria-valuemax"];
  expect(said.map((name) => splitter.getAttribute(name))).toEqual([
    "separator",
    "Width of the pane",
    "panel-x",
    "300",
    "240",
    "520",
  ]);
  expect(splitter.tabIndex).toBe(0);
});

test("arrow keys widen the pane towards the other one, Home and End go to the limits", async () => {
  const { splitter, widths } = await mount("start");
  for (const key of ["ArrowRight", "ArrowLeft", "Home", "End", "a"]) press(splitter, key);
  expect(widths).toEqual([324, 276, 240, 520]);
});

test("the pane at the end grows to the left", async () => {
  const { splitter, widths } = await mount("end");
  for (const key of ["ArrowRight", "ArrowLeft"]) press(splitter, key);
  expect(widths).toEqual([276, 324]);
});
