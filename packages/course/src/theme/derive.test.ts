import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast, fromOklch, luminance, nearestPassing, toOklch } from "./colour.ts";
import { darkAccent, deriveColours, isRightWay, OWN, PAIRS, unreadablePairs } from "./derive.ts";
import type { GivenColours, Scheme } from "./theme.ts";

const hex = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const scheme = fc.constantFrom<Scheme>("light", "dark");

test("contrast is WCAG's, from known pairs", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 2);
  expect(contrast("#0000ff", "#ffffff")).toBeCloseTo(8.592, 2);
  expect(luminance("#808080")).toBeCloseTo(0.2159, 3);
});

test("a colour keeps its bytes through OKLCH", () => {
  fc.assert(
    fc.property(hex, (colour) => {
      expect(fromOklch(toOklch(colour))).toBe(colour);
    }),
  );
});

test("the page's own colours can be read in light and dark", () => {
  for (const [name, colours] of Object.entries(OWN))
    for (const { of, on, least } of PAIRS)
      expect(contrast(colours[of], colours[on]), `${name}: ${of} on ${on}`).toBeGreaterThanOrEqual(least);
});

test("what follows from an author's colours can be read wherever those leave room for it", () => {
  fc.assert(
    fc.property(
      scheme,
      fc.record({ accent: hex, paper: hex, surface: hex, ink: hex }, { requiredKeys: [] }),
      (name, given: GivenColours) => {
        const colours = deriveColours(given, name);
        const { paper, surface } = colours;
        const grounds = [paper, surface, colours["accent-soft"]];
        for (const of of ["muted", "right", "wrong", "caution", "info"] as const) {
          const possible = ["#000000", "#ffffff"].some((each) =>
            grounds.every((on) => contrast(each, on) >= 4.5),
          );
          if (possible)
            for (const on of grounds) expect(contrast(colours[of], on)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrast(colours["accent-ink"], colours.accent)).toBeGreaterThanOrEqual(4.5);
      },
    ),
  );
});

test("every pair that fails is told, with a colour that passes everywhere or none", () => {
  fc.assert(
    fc.property(
      fc.record({ accent: hex, paper: hex, ink: hex }, { requiredKeys: [] }),
      (light: GivenColours) => {
        const colours = { light: deriveColours(light, "light"), dark: OWN.dark };
        const told = unreadablePairs(colours, { light, dark: {} });
        const failing = PAIRS.filter(
          ({ of, on, least }) => contrast(colours.light[of], colours.light[on]) < least,
        );
        expect(told.map(({ of, on }) => `${of} ${on}`)).toEqual(failing.map(({ of, on }) => `${of} ${on}`));
        const [first] = told;
        if (!first?.nearest) return;
        const mended = { ...light, [first.blame]: first.nearest };
        expect(
          unreadablePairs({ ...colours, light: deriveColours(mended, "light") }, { light: mended, dark: {} }),
        ).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test("any accent of light pages has one of its hue for the dark", () => {
  fc.assert(
    fc.property(hex, (accent) => {
      const dark = deriveColours({ accent: darkAccent(accent, {}) }, "dark");
      for (const { of, on, least } of PAIRS)
        expect(contrast(dark[of], dark[on])).toBeGreaterThanOrEqual(least);
    }),
  );
});

test("the nearest colour that passes is the colour itself where it does, and none between grey and grey", () => {
  expect(nearestPassing("#123456", ["#ffffff"], 4.5)).toBe("#123456");
  expect(nearestPassing("#aabbcc", ["#ffffff", "#000000"], 7)).toBeUndefined();
});

test("light pages are dark on light, dark ones light on dark", () => {
  expect(isRightWay({ paper: "#ffffff", ink: "#000000" }, "light")).toBe(true);
  expect(isRightWay({ paper: "#ffffff", ink: "#000000" }, "dark")).toBe(false);
});
