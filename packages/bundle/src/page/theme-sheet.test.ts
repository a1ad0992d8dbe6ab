import { deriveColours, OWN } from "@tessera/course";
import { expect, test } from "vitest";
import { logoMarkup, themeSheet } from "./theme-sheet.ts";

test("a theme without settings is no sheet", () => {
  expect(themeSheet({})).toBe("");
});

test("colours hold on a screen without high contrast only: on paper and for who asks for contrast the page's own stay", () => {
  const sheet = themeSheet({
    colours: { light: deriveColours({ accent: "#7a2e8e" }, "light"), dark: OWN.dark },
  });
  expect(sheet).toMatch(/^@media screen and \(not \(prefers-contrast:more\)\)\{:root\{--paper:#/);
  expect(sheet).toContain("--accent:#7a2e8e");
  expect(sheet).toContain(`@media (prefers-color-scheme:dark){:root{--paper:${OWN.dark.paper}`);
  expect(sheet.replace(/\{/g, "").length).toBe(sheet.replace(/\}/g, "").length);
});

test("shapes are tokens, in relative lengths", () => {
  expect(themeSheet({ radius: 6, line: 2, text: "serif" })).toMatch(
    /^:root\{--radius:0\.375rem;--radius-small:0\.1875rem;--rule:2px;--font-text:ui-serif/,
  );
  const [, least, most] =
    /--step-0:clamp\(([\d.]+)rem,.*?,([\d.]+)rem\)/.exec(themeSheet({ size: 22 })) ?? [];
  expect([Number(least) * 16, Number(most) * 16]).toEqual([20, 22]);
});

test("text never becomes smaller than 14 pixels", () => {
  for (const size of [16, 17, 22])
    for (const ratio of [1.1, 1.4])
      for (const [, least = ""] of themeSheet({ size, ratio }).matchAll(/clamp\(([\d.]+)rem/g))
        expect(Number(least) * 16).toBeGreaterThanOrEqual(14);
});

test("a logo has its words, its size and one picture for each scheme", () => {
  const logo = { path: "media/a b.svg", alt: 'The "Works"', width: 120, height: 40 };
  expect(logoMarkup(logo)).toBe(
    '<picture class="t-logo"><img src="tessera-asset:media/a%20b.svg" alt="The &quot;Works&quot;" width="120" height="40"></picture>',
  );
  expect(logoMarkup({ ...logo, dark: "media/dark.svg" })).toContain(
    '<source srcset="tessera-asset:media/dark.svg" media="(prefers-color-scheme: dark)">',
  );
  expect(themeSheet({ logo })).toContain("background:#fff");
  expect(themeSheet({ logo: { ...logo, dark: "media/dark.svg" } })).not.toContain("background");
  expect(logoMarkup(undefined)).toBe("");
});
