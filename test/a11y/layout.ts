/** What a page's boxes say about its layout; measured in the browser, one line for each fault. */
import type { Page } from "playwright-core";

/** Nothing is wider than the window, neither the page nor a box that would be cut off. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} of ${clientWidth} pixels`);
    for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
      if (
        !element.checkVisibility() ||
        element.closest(".t-skip, .t-hidden, .t-live, .question-spoken, [data-question] svg")
      )
        continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width === 0 || element.closest("[class$=-scroll], pre")) continue;
      if (left < -0.5 || right > clientWidth + 0.5)
        found.push(
          `<${element.tagName.toLowerCase()} class="${element.className}"> from ${left} to ${right}`,
        );
    }
    return found.slice(0, 5);
  });
}

/** Text that its own box cuts off. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.body.querySelectorAll<HTMLElement>(
      "button, a, label, p, h1, h2, h3, li, th, td, legend, summary",
    )) {
      if (!element.checkVisibility() || element.closest(".t-skip, .t-hidden, .t-live, .question-spoken"))
        continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const wide = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      const high = overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
      if (wide || high) found.push(`${element.outerHTML.slice(0, 100)} is cut off`);
    }
    return found;
  });
}

/**
 * Targets that are smaller than WCAG 2.2 allows (24 CSS pixels each way, 2.5.8; links in a sentence are excepted),
 * and controls of the unit that are lower than the 44 that the design asks for.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const target of document.querySelectorAll<HTMLElement>(
      "a[href], button, input, select, textarea, summary, [tabindex='0']",
    )) {
      if (!target.checkVisibility() || target.closest(".t-skip")) continue;
      if (target.matches(".t-prose a")) continue;
      // A row's label is the target of the box inside it.
      const box = (target.closest("label") ?? target).getBoundingClientRect();
      const main = target.closest("[data-question], .t-bar, .t-pages, .t-acts, .t-sheet, .t-quiz, .t-status");
      const least = main ? 44 : 24;
      if (box.height < least - 0.5 || box.width < 24)
        found.push(`${target.outerHTML.slice(0, 90)}: ${box.width} × ${box.height}`);
    }
    return found;
  });
}

/** Controls that the focus reaches but something else hides, wholly or in part (WCAG 2.4.11, 2.4.12). */
export function coveredFocus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.querySelector("dialog[open]") ?? document;
    const controls = [
      ...root.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary"),
    ];
    const inDoc = controls.filter(
      (control) => control.checkVisibility() && !control.matches(":disabled, .t-skip"),
    );
    // Down and up again, as Tab and Shift+Tab go.
    for (const control of [...inDoc, ...inDoc.slice().reverse()]) {
      control.focus();
      const { left, top, right, bottom, width, height } = control.getBoundingClientRect();
      const middle = [left + width / 2, right - 3, left + 3];
      const ends = [top + 3, top + height / 2, bottom - 3];
      for (const y of ends) {
        const hit = document.elementFromPoint(middle[0] as number, y);
        if (
          hit &&
          (control.contains(hit) || hit.contains(control) || hit.closest("label")?.contains(control))
        )
          continue;
        found.push(
          `${control.outerHTML.slice(0, 90)} lies under ${hit?.outerHTML.slice(0, 60) ?? "the edge of the window"} at ${Math.round(y)}`,
        );
        break;
      }
    }
    return [...new Set(found)];
  });
}

/**
 * Makes the window as high as the page: nothing lies under a bar, and nothing waits to be laid out. Whether a bar covers
 * what has the focus, `coveredFocus` says.
 *
 * @returns makes it as high as it was
 */
export async function asHighAsThePage(page: Page): Promise<() => Promise<void>> {
  const before = page.viewportSize();
  if (!before) throw new Error("the page has no window");
  const lower = () => page.setViewportSize(before);
  let { height } = before;
  // What was not laid out yet may turn out higher than it was taken for; what is as high as the window never ends.
  for (let times = 0; times < 5; times += 1) {
    const whole = await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return document.documentElement.scrollHeight;
    });
    if (whole <= height) break;
    height = whole;
    await page.setViewportSize({ ...before, height });
  }
  return lower;
}

/** Nothing has the focus, and the page is at its beginning. */
export function leave(page: Page): Promise<void> {
  return page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo({ top: 0, behavior: "instant" });
  });
}

/** Lays the spacing of WCAG 1.4.12 over the page. */
export function spreadText(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Turns the whole page round, whatever its language. */
export function setDirection(page: Page, direction: "ltr" | "rtl"): Promise<void> {
  return page.evaluate((dir) => {
    for (const element of document.querySelectorAll<HTMLElement>("html, [dir]")) element.dir = dir;
  }, direction);
}

/** What is typed, where it does not read from left to right. */
export function codeTurnedRound(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("pre, code, kbd")]
      .filter((element) => {
        const { direction, unicodeBidi } = getComputedStyle(element);
        return direction !== "ltr" || unicodeBidi !== "isolate";
      })
      .map((element) => `${element.localName} “${element.textContent}” is turned round`),
  );
}

/** Animations and transitions that run longer than the limit, in milliseconds. */
export function longAnimations(page: Page, limit: number): Promise<string[]> {
  return page.evaluate((most) => {
    const running = document
      .getAnimations()
      .map((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0))
      .filter((duration) => duration > most)
      .map((duration) => `an animation of ${duration} ms`);
    // Those that start later: what the style sheet asks for on any element.
    for (const element of document.querySelectorAll("*")) {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      const durations = [animationName === "none" ? "0s" : animationDuration, transitionDuration]
        .join(",")
        .split(",");
      const longest = Math.max(
        ...durations.map((each) => parseFloat(each) * (each.trim().endsWith("ms") ? 1 : 1000)),
      );
      if (longest > most)
        running.push(`<${element.tagName.toLowerCase()} class="${element.className}">: ${longest} ms`);
    }
    return [...new Set(running)];
  }, limit);
}
