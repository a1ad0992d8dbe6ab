/** Moving through a page with the keyboard alone, and looking at each stop. */
import type { Page } from "playwright-core";

/** Where the focus is. */
export interface Stop {
  /** `tag.class` and the beginning of its words, for messages. */
  readonly name: string;
  readonly tag: string;
  readonly type: string;
  /** `data-act` of a control of the shell. */
  readonly act: string;
  /** Slug of the question it belongs to, and id of the part. */
  readonly question: string;
  readonly part: string;
  readonly text: string;
  readonly className: string;
  readonly value: string;
  /** On the screen, with a ring of 2 pixels or more, of a colour of its own. */
  readonly faults: readonly string[];
  /** Its rank among all that can have the focus, in the order of the document; -1 for none. */
  readonly rank: number;
}

export function stopNow(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = (document.activeElement ?? document.body) as HTMLElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const faults: string[] = [];
    if (element !== document.body) {
      if (!element.checkVisibility() || box.width < 1 || box.height < 1) faults.push("cannot be seen");
      if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1)
        faults.push("is off the screen");
      const ring =
        style.outlineStyle !== "none" &&
        parseFloat(style.outlineWidth) >= 2 &&
        style.outlineColor !== style.backgroundColor;
      if (!ring) faults.push("has no focus ring");
    }
    const text = (element.innerText || element.getAttribute("aria-label") || "").trim();
    return {
      name: `${element.localName}.${element.className} "${text.slice(0, 40)}" ${element.id}`,
      tag: element.localName,
      type: element.getAttribute("type") ?? "",
      act: element.dataset["act"] ?? "",
      question: element.closest<HTMLElement>("[data-question]")?.dataset["question"] ?? "",
      part: element.closest<HTMLElement>("[data-part]")?.dataset["part"] ?? "",
      text,
      className: element.className,
      value: element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.value : "",
      faults,
      rank: [
        ...document.querySelectorAll(
          "a[href], button, input, select, textarea, summary, [tabindex], :is(audio, video)[controls]",
        ),
      ].indexOf(element),
    };
  });
}

export interface Keys {
  press(key: string): Promise<Stop>;
  type(text: string): Promise<void>;
  /** Presses Tab until a stop fits. @throws Error when none does, with all that were passed */
  tabTo(fits: (stop: Stop) => boolean, options?: { readonly back?: boolean }): Promise<Stop>;
  /** What was wrong at any stop so far. */
  readonly faults: readonly string[];
}

/** Keeps what is wrong at any stop, and whether stops follow each other as the text does. */
export function keysOf(page: Page): Keys {
  const faults: string[] = [];
  const press = async (key: string): Promise<Stop> => {
    await page.keyboard.press(key);
    return stopNow(page);
  };
  return {
    faults,
    press,
    type: (text) => page.keyboard.type(text),
    async tabTo(fits, { back = false } = {}) {
      const passed: string[] = [];
      let last = await stopNow(page);
      for (let count = 0; count < 150; count += 1) {
        const stop = await press(back ? "Shift+Tab" : "Tab");
        passed.push(stop.name);
        for (const fault of stop.faults) faults.push(`${stop.name} ${fault}`);
        const wraps = stop.rank === -1 || last.rank === -1 || stop.className.includes("t-skip");
        const backwards = back ? stop.rank > last.rank : stop.rank < last.rank;
        if (backwards && !wraps) faults.push(`${stop.name} comes after ${last.name}`);
        if (fits(stop)) return stop;
        last = stop;
      }
      throw new Error(`Tab never came to it, only to ${[...new Set(passed)].join("; ")}`);
    },
  };
}

/** Ranks of all that Tab has to reach on the page as it stands; of each radio group, one. */
export function tabStops(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const media = ":is(audio, video)[controls]";
    const focusable = `a[href], button, input, select, textarea, summary, [tabindex], ${media}`;
    const all = [...document.querySelectorAll(focusable)];
    const root = document.querySelector("dialog[open]") ?? document;
    const groups = new Set<string>();
    return [...root.querySelectorAll<HTMLElement>(focusable)]
      .filter(
        (element) =>
          (element.tabIndex >= 0 || element.matches(media)) &&
          element.checkVisibility() &&
          !element.matches(":disabled"),
      )
      .filter((element) => {
        if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
        const chosen = root.querySelector<HTMLInputElement>(`input[name="${element.name}"]:checked`);
        if (chosen) return element === chosen;
        if (groups.has(element.name)) return false;
        groups.add(element.name);
        return true;
      })
      .map((element) => String(all.indexOf(element)));
  });
}
