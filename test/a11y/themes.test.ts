/** A course with colours and shapes of its own: what axe measures of them, in every scheme, under the policy of an LMS. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listener } from "../../tools/cli/src/serve.adapter.ts";
import { openBrowser } from "../e2e/browser.ts";
import { axeOn } from "./gallery-site.ts";
import { sideways } from "./layout.ts";
import { courseOf } from "../e2e/course-of.ts";
import { hostFiles } from "./file-host.ts";

const LONG = 120_000;
/** Paper and accent far from those of every course, at the least contrast that is let through or little above it. */
const THEME = `theme:
  logo: media/logo.svg
  logoAlt: Example Water
  accent: "#a8410f"
  paper: "#f3e9d8"
  dark:
    paper: "#2b1d33"
  radius: 2
  line: 2
  size: 21
  ratio: 1.35
  headings: slab
`;
const COURSE = `---
id: https://example.org/courses/themed
title: Energy at night
version: 1.0.0
language: en
${THEME}---

# Energy at night

About energy.
`;
const PAGE = `# Heat

Heat is $Q = m c \\Delta T$, see [the standard](https://example.org/).[^a]

$$\\eta = \\frac{\\sum_{i=1}^{n} P_i \\cdot t_i}{\\int_0^T \\dot m(t) \\, c_p \\, (T_1(t) - T_2(t)) \\, dt}$$

\`\`\`python
@retry(times=3)
def poll(zone: str, seconds=60):  # every five minutes, and never more often than that
    return f"{zone}: {seconds or None}"
\`\`\`

\`\`\`dot [Two zones; only conduit 2 is open between them] "The conduits of the plant room"
graph {
  rankdir=LR
  node [shape=box style=filled]
  printer -- chiller -- valve -- tank [class=wrong label="shut"]
  mail -- lift [class=right label="conduit 2"]
  a [class=caution]; b [class=info]; c [class=accent]; d [class=muted]
}
\`\`\`

> [!WARNING]
> The casing stays hot.

:::choice{#power}
What is $P$?

- [x] $U I$
- [ ] $U / I$

:::

[^a]: Measured at 20 °C.
`;
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#a8410f"/></svg>';

const files = new Map<string, Uint8Array>();
let browser: Browser;
let host: Listener;
let unit = "";

beforeAll(async () => {
  const { files: built } = await courseOf(
    { "course.md": COURSE, "01-heat.md": PAGE, "media/logo.svg": LOGO },
    { target: "web" },
  );
  for (const { path, bytes } of built) files.set(`/${path}`, bytes);
  unit = [...files.keys()].find((path) => path.startsWith("/heat")) ?? "";
  browser = await openBrowser();
  host = await hostFiles(files);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

async function on(width: number, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 720 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${host.origin}${unit}`);
  await page.locator("tessera-unit[data-ready]").waitFor();
  // Lengths are measured after the page has been laid out and observed.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await look(page);
  await context.close();
}

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test(
  "axe finds nothing on a themed page, light and dark, with more contrast and with forced colours",
  async () => {
    await on(1280, async (page) => {
      const found: string[] = [];
      for (const scheme of ["light", "dark"] as const)
        for (const contrast of ["no-preference", "more"] as const) {
          await page.emulateMedia({ colorScheme: scheme, contrast });
          for (const line of await axeOn(page)) found.push(`${scheme}, ${contrast}: ${line}`);
        }
      await page.emulateMedia({ colorScheme: "light", contrast: "no-preference", forcedColors: "active" });
      for (const line of await axeOn(page)) found.push(`forced colours: ${line}`);
      expect(found).toEqual([]);
    });
  },
  LONG,
);

test(
  "a theme's colours are those of the screen; more contrast and paper have the page's own",
  async () => {
    await on(1280, async (page) => {
      expect(await paper(page)).toBe("rgb(243, 233, 216)");
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await paper(page)).toBe("rgb(43, 29, 51)");
      await page.emulateMedia({ colorScheme: "light", contrast: "more" });
      expect(await paper(page)).not.toBe("rgb(243, 233, 216)");
      await page.emulateMedia({ colorScheme: "light", contrast: "no-preference", media: "print" });
      expect(await paper(page)).toBe("rgb(255, 255, 255)");
    });
  },
  LONG,
);

test(
  "at 320 pixels formulas, code and diagrams scroll by themselves, and the page does not",
  async () => {
    await on(320, async (page) => {
      expect(await sideways(page)).toEqual([]);
      const wider = await page.evaluate(() =>
        [...document.querySelectorAll("[class$=-scroll], pre")]
          .filter((each) => each.scrollWidth > each.clientWidth)
          .map((each) => [each.className || each.localName, each.getAttribute("tabindex")]),
      );
      expect(wider).toEqual([
        ["math-scroll", "0"],
        ["pre", "0"],
        ["diagram-scroll", "0"],
      ]);
      expect(await axeOn(page)).toEqual([]);
    });
  },
  LONG,
);
