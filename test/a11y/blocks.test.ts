/** Blocks with the keyboard alone, without scripts, by links and on paper, in a real browser. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openGallery, type GallerySite } from "./gallery-site.ts";
import { keysOf } from "./keys.ts";

let site: GallerySite;

beforeAll(async () => {
  site = await openGallery();
});
afterAll(() => site.close());

/** Opens a page of the gallery and hands it over once it stands. */
async function on(
  name: string,
  look: (page: Page) => Promise<void>,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<void> {
  const context = await site.browser.newContext({ viewport: { width: 900, height: 700 }, ...options });
  const page = await context.newPage();
  try {
    await page.goto(`${site.origin}/block-${name}.html`);
    if (options.javaScriptEnabled !== false)
      await page.waitForFunction(() => document.documentElement.dataset["settled"] === "yes");
    await look(page);
  } finally {
    await context.close();
  }
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

test("tabs are one stop; arrows turn them, and the next stop is what they show", async () => {
  await on("tabs", async (page) => {
    const keys = keysOf(page);
    await keys.tabTo(({ text }) => text === "Chilled water");
    await keys.press("ArrowRight");
    expect(await focused(page)).toBe("Condenser water");
    const inside = await keys.press("Tab");
    expect(inside.text).toContain("Supply at 29 °C");
    expect((await keys.press("Tab")).text).toBe("the standard");
    // The next group: its open tab, and not the two behind the first.
    expect((await keys.press("Tab")).text).toBe("Condenser water");
    await keys.press("End");
    expect(await focused(page)).toBe("Hot water");
    await keys.press("ArrowRight");
    expect(await focused(page)).toBe("Chilled water");
    expect(keys.faults).toEqual([]);
  });
});

test("from right to left the left arrow goes on", async () => {
  await on("tabs", async (page) => {
    const tabs = page.locator('[lang="ar"] [role="tab"]');
    await tabs.nth(1).focus();
    await page.keyboard.press("ArrowRight");
    expect(await tabs.nth(0).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowLeft");
    expect(await tabs.nth(1).getAttribute("aria-selected")).toBe("true");
  });
});

test("a link to a heading behind a tab brings it to the front", async () => {
  await on("tabs", async (page) => {
    const hidden = page.locator("#tabs-first--hot-water");
    expect(await hidden.getAttribute("hidden")).not.toBeNull();
    await page.evaluate(() => (location.hash = "tabs-first--hot-water"));
    await expect.poll(() => hidden.getAttribute("hidden")).toBeNull();
    expect(await page.locator("#tabs-first--chilled-water").getAttribute("hidden")).not.toBeNull();
  });
});

test("of an accordion one part is open at a time, with the keyboard alone", async () => {
  await on("accordion", async (page) => {
    const keys = keysOf(page);
    await keys.tabTo(({ text }) => text.startsWith("Who may open"));
    await keys.press("Enter");
    await keys.press("Tab");
    await keys.press("Space");
    const open = await page
      .locator("[data-nth='0'] details")
      .evaluateAll((all) => all.map((each) => (each as HTMLDetailsElement).open));
    expect(open).toEqual([false, true]);
    expect(keys.faults).toEqual([]);
  });
});

test("a term opens beside its word, takes the focus, and gives it back", async () => {
  await on("term", async (page) => {
    await page.keyboard.press("Escape");
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const card = page.locator(".term-card");
    await expect.poll(() => card.count()).toBe(0);
    const link = page.locator("[data-nth='0'] a[data-block=term]").first();
    await link.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => card.innerText()).toContain("All devices that hear each other");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("term-card");
    const [word, box] = [await link.boundingBox(), await card.boundingBox()];
    if (!word || !box) throw new Error("the card is not shown");
    expect(box.y).toBeGreaterThanOrEqual(word.y + word.height);
    expect(box.y - word.y - word.height).toBeLessThan(20);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Close");
    await page.keyboard.press("Enter");
    await expect.poll(() => card.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-block"))).toBe("term");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect.poll(() => card.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-block"))).toBe("term");
  });
});

test("without scripts all of it can be read, and a term leads to the list", async () => {
  const options = { javaScriptEnabled: false };
  await on(
    "tabs",
    async (page) => {
      for (const text of ["Supply at 6 °C", "Supply at 29 °C", "Supply at 60 °C"])
        expect(await page.getByText(text).first().isVisible()).toBe(true);
      expect(await page.getByRole("heading", { name: "Hot water" }).first().isVisible()).toBe(true);
    },
    options,
  );
  await on(
    "term",
    async (page) => {
      await page.locator("a[data-block=term]").first().click();
      expect(new URL(page.url()).hash).toBe("#term-text--term--broadcast-domain");
      expect(await page.locator("#term-text--term--broadcast-domain").isVisible()).toBe(true);
    },
    options,
  );
});

test("on paper everything is there: tabs below each other, details open, no player", async () => {
  await on("tabs", async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const text of ["Supply at 6 °C", "Supply at 29 °C", "Supply at 60 °C"])
      expect(await page.getByText(text).first().isVisible()).toBe(true);
    expect(await page.locator("[role=tablist]").first().isVisible()).toBe(false);
    expect(await page.getByRole("heading", { name: "Hot water" }).first().isVisible()).toBe(true);
  });
  await on("media", async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("video").first().isVisible()).toBe(false);
    const said = page.locator("[data-nth='0'] .transcript p").first();
    await expect.poll(async () => (await said.boundingBox())?.height ?? 0).toBeGreaterThan(10);
  });
});

test("a film's speed is chosen with the keyboard, and nothing plays by itself", async () => {
  await on("media", async (page) => {
    await page.locator("[data-nth='0'] .media-speed select").selectOption("1.5");
    expect(
      await page
        .locator("video")
        .first()
        .evaluate((film) => (film as HTMLVideoElement).playbackRate),
    ).toBe(1.5);
    const playing = await page
      .locator("video, audio")
      .evaluateAll(
        (all) =>
          all.filter((each) => !(each as HTMLMediaElement).paused || (each as HTMLMediaElement).autoplay)
            .length,
      );
    expect(playing).toBe(0);
  });
});

test("cards are asked, turned and put away with the keyboard alone", async () => {
  await on("flashcards", async (page) => {
    const keys = keysOf(page);
    await keys.tabTo(({ act }) => act === "cards-start");
    await keys.press("Enter");
    const panel = page.locator("[data-nth='0'] .cards-panel");
    expect(await panel.innerText()).toContain("Card 1 of 2");
    for (const answer of ["cards-again", "cards-known", "cards-known"]) {
      await keys.tabTo(({ act }) => act === "cards-turn");
      const turned = await keys.press("Enter");
      expect(turned.className).toBe("cards-back");
      await keys.tabTo(({ act }) => act === answer);
      await keys.press("Space");
    }
    expect(await panel.innerText()).toContain("The next card is due on");
    await keys.tabTo(({ act }) => act === "cards-list");
    await keys.press("Enter");
    expect(await page.locator("[data-nth='0'] dl").isVisible()).toBe(true);
    expect(keys.faults).toEqual([]);
  });
});

test("a question's time is chosen and begun with the keyboard alone", async () => {
  await on("timed", async (page) => {
    const keys = keysOf(page);
    const second = page.locator("[data-nth='1']");
    await keys.tabTo(({ act }) => act === "timed-start");
    // The choice is one stop; arrows move in it.
    await keys.press("Tab");
    await keys.press("ArrowDown");
    expect(await second.locator("p").first().textContent()).toContain("30 minutes");
    await keys.tabTo(({ act }) => act === "timed-start");
    await page.keyboard.press("Enter");
    await second.getByRole("timer").waitFor();
    expect(await second.getByRole("timer").textContent()).toBe("30 minutes left");
    expect(keys.faults).toEqual([]);
  });
});
