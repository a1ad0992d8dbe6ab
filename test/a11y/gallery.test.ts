/** Every state of every element, in a real browser: WCAG 2.2 A and AA, layout, targets, motion. */
import { kinds } from "@tessera/interactions";
import { PRACTICE_KINDS } from "@tessera/interactions/schema";
import { states as questionStates } from "@tessera/interactions/states";
import { EXTRA_NAMES, extraStrings, shellStrings } from "@tessera/elements";
import { blockStates, states as unitStates } from "@tessera/elements/states";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { axeOn, openGallery, type GallerySite } from "./gallery-site.ts";
import {
  asHighAsThePage,
  coveredFocus,
  cutOff,
  leave,
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

/** What was found at one size of window. A page is loaded once for all that is asked at that size. */
class Visit {
  readonly complaints: string[] = [];
  readonly #found = new Map<string, string[]>();

  note(topic: string, lines: readonly string[]): void {
    this.#found.set(topic, [...this.of(topic), ...lines]);
  }

  of(topic: string): readonly string[] {
    return this.#found.get(topic) ?? [];
  }
}

const visits = new Map<object, Promise<Visit>>();

/** Visited again after a failure: a second try of a test (decision 0028) is one of the browser, too. */
function visitAt(window: typeof DESK, look: (page: Page, name: string, visit: Visit) => Promise<void>) {
  onTestFailed(() => void visits.delete(window));
  const known = visits.get(window);
  if (known) return known;
  const visit = new Visit();
  const made = site
    .visit(window, (page, name) => look(page, name, visit))
    .then((complaints) => {
      visit.complaints.push(...complaints);
      return visit;
    });
  visits.set(window, made);
  return made;
}

const isUnit = (name: string) => name.startsWith("unit-");
const named = (name: string, lines: readonly string[]) => lines.map((line) => `${name}: ${line}`);

const atDesk = () => visitAt(DESK, desk);
const onPhone = () => visitAt(PHONE, phone);
const zoomedIn = () => visitAt(ZOOMED, zoomed);

async function desk(page: Page, name: string, visit: Visit): Promise<void> {
  const tags = await page.evaluate(() =>
    [...document.querySelectorAll(":defined")].map((each) => each.localName),
  );
  visit.note(
    "elements",
    tags.filter((tag) => tag.startsWith("tessera-")),
  );
  visit.note("text", [
    await page.evaluate(
      () => `${document.body.innerText}\n${document.querySelector(".t-live")?.textContent ?? ""}`,
    ),
  ]);
  const block = /^block-(.+)\.html$/.exec(name)?.[1];
  if (block !== undefined && (await page.locator("[data-nth] > .t-prose:empty").count()) > 0)
    visit.note("states", [`${block} without text`]);
  const kind = /^kind-(.+)\.html$/.exec(name)?.[1];
  if (kind !== undefined) {
    const shown = tags.filter((tag) => tag === `tessera-${kind}`).length;
    const table = questionStates[kind as keyof typeof questionStates].length;
    if (shown !== table) visit.note("states", [`${kind}: ${shown} of ${table}`]);
  }
  visit.note("motion", named(name, await longAnimations(page, 10)));
  const axe = async (look: string, rules?: readonly string[]) =>
    visit.note("axe", named(`${name}, ${look}`, await axeOn(page, rules)));
  await axe("light");
  // Only colours differ from here on.
  const colours = ["color-contrast", "link-in-text-block"];
  await page.emulateMedia({ colorScheme: "dark" });
  await axe("dark", colours);
  await page.emulateMedia({ colorScheme: "dark", contrast: "more" });
  await axe("dark, more contrast", colours);
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await axe("light, more contrast", colours);
  await page.emulateMedia({ colorScheme: "light", contrast: null, forcedColors: "active" });
  await axe("forced colours", colours);
  await page.emulateMedia({ forcedColors: null });
  if (isUnit(name)) visit.note("covered", named(name, await coveredFocus(page)));
  await page.emulateMedia({ reducedMotion: "no-preference" });
  visit.note("motion", named(name, await longAnimations(page, 200)));
}

/** What axe judges by where things stand; all else was judged in another window. */
const BY_PLACE = ["target-size", "color-contrast", "scrollable-region-focusable"];

async function phone(page: Page, name: string, visit: Visit): Promise<void> {
  if (/^unit-(rtl-)?(saved|saving|waiting|one-waiting|some-waiting)\.html$/.test(name))
    visit.note("heads", [
      `${name}: ${await page.evaluate(() => document.querySelector<HTMLElement>(".t-head")?.offsetHeight ?? 0)}`,
    ]);
  const lower = await asHighAsThePage(page);
  visit.note("axe", named(name, await axeOn(page)));
  await lower();
  if (isUnit(name)) visit.note("covered", named(name, await coveredFocus(page)));
  await leave(page);
  for (const direction of ["ltr", "rtl"] as const) {
    await setDirection(page, direction);
    const faults = [...(await sideways(page)), ...(await smallTargets(page)), ...(await cutOff(page))];
    visit.note("layout", named(`${name}, ${direction}`, faults));
  }
  await asHighAsThePage(page);
  visit.note("axe", named(`${name}, right to left`, await axeOn(page, BY_PLACE)));
  await page.setViewportSize(PHONE);
}

async function zoomed(page: Page, name: string, visit: Visit): Promise<void> {
  visit.note("layout", named(name, await sideways(page)));
  const lower = await asHighAsThePage(page);
  visit.note("axe", named(name, await axeOn(page, BY_PLACE)));
  await lower();
  if (isUnit(name)) visit.note("covered", named(name, await coveredFocus(page)));
  await leave(page);
  await spreadText(page);
  visit.note("layout", named(`${name}, spaced`, [...(await sideways(page)), ...(await cutOff(page))]));
}

test(
  "the gallery shows every state of the tables, no element is without one, and every sentence has its state",
  async () => {
    const visit = await atDesk();
    expect(visit.complaints).toEqual([]);
    expect(visit.of("states")).toEqual([]);
    expect([...new Set(visit.of("elements"))].sort()).toEqual(
      [
        ...["tessera-unit", "tessera-quiz", "tessera-tabs", "tessera-cards", "tessera-timed"],
        ...Object.keys(kinds).map((kind) => `tessera-${kind}`),
      ].sort(),
    );
    const text = visit.of("text").join("\n");
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
    const visit = await atDesk();
    expect(visit.complaints).toEqual([]);
    expect(visit.of("axe")).toEqual([]);
  },
  LONG,
);

test(
  "at 320 pixels, left to right and right to left: axe finds nothing, nothing scrolls sideways, every target is large enough",
  async () => {
    const visit = await onPhone();
    expect(visit.of("axe")).toEqual([]);
    expect(visit.of("layout")).toEqual([]);
  },
  LONG,
);

test(
  "at 400 % zoom, also with WCAG's text spacing: axe finds nothing, nothing scrolls sideways or is cut off",
  async () => {
    const visit = await zoomedIn();
    expect(visit.of("axe")).toEqual([]);
    expect(visit.of("layout")).toEqual([]);
  },
  LONG,
);

test(
  "what has the focus is never covered, on a phone, zoomed in or at a desk",
  async () => {
    for (const visit of [await atDesk(), await onPhone(), await zoomedIn()])
      expect(visit.of("covered")).toEqual([]);
  },
  LONG,
);

test(
  "at 320 pixels the text stands still while answers are being sent",
  async () => {
    const heads = Object.fromEntries((await onPhone()).of("heads").map((line) => line.split(": ")));
    const height = (state: string) => Number(heads[`unit-${state}.html`]);
    expect(height("saved")).toBeGreaterThan(0);
    expect(height("saving")).toBe(height("saved"));
    expect(height("one-waiting")).toBe(height("saved"));
    expect(height("some-waiting")).toBe(height("saved"));
    expect(height("rtl-saving")).toBe(height("rtl-saved"));
    expect(height("rtl-waiting")).toBe(height("rtl-saved"));
  },
  LONG,
);

test(
  "nothing moves for who asked for less motion, and for nobody longer than 200 ms",
  async () => expect((await atDesk()).of("motion")).toEqual([]),
  LONG,
);
