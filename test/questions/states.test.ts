/** Every state of every kind of question in a real browser: accessible, reachable, and alike in three themes. */
import axe from "axe-core";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_PICTURE, SAMPLE_SVG } from "@tessera/interactions/states";
import { openBrowser } from "../e2e/browser.ts";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));
const interactions = `${packages}interactions/`;

/** What the page of the test does: shows one state and waits until it stands. */
const GALLERY = `
import "@tessera/interactions/elements";
import { states } from "@tessera/interactions/states";
import { questionMarkup } from "@tessera/interactions";
window.stateNames = Object.entries(states).flatMap(([kind, table]) => table.map(({ name }) => [kind, name]));
window.show = async (kind, name) => {
  const { question, strings, direction, setup } = states[kind].find((state) => state.name === name);
  document.documentElement.dir = direction;
  document.documentElement.lang = strings["question.language"];
  const main = document.querySelector("main");
  main.innerHTML = "<h1>" + name + "</h1>" + questionMarkup(question, { prefix: "q-" + question.slug, strings });
  const element = main.querySelector(".question");
  Object.assign(element, { question, strings });
  await element.updateComplete;
  setup(element);
  await element.updateComplete;
};
`;

declare global {
  interface Window {
    stateNames: readonly (readonly [string, string])[];
    show(kind: string, name: string): Promise<void>;
  }
}

async function bundleGallery(): Promise<string> {
  const entry = `${fileURLToPath(new URL("./", import.meta.url))}gallery.js`;
  const result = await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["source", "module", "browser", "production"] },
    build: { write: false, rollupOptions: { input: entry, output: { format: "iife" } } },
    plugins: [
      {
        name: "gallery",
        enforce: "pre",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? GALLERY : undefined),
      },
    ],
  });
  const [output] = [result].flat();
  if (output === undefined || !("output" in output)) throw new Error("vite built nothing");
  return output.output[0].code;
}

function styles(): string {
  const kinds = readdirSync(`${interactions}src`, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".css"),
  );
  const sheets = [
    `${packages}elements/src/theme/tokens.css`,
    ...kinds.map((file) => `${interactions}src/${file}`),
  ];
  const page = `body{margin:0;background:var(--paper);color:var(--ink);font:var(--step-0)/1.6 var(--font-text)} main{max-inline-size:var(--measure);margin:auto;padding:var(--space-4)}`;
  return [...sheets.map((file) => readFileSync(file, "utf8")), page].join("\n");
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 320, height: 720 } });
  // An origin of its own, so that the samples' picture is found.
  await page.route("http://questions.test/**", (route) =>
    route.fulfill(
      route.request().url().endsWith(SAMPLE_PICTURE)
        ? { contentType: "image/svg+xml", body: SAMPLE_SVG }
        : {
            contentType: "text/html",
            body: `<!doctype html><html lang="en"><head><title>Questions</title><style>${styles()}</style></head><body><main></main></body></html>`,
          },
    ),
  );
  await page.goto("http://questions.test/");
  await page.addScriptTag({ content: await bundleGallery() });
  await page.addScriptTag({ content: axe.source });
});

afterAll(async () => {
  await browser.close();
});

/** What axe finds under WCAG 2.2 A and AA, one line each. */
async function violations(): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations: found } = await axe.run("main", {
      runOnly: tags,
      rules: { region: { enabled: false } },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}

async function show(kind: string, name: string): Promise<void> {
  await page.evaluate(([one, two]) => window.show(one as string, two as string), [kind, name]);
}

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test("axe finds nothing in any state of any kind", async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const names = await page.evaluate(() => window.stateNames);
    expect(names.length).toBeGreaterThan(80);
    const found: string[] = [];
    for (const [kind, name] of names) {
      await show(kind, name);
      for (const violation of await violations()) found.push(`${kind}, ${name}: ${violation}`);
    }
    expect(found).toEqual([]);
  });
});

test("no state scrolls sideways at 320 pixels, and every target is 44 pixels high", async () => {
  const found: string[] = [];
  for (const [kind, name] of await page.evaluate(() => window.stateNames)) {
    await show(kind, name);
    const problems = await page.evaluate(() => {
      const out: string[] = [];
      const wide = document.documentElement.scrollWidth;
      if (wide > 320) out.push(`${wide} pixels wide`);
      for (const target of document.querySelectorAll(
        ".question :is(.question-label, select, button, textarea, input[type=text])",
      )) {
        const { height } = target.getBoundingClientRect();
        if (height > 0 && height < 43.5)
          out.push(`${target.outerHTML.slice(0, 80)} is ${height} pixels high`);
      }
      return out;
    });
    for (const problem of problems) found.push(`${kind}, ${name}: ${problem}`);
  }
  expect(found).toEqual([]);
});

test("a choice is answered, checked and tried again with the keyboard alone", async () => {
  await show("choice", "fresh");
  const press = (key: string) => page.keyboard.press(key);
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const key of ["Tab", "Tab", "Tab", "Space", "Tab", "Tab"]) await press(key);
  expect(await focused()).toBe("Check my answer");
  await press("Enter");
  expect(await focused()).toBe("Try again");
  expect(await page.textContent("[role=status]")).toContain("Not right");
  await press("Enter");
  expect(await focused()).toBe("q-choice-sample-guests");
  await press("Space");
  await page.keyboard.press("Shift+Tab");
  await press("Space");
  await page.keyboard.press("Shift+Tab");
  await press("Space");
  for (let tab = 0; tab < 4; tab += 1) await press("Tab");
  await press("Enter");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("question-verdict");
  expect(await page.textContent("[role=status]")).toContain("Right");
});

test("a point on a scale is chosen, sent and changed with the keyboard alone", async () => {
  await show("likert", "fresh");
  const press = (key: string) => page.keyboard.press(key);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const key of ["Tab", "Space", "ArrowDown", "Tab", "Enter"]) await press(key);
  expect(await page.textContent("[role=status]")).toContain("Thank you");
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Change my answer");
  await press("Enter");
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("point-1");
});

test("a text is handed in and marked with the keyboard alone", async () => {
  await show("long-fill-in", "fresh");
  const press = (key: string) => page.keyboard.press(key);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press("Tab");
  await page.keyboard.type("one two three four five six seven eight nine ten");
  for (const key of ["Tab", "Enter"]) await press(key);
  expect(await page.textContent("[role=status]")).toContain("Now mark it yourself");
  const marks = page.locator(".question-points input");
  await marks.nth(1).focus();
  await press("Space");
  await page.getByRole("button", { name: "Record my marks" }).focus();
  await press("Enter");
  expect(await page.textContent("[role=status]")).toContain("You found 1 of 3 points");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("question-verdict");
});

test("steps are put in order with the keyboard alone", async () => {
  await show("sequencing", "fresh");
  await page.focus("[data-part=step-3] button[data-step='1']");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "Move down: Lock and tag",
  );
  expect(await page.textContent("[role=status]")).toContain("Lock and tag: now 4 of 4");
  await page.click("text=Check my answer");
  expect(await page.textContent("[role=status]")).toContain("Right");
});

test("steps are put in order by dragging", async () => {
  await page.setViewportSize({ width: 900, height: 900 });
  await show("sequencing", "fresh");
  const handle = await page.locator("[data-part=step-3] .question-handle").boundingBox();
  const last = await page.locator("[data-part=step-2]").boundingBox();
  if (handle === null || last === null) throw new Error("nothing to drag");
  await page.mouse.move(handle.x + 10, handle.y + 10);
  await page.mouse.down();
  await page.mouse.move(handle.x + 10, last.y + last.height - 4, { steps: 20 });
  await page.mouse.up();
  const order = await page
    .locator(".question-step")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["part"]));
  expect(order).toEqual(["step-0", "step-1", "step-2", "step-3"]);
});

/** Where a point of the sample's picture is in the window; `x` and `y` in the picture's pixels. */
async function onPicture(x: number, y: number): Promise<{ x: number; y: number }> {
  const image = page.locator(".question-picture img");
  await image.scrollIntoViewIfNeeded();
  const box = await image.boundingBox();
  if (box === null) throw new Error("no picture");
  return { x: box.x + (x / 800) * box.width, y: box.y + (y / 600) * box.height };
}

const pressed = (keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const unfocus = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
const answerNow = () =>
  page.evaluate(() => (document.querySelector(".question") as unknown as { answer: unknown }).answer);

test.each([320, 1280])(
  "at %i pixels a region is pointed at, and a small one by pointing near it",
  async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await show("hotspot", "fresh");
    const click = async (x: number, y: number, away = 0) => {
      const at = await onPicture(x, y);
      await page.mouse.click(at.x, at.y + away);
      return answerNow();
    };
    expect(await click(150, 200)).toEqual(["filter"]);
    expect(await click(720, 120)).toEqual(["filter", "cooler"]);
    expect(await click(150, 200)).toEqual(["cooler"]);
    // The drain is a few pixels across; a finger that lands beside it means it.
    const half = (15 / 800) * ((await page.locator(".question-picture img").boundingBox())?.width ?? 0);
    expect(await click(400, 520, half + 12)).toEqual(["cooler", "drain"]);
    expect(await click(400, 520, -half - 40)).toEqual(["cooler", "drain"]);
  },
);

test("regions are chosen, checked and tried again with the keyboard alone, and drawn while they have the focus", async () => {
  await show("hotspot", "fresh");
  await unfocus();
  await pressed(["Tab", "Tab", "Tab"]);
  expect(await page.locator("path[data-lit]").getAttribute("data-area")).toBe("fan");
  await pressed(["Space", "Tab", "Tab", "Enter"]);
  expect(await page.textContent("[role=status]")).toContain("Not right");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("q-hotspot-sample-fan");
  await pressed(["Space", "Shift+Tab", "Space", "Shift+Tab", "Space", "Tab", "Tab", "Tab", "Tab", "Enter"]);
  expect(await page.textContent("[role=status]")).toContain("Right");
});

test("steps are ticked, recorded and done again with the keyboard alone", async () => {
  await show("performance", "fresh");
  await unfocus();
  await pressed(["Tab", "Space", "Tab", "Tab", "Tab", "Enter"]);
  expect(await page.textContent("[role=status]")).toContain("1 step that must be done is still open");
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Do it again");
  await pressed(["Enter", "Tab", "Space", "Tab", "Tab", "Enter"]);
  expect(await page.textContent("[role=status]")).toContain("Everything that must be done is done.");
});

/** Drags what the first point is on to the second, as a hand does: not in one leap. */
async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

async function middleOf(selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`nothing at ${selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a label is dragged to its place, or picked up with a tap and put down with the next", async () => {
  await page.setViewportSize({ width: 900, height: 1200 });
  await show("label", "fresh");
  await onPicture(0, 0);
  await drag(await middleOf("[data-part=filter] .question-grip"), await onPicture(150, 200));
  expect(await answerNow()).toEqual({ filter: "at-150-200" });
  await page.click("[data-part=coil] .question-text");
  const coil = await onPicture(645, 200);
  await page.mouse.click(coil.x, coil.y);
  expect(await answerNow()).toEqual({ filter: "at-150-200", coil: "at-645-200" });
  expect(await page.textContent("[role=status]")).toContain("Cooling coil: Place 3.");
  // Let go beside every place, a label stays where it was.
  await drag(await middleOf("[data-part=filter] .question-grip"), await onPicture(200, 420));
  expect(await answerNow()).toEqual({ filter: "at-150-200", coil: "at-645-200" });
  expect(await page.locator("[data-held], [data-dragged], [data-carrying]").count()).toBe(0);
});

test("labels are put in their places and checked with the keyboard alone", async () => {
  await show("label", "fresh");
  await unfocus();
  // Cooling coil, fan, filter; places from top to bottom and left to right.
  await pressed(["Tab", "ArrowDown", "ArrowDown", "ArrowDown"]);
  expect(
    await page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-part]")?.dataset["part"]),
  ).toBe("coil");
  await pressed(["Tab", "ArrowDown", "ArrowDown", "Tab", "ArrowDown", "Tab", "Enter"]);
  expect(await page.textContent("[role=status]")).toContain("Right");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("question-verdict");
});

const inGroup = (group: string) =>
  page
    .locator(`[data-group="${group}"] [data-part]`)
    .evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset["part"]));

test("a card is dragged into a group and out again, or picked up with a tap and put down with the next", async () => {
  await page.setViewportSize({ width: 900, height: 1200 });
  await show("drag", "fresh");
  await drag(await middleOf("[data-part=chiller] .question-grip"), await middleOf('[data-group="ot"]'));
  expect(await inGroup("ot")).toEqual(["chiller"]);
  await page.click("[data-part=camera] .question-text");
  await page.click("[data-part=chiller] .question-text");
  expect(await inGroup("ot")).toEqual(["chiller", "camera"]);
  await drag(await middleOf("[data-part=camera] .question-grip"), await middleOf("[data-part=printer]"));
  expect(await inGroup("")).toEqual(["printer", "camera"]);
  expect(await answerNow()).toEqual({ chiller: "ot" });
  expect(await page.textContent("[role=status]")).toContain("Door camera: not sorted any more.");
  expect(await page.locator("[data-held], [data-dragged], [data-carrying]").count()).toBe(0);
});

test("cards are sorted and checked with the keyboard alone, and each goes to its group when the keys leave it", async () => {
  await show("drag", "fresh");
  await unfocus();
  // Badge printer, chiller, door camera; control network, office network.
  await pressed(["Tab", "ArrowDown", "ArrowDown"]);
  expect(await inGroup("it")).toEqual([]);
  await page.keyboard.press("Tab");
  expect(await inGroup("it")).toEqual(["printer"]);
  await pressed(["ArrowDown", "Tab", "ArrowDown", "ArrowDown"]);
  expect(
    await page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-part]")?.dataset["part"]),
  ).toBe("camera");
  // The groups follow, with the lists of the cards that lie in them.
  await pressed(["Tab", "Tab", "Tab", "Tab"]);
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Check my answer");
  await page.keyboard.press("Enter");
  expect(await page.textContent("[role=status]")).toContain("Right");
});
