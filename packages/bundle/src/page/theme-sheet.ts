import { COLOUR_NAMES, FONTS } from "@tessera/course";
import type { Colours, Logo, Theme } from "@tessera/course";
import { markup, Safe } from "./html.ts";

/** A logo is as high as two lines of the header; a long one is as wide as half a phone. */
const LOGO = `.t-logo{flex:none;margin-inline-end:var(--space-2)}
.t-logo img{display:block;inline-size:auto;max-inline-size:9rem;block-size:2.5rem;object-fit:contain}
.t-head:has(>.t-logo)>.t-names{flex:1 1 12rem}
`;
/** A logo that is made for light pages keeps a light ground, in the dark and where the colours are the reader's. */
const LIGHT_GROUND = `@media (prefers-color-scheme:dark),(forced-colors:active){.t-logo img{padding:.25rem;border-radius:.25rem;background:#fff;forced-color-adjust:none}}
`;

/**
 * A theme as a style sheet behind the page's own: tokens, and nothing else. In high contrast and on paper the page's own
 * colours stay; forced colours are the reader's.
 */
export function themeSheet({ colours, radius, size, ratio, line, text, headings, logo }: Theme): string {
  const shapes: [string, string][] = [
    ...(radius === undefined ? [] : shape(radius)),
    ...(size === undefined && ratio === undefined ? [] : steps(size ?? 19, ratio ?? 1.25)),
    ...(line === undefined ? [] : [["rule", `${line}px`] as [string, string]]),
    ...(text === undefined ? [] : [["font-text", FONTS[text]] as [string, string]]),
    ...(headings === undefined ? [] : [["font-head", FONTS[headings]] as [string, string]]),
  ];
  const dark = colours && `@media (prefers-color-scheme:dark){${root(coloursOf(colours.dark))}}`;
  return [
    shapes.length > 0 ? `${root(shapes)}\n` : "",
    colours
      ? `@media screen and (not (prefers-contrast:more)){${root(coloursOf(colours.light))}${dark ?? ""}}\n`
      : "",
    logo ? `${LOGO}${logo.dark === undefined ? LIGHT_GROUND : ""}` : "",
  ].join("");
}

function root(tokens: readonly (readonly [string, string])[]): string {
  return `:root{${tokens.map(([name, value]) => `--${name}:${value}`).join(";")}}`;
}

function coloursOf(colours: Colours): [string, string][] {
  return COLOUR_NAMES.map((name) => [name, colours[name]]);
}

function shape(radius: number): [string, string][] {
  return [
    ["radius", `${rem(radius)}rem`],
    ["radius-small", `${rem(radius / 2)}rem`],
  ];
}

/**
 * The steps of `tokens.css` for another size: text grows from a phone of 360 px to a desktop of 1,280 px, headings a little
 * more.
 *
 * @param size - pixels on a desktop
 */
function steps(size: number, ratio: number): [string, string][] {
  const phone = Math.max(size - 2, 16);
  const phoneRatio = 1 + (ratio - 1) * 0.8;
  return [-1, 0, 1, 2, 3].map((step) => {
    const least = step < 0 ? Math.max(phone * 0.85, 14) : phone * phoneRatio ** step;
    const most = step < 0 ? Math.max(size * 0.82, 15) : size * ratio ** step;
    const slope = ((most - least) / (1280 - 360)) * 100;
    const start = least - (slope * 360) / 100;
    return [`step-${step}`, `clamp(${rem(least)}rem,${rem(start)}rem + ${round(slope)}vw,${rem(most)}rem)`];
  });
}

function rem(pixels: number): number {
  return round(pixels / 16);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** The logo in the head of a page; its addresses are replaced as all others are. */
export function logoMarkup(logo: Logo | undefined): string {
  if (!logo) return "";
  const address = (path: string) => `tessera-asset:${path.split("/").map(encodeURIComponent).join("/")}`;
  const image = markup`<img src="${address(logo.path)}" alt="${logo.alt}" width="${logo.width}" height="${logo.height}">`;
  const dark =
    logo.dark !== undefined &&
    markup`<source srcset="${address(logo.dark)}" media="(prefers-color-scheme: dark)">`;
  return markup`<picture class="t-logo">${dark}${new Safe(image.html)}</picture>`.html;
}
