import { beforeEach, expect, test } from "vitest";
import "./tabs.ts";

const PAGE = `<tessera-tabs><section id="a--cold"><h3>Cold</h3><p id="inside">At 6 °C.</p></section><section id="a--warm"><h3>Warm <em>water</em></h3><p>Text.</p></section><section><h3>Hot</h3><p>Text.</p></section></tessera-tabs>`;

const all = <Found extends Element>(selector: string) => [...document.querySelectorAll<Found>(selector)];
const tabs = () => all<HTMLButtonElement>("[role=tab]");
const open = () =>
  all<HTMLElement>("[role=tabpanel]").flatMap((panel, index) => (panel.hidden ? [] : [index]));
const press = (key: string, more: KeyboardEventInit = {}) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );

/** Made whole and then shown, as in a page whose scripts run when it has been read. */
function show(): void {
  const page = document.createElement("div");
  page.innerHTML = PAGE;
  document.body.replaceChildren(page);
}

beforeEach(() => {
  location.hash = "";
  show();
});

test("each section is a panel that its tab names, and the first is open", () => {
  expect(tabs().map((tab) => tab.textContent)).toEqual(["Cold", "Warm water", "Hot"]);
  for (const [index, tab] of tabs().entries()) {
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    expect(panel).toBe(all("section")[index]);
    expect(panel?.getAttribute("aria-labelledby")).toBe(tab.id);
  }
  expect(new Set(tabs().map(({ id }) => id)).size).toBe(3);
  expect(open()).toEqual([0]);
});

test("one tab is a stop for the keyboard; arrows, Home and End go on and round", () => {
  expect(tabs().map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
  tabs()[0]?.focus();
  const seen = ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"].map((key) => {
    press(key);
    expect(document.activeElement).toBe(tabs()[open()[0] ?? -1]);
    return open()[0];
  });
  expect(seen).toEqual([1, 2, 0, 2, 0, 2]);
  expect(tabs().map((tab) => tab.getAttribute("aria-selected"))).toEqual(["false", "false", "true"]);
});

test("from right to left the arrows go the other way", () => {
  document.querySelector<HTMLElement>("tessera-tabs")!.style.direction = "rtl";
  tabs()[0]?.focus();
  press("ArrowLeft");
  expect(open()).toEqual([1]);
});

test("a key with a modifier belongs to the browser", () => {
  tabs()[0]?.focus();
  press("ArrowRight", { altKey: true });
  expect(open()).toEqual([0]);
});

test("a link into a section opens it, and an address that is not well formed opens nothing", () => {
  location.hash = "#a--warm";
  dispatchEvent(new Event("hashchange"));
  expect(open()).toEqual([1]);
  location.hash = "#%E0%A4%A";
  dispatchEvent(new Event("hashchange"));
  expect(open()).toEqual([1]);
});

test("it takes a page over that is opened at one of its sections", () => {
  location.hash = "#a--warm";
  show();
  expect(open()).toEqual([1]);
});

test("moved to another place it stays what it was", () => {
  tabs()[2]?.click();
  const moved = document.querySelector("tessera-tabs")!;
  document.body.append(moved);
  expect(tabs()).toHaveLength(3);
  expect(open()).toEqual([2]);
  location.hash = "#a--warm";
  dispatchEvent(new Event("hashchange"));
  expect(open()).toEqual([1]);
});
