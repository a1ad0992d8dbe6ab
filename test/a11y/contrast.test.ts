/** Every pair of colours that the sheets use, resolved by a browser, in each of the four themes. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../e2e/browser.ts";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));
const sheets = [`${packages}elements/src/theme`, `${packages}interactions/src`].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .map((file) => ({ name: file, css: readFileSync(`${folder}/${file}`, "utf8") })),
);
const tokens = sheets.find(({ name }) => name === "tokens.css")?.css ?? "";
const rules = sheets
  .filter(({ name }) => name !== "tokens.css" && name !== "print.css")
  .flatMap(({ name, css }) =>
    [...css.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(
      ([, selector = "", body = ""]) => ({
        where: `${name}: ${selector.trim().replace(/\s+/g, " ")}`,
        body,
      }),
    ),
  );

/** Hairlines between things, and what shines through: seen by nobody who has to find a control. */
const DECORATION = ["line"];
const GROUNDS = ["paper", "surface"];

/** Tokens in a declaration of one of these properties. */
function tokensOf(body: string, property: RegExp): string[] {
  return [...body.matchAll(/([\w-]+):([^;]+)/g)]
    .filter(([, name = ""]) => property.test(name.trim()))
    .flatMap(([, , value = ""]) => [...value.matchAll(/var\(--([\w-]+)\)/g)].map(([, token = ""]) => token));
}

interface Pair {
  readonly front: string;
  readonly back: string;
  readonly least: number;
  readonly where: string;
}

function pairs(): Pair[] {
  const colours = new Set([...tokens.matchAll(/--([\w-]+): oklch/g)].map(([, name = ""]) => name));
  const found: Pair[] = [];
  for (const { where, body } of rules) {
    const isColour = (token: string) => colours.has(token) || token === "tone";
    const own = tokensOf(body, /^background(-color)?$/).filter(isColour);
    const backs = own.length > 0 ? own : GROUNDS;
    const fronts = tokensOf(body, /^color$/).filter(isColour);
    const edges = tokensOf(body, /^(border|outline)/).filter(
      (token) => isColour(token) && !DECORATION.includes(token),
    );
    for (const back of backs) {
      for (const front of fronts) if (front !== back) found.push({ front, back, least: 4.5, where });
      // An edge parts the control from its own ground and from the page around it.
      for (const front of edges) if (!own.includes(front)) found.push({ front, back, least: 3, where });
    }
    // A filled control is told from the page by its ground.
    for (const back of own)
      if (!["paper", "surface", "accent-soft"].includes(back))
        for (const page of GROUNDS) found.push({ front: back, back: page, least: 3, where });
  }
  // A call-out's tone is one of these.
  return found.flatMap((pair) =>
    pair.front === "tone"
      ? ["info", "right", "accent", "caution", "wrong"].map((front) => ({ ...pair, front }))
      : [pair],
  );
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await page.setContent(`<!doctype html><style>${tokens}</style><title>Colours</title>`);
});
afterAll(() => browser.close());

/** WCAG's ratio of two tokens, as the browser paints them. */
function ratios(asked: readonly Pair[]): Promise<number[]> {
  return page.evaluate((all) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("no canvas");
    const luminance = (token: string): number => {
      const colour = getComputedStyle(document.documentElement).getPropertyValue(`--${token}`);
      if (!colour) throw new Error(`no token --${token}`);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    return all.map(({ front, back }) => {
      const [light = 0, dark = 0] = [luminance(front), luminance(back)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    });
  }, asked);
}

test.each([
  ["light", { colorScheme: "light", contrast: null }],
  ["dark", { colorScheme: "dark", contrast: null }],
  ["light with more contrast", { colorScheme: "light", contrast: "more" }],
  ["dark with more contrast", { colorScheme: "dark", contrast: "more" }],
] as const)("%s: every pair of colours that a sheet sets stands apart", async (_, media) => {
  await page.emulateMedia(media);
  const all = pairs();
  expect(all.length).toBeGreaterThan(60);
  const measured = await ratios(all);
  const weak = all.flatMap(({ front, back, least, where }, index) => {
    const ratio = measured[index] ?? 0;
    return ratio < least ? [`${where}: ${front} on ${back} is ${ratio.toFixed(2)}, needs ${least}`] : [];
  });
  expect([...new Set(weak)]).toEqual([]);
});

test("no sheet but the tokens knows a colour of its own", () => {
  const own = sheets
    .filter(({ name }) => !["tokens.css", "print.css"].includes(name))
    .flatMap(({ name, css }) =>
      (
        css.match(
          /#[0-9a-f]{3,8}\b|(rgb|hsl|oklch|lab|lch)a?\([^)]*\)|:\s*(white|black|red|green|blue|gr[ae]y)\b/gi,
        ) ?? []
      ).map((colour) => `${name}: ${colour}`),
    );
  // The veil behind the sheet of pages.
  expect(own).toEqual(["navigation.css: oklch(0% 0 0 / 0.45)"]);
});
