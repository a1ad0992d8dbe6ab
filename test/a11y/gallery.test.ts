/** Every state of every element, in a real browser: WCAG 2.2 A and AA, layout, targets, motion. */
import { kinds } from "@tessera/interactions";
import { PRACTICE_KINDS } from "@tessera/interactions/schema";
import { states as questionStates } from "@tessera/interactions/states";
import { EXTRA_NAMES, extraStrings, shellStrings } from "@tessera/elements";
import { blockStates, states as unitStates } from "@tessera/elements/states";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeOn, openGallery, type GallerySite } from "./gallery-site.ts";
import {
  coveredFocus,
  cutOff,
  longAnimations,
  setDirection,
  sideways,
  smallTargets,
  spreadText,
} from "./layout.ts";

let site: GallerySite;

beforeAll(async () => {
  site = await openGallery();
});
afterAll(() => site.close());

const PHONE = { width: 320, height: 640 };
/** A window of 1280 by 1024 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };
const DESK = { width: 1280, height: 800 };
const LONG = 600_000;

test("every kind of question and every element has its states in the tables, and a page in the gallery", () => {
  expect(Object.keys(questionStates).sort()).toEqual(Object.keys(kinds).sort());
  for (const [kind, table] of Object.entries(questionStates)) {
    const names = table.map(({ name }) => name);
    expect(new Set(names).size, kind).toBe(names.length);
    expect(names, kind).toEqual(
      expect.arrayContaining([
        "fresh",
        ...(PRACTICE_KINDS.includes(kind)
          ? ["taken", "opened again", "taken for the last time"]
          : ["right", "wrong, tries left", "wrong, last try used"]),
        "locked",
        "long text",
        "right to left",
      ]),
    );
  }
  expect(unitStates.length).toBeGreaterThan(40);
  expect([...site.pages].sort()).toEqual(
    [
      ...unitStates.map(({ name }) => `unit-${name}.html`),
      ...Object.keys(kinds).map((kind) => `kind-${kind}.html`),
      ...Object.keys(blockStates).map((block) => `block-${block}.html`),
    ].sort(),
  );
});

test(
  "the gallery shows every state of the tables, no element is without one, and every sentence has its state",
  async () => {
    const shown = new Set<string>();
    const seen: string[] = [];
    const complaints = await site.visit(DESK, async (page, name) => {
      const tags = await page.evaluate(() =>
        [...document.querySelectorAll(":defined")].map((each) => each.localName),
      );
      for (const tag of tags) if (tag.startsWith("tessera-")) shown.add(tag);
      seen.push(
        await page.evaluate(
          () => `${document.body.innerText}\n${document.querySelector(".t-live")?.textContent ?? ""}`,
        ),
      );
      const block = /^block-(.+)\.html$/.exec(name)?.[1];
      if (block !== undefined)
        expect(await page.locator("[data-nth] > .t-prose:empty").count(), `${block} without text`).toBe(0);
      const kind = /^kind-(.+)\.html$/.exec(name)?.[1];
      if (kind === undefined) return;
      const table = questionStates[kind as keyof typeof questionStates];
      expect(tags.filter((tag) => tag === `tessera-${kind}`)).toHaveLength(table.length);
    });
    expect(complaints).toEqual([]);
    expect([...shown].sort()).toEqual(
      [
        ...["tessera-unit", "tessera-quiz", "tessera-tabs", "tessera-cards"],
        ...Object.keys(kinds).map((kind) => `tessera-${kind}`),
      ].sort(),
    );
    const text = seen.join("\n");
    const unseen = Object.entries({ ...shellStrings("en"), ...extraStrings("en", EXTRA_NAMES) })
      .filter(([key]) => SENTENCES.test(key))
      .filter(([, words]) => !asPattern(words).test(text))
      .map(([key]) => key);
    expect(unseen).toEqual([]);
  },
  LONG,
);

const SENTENCES =
  /^(status|reason|end|quiz|unsent|updated|trouble|recorded|sent|limit|wait|sure|pretest|remedy)\./;

/** A sentence of the interface with anything in its blanks. */
function asPattern(words: string): RegExp {
  return new RegExp(words.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+"));
}

test(
  "axe finds nothing in any state, light and dark, with more contrast and with forced colours",
  async () => {
    const found: string[] = [];
    const complaints = await site.visit(DESK, async (page, name) => {
      const note = async (look: string, rules?: readonly string[]) => {
        for (const line of await axeOn(page, rules)) found.push(`${name}, ${look}: ${line}`);
      };
      await note("light");
      // Only colours differ from here on.
      const colours = ["color-contrast", "link-in-text-block"];
      await page.emulateMedia({ colorScheme: "dark" });
      await note("dark", colours);
      await page.emulateMedia({ colorScheme: "dark", contrast: "more" });
      await note("dark, more contrast", colours);
      await page.emulateMedia({ colorScheme: "light", contrast: "more" });
      await note("light, more contrast", colours);
      await page.emulateMedia({ colorScheme: "light", contrast: null, forcedColors: "active" });
      await note("forced colours", colours);
    });
    expect(complaints).toEqual([]);
    expect(found).toEqual([]);
  },
  LONG,
);

test(
  "at 320 pixels, left to right and right to left: axe finds nothing, nothing scrolls sideways, every target is large enough",
  async () => {
    const found: string[] = [];
    await site.visit(PHONE, async (page, name) => {
      for (const line of await axeOn(page)) found.push(`${name}: ${line}`);
      for (const direction of ["ltr", "rtl"] as const) {
        await setDirection(page, direction);
        const faults = [...(await sideways(page)), ...(await smallTargets(page)), ...(await cutOff(page))];
        for (const line of faults) found.push(`${name}, ${direction}: ${line}`);
      }
    });
    expect(found).toEqual([]);
  },
  LONG,
);

test(
  "at 400 % zoom, also with WCAG's text spacing, nothing scrolls sideways or is cut off",
  async () => {
    const found: string[] = [];
    await site.visit(ZOOMED, async (page, name) => {
      for (const line of await sideways(page)) found.push(`${name}: ${line}`);
      await spreadText(page);
      for (const line of [...(await sideways(page)), ...(await cutOff(page))])
        found.push(`${name}, spaced: ${line}`);
    });
    expect(found).toEqual([]);
  },
  LONG,
);

test.each([PHONE, ZOOMED, DESK])(
  "what has the focus is never covered, at $width × $height",
  async (window) => {
    const found: string[] = [];
    await site.visit({ ...window, only: (name) => name.startsWith("unit-") }, async (page, name) => {
      for (const line of await coveredFocus(page)) found.push(`${name}: ${line}`);
    });
    expect(found).toEqual([]);
  },
  LONG,
);

test("at 320 pixels the text stands still while answers are being sent", async () => {
  const heights: Record<string, number> = {};
  await site.visit(
    {
      ...PHONE,
      only: (name) => /^unit-(rtl-)?(saved|saving|waiting|one-waiting|some-waiting)\.html$/.test(name),
    },
    async (page, name) => {
      heights[name] = await page.evaluate(
        () => document.querySelector<HTMLElement>(".t-head")?.offsetHeight ?? 0,
      );
    },
  );
  expect(heights["unit-saving.html"]).toBe(heights["unit-saved.html"]);
  expect(heights["unit-one-waiting.html"]).toBe(heights["unit-saved.html"]);
  expect(heights["unit-some-waiting.html"]).toBe(heights["unit-saved.html"]);
  expect(heights["unit-rtl-saving.html"]).toBe(heights["unit-rtl-saved.html"]);
  expect(heights["unit-rtl-waiting.html"]).toBe(heights["unit-rtl-saved.html"]);
});

test(
  "nothing moves for who asked for less motion, and for nobody longer than 200 ms",
  async () => {
    const found: string[] = [];
    await site.visit(DESK, async (page, name) => {
      for (const line of await longAnimations(page, 10)) found.push(`${name}: ${line}`);
      await page.emulateMedia({ reducedMotion: "no-preference" });
      for (const line of await longAnimations(page, 200)) found.push(`${name}: ${line}`);
    });
    expect(found).toEqual([]);
  },
  LONG,
);
