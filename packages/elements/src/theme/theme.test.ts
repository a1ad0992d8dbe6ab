// @vitest-environment node
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { COLOUR_NAMES, contrast as contrastOf, OWN, SCHEMES } from "@tessera/course";
import { expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("./tokens.css", import.meta.url)), "utf8");

/** The colour tokens of the blocks that hold under these conditions, later ones over earlier ones. */
function tokens(...conditions: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, media = "", body = ""] of css.matchAll(/(?:@media ([^{]+?) \{\s*)?:root \{([^}]*)\}/g)) {
    if (!media.split(" and ").every((part) => part === "" || conditions.includes(part))) continue;
    for (const [, name = "", value = ""] of body.matchAll(/--([a-z-]+): (oklch\([^)]*\))/g))
      found.set(name, value);
  }
  return found;
}

/** Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to sRGB. */
function luminance(value: string): number {
  const [l = 0, c = 0, h = 0] = (value.match(/[\d.]+/g) ?? []).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const light = l / 100;
  const cone = (x: number, y: number) => (light + x * a + y * b) ** 3;
  const [long, medium, short] = [
    cone(0.3963377774, 0.2158037573),
    cone(-0.1055613458, -0.0638541728),
    cone(-0.0894841775, -1.291485548),
  ];
  const clip = (channel: number) => Math.min(Math.max(channel, 0), 1);
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = {
  light: [],
  dark: ["(prefers-color-scheme: dark)"],
  "light, more contrast": ["(prefers-contrast: more)"],
  "dark, more contrast": ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"],
} as const;

test("the formula agrees with black on white", () => {
  expect(contrast("oklch(0% 0 0)", "oklch(100% 0 0)")).toBeCloseTo(21, 1);
});

test.each(Object.entries(THEMES))(
  "%s: every text is readable on paper and on the surface of questions",
  (name, conditions) => {
    const theme = tokens(...conditions);
    const least = name.includes("more") ? 7 : 4.5;
    // A filled part of a diagram has the soft accent under its words, whatever it means.
    for (const ground of ["paper", "surface", ...(least === 7 ? [] : ["accent-soft"])])
      for (const ink of ["ink", "muted", "accent", "right", "wrong", "caution", "info"])
        expect(
          contrast(theme.get(ink) ?? "", theme.get(ground) ?? ""),
          `${ink} on ${ground}`,
        ).toBeGreaterThanOrEqual(least);
    expect(contrast(theme.get("accent-ink") ?? "", theme.get("accent") ?? "")).toBeGreaterThanOrEqual(4.5);
  },
);

test.each(Object.entries(THEMES))("%s: edges of controls and the focus ring stand out", (_, conditions) => {
  const theme = tokens(...conditions);
  for (const edge of ["edge", "focus", "accent"])
    for (const ground of ["paper", "surface"])
      expect(
        contrast(theme.get(edge) ?? "", theme.get(ground) ?? ""),
        `${edge} on ${ground}`,
      ).toBeGreaterThanOrEqual(3);
});

test("no other sheet knows a colour of its own", () => {
  for (const name of ["reset", "prose", "shell", "controls", "navigation", "quiz"]) {
    const sheet = readFileSync(fileURLToPath(new URL(`./${name}.css`, import.meta.url)), "utf8");
    const colours = sheet.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\((?!0% 0 0 \/ 0\.45)/gi);
    expect(colours, name).toBeNull();
  }
});

test("themes are derived from the colours that these tokens have", () => {
  for (const scheme of SCHEMES) {
    const own = tokens(...THEMES[scheme]);
    for (const name of COLOUR_NAMES) {
      const here = luminance(own.get(name) ?? "");
      // A byte for each channel: as near as a screen shows it.
      expect((contrastOf(OWN[scheme][name], "#000000") - 1) / 20, `${scheme} ${name}`).toBeCloseTo(here, 2);
    }
  }
});
