import { contrast, fromOklch, luminance, mix, nearestPassing, toOklch } from "./colour.ts";
import type { Hex } from "./colour.ts";
import { GIVEN, SCHEMES } from "./theme.ts";
import type { ColourName, Colours, GivenColours, Scheme } from "./theme.ts";

/** The page's own colours, as `tokens.css` has them in OKLCH. */
export const OWN: Readonly<Record<Scheme, Colours>> = { light: own("light"), dark: own("dark") };

function own(scheme: Scheme): Colours {
  const at = (l: number, c: number, h: number) => fromOklch({ l: l / 100, c, h: (h * Math.PI) / 180 });
  return scheme === "light"
    ? {
        paper: at(98.8, 0.004, 95),
        surface: at(100, 0, 0),
        ink: at(25, 0.015, 265),
        muted: at(47, 0.015, 265),
        line: at(88, 0.008, 95),
        edge: at(60, 0.012, 265),
        accent: at(45, 0.085, 178),
        "accent-ink": at(99, 0.005, 178),
        "accent-soft": at(95.5, 0.02, 178),
        focus: at(52, 0.16, 262),
        right: at(45, 0.11, 150),
        wrong: at(48, 0.17, 27),
        caution: at(48, 0.1, 75),
        info: at(46, 0.11, 250),
      }
    : {
        paper: at(19.5, 0.012, 265),
        surface: at(23, 0.014, 265),
        ink: at(92, 0.008, 95),
        muted: at(74, 0.012, 265),
        line: at(34, 0.014, 265),
        edge: at(58, 0.015, 265),
        accent: at(79, 0.1, 178),
        "accent-ink": at(20, 0.03, 178),
        "accent-soft": at(28, 0.03, 178),
        focus: at(78, 0.12, 262),
        right: at(79, 0.13, 150),
        wrong: at(76, 0.13, 27),
        caution: at(81, 0.12, 80),
        info: at(79, 0.09, 250),
      };
}

/** Which colour stands on which, and the least contrast between them (WCAG 2.2, 1.4.3 and 1.4.11). */
export const PAIRS: readonly { readonly on: ColourName; readonly of: ColourName; readonly least: number }[] =
  [
    ...(["paper", "surface", "accent-soft"] as const).flatMap((on) => [
      ...(["ink", "muted", "accent", "right", "wrong", "caution", "info"] as const).map((of) => ({
        on,
        of,
        least: 4.5,
      })),
      ...(["edge", "focus"] as const).map((of) => ({ on, of, least: 3 })),
    ]),
    { on: "accent", of: "accent-ink", least: 4.5 },
  ];

/**
 * All colours of a scheme from the few that an author set: what follows from them is moved in lightness until it can be
 * read, so that only what was set can fail.
 */
export function deriveColours(given: GivenColours, scheme: Scheme): Colours {
  const base = OWN[scheme];
  const paper = given.paper ?? base.paper;
  const surface = given.surface ?? (given.paper === undefined ? base.surface : lifted(paper, scheme));
  const ink = given.ink ?? base.ink;
  const soft = (accent: Hex) => mix(accent, paper, scheme === "light" ? 0.08 : 0.16);
  const accent = given.accent ?? base.accent;
  const accentSoft =
    given.accent === undefined && given.paper === undefined ? base["accent-soft"] : soft(accent);
  const grounds = [paper, surface, accentSoft];
  const changed = given.ink !== undefined || given.paper !== undefined;
  const readable = (colour: Hex, least = 4.5) => nearestPassing(colour, grounds, least) ?? colour;
  return {
    paper,
    surface,
    ink,
    accent,
    "accent-soft": accentSoft,
    "accent-ink":
      [base["accent-ink"], "#ffffff", "#000000"].find((each) => contrast(each, accent) >= 4.5) ?? "#000000",
    muted: readable(changed ? mix(ink, paper, 0.68) : base.muted),
    line: changed ? mix(ink, paper, 0.15) : base.line,
    edge: readable(changed ? mix(ink, paper, 0.5) : base.edge, 3),
    focus: readable(base.focus, 3),
    right: readable(base.right),
    wrong: readable(base.wrong),
    caution: readable(base.caution),
    info: readable(base.info),
  };
}

/** Questions stand a little above the page: nearer to white, or a step lighter in the dark. */
function lifted(paper: Hex, scheme: Scheme): Hex {
  if (scheme === "light") return mix("#ffffff", paper, 0.6);
  const { l, c, h } = toOklch(paper);
  return fromOklch({ l: Math.min(l + 0.035, 1), c, h });
}

/** The accent of dark pages from that of light ones: the same hue, as light as text in the dark has to be. */
export function darkAccent(accent: Hex, given: GivenColours): Hex {
  const { c, h } = toOklch(accent);
  const start = fromOklch({ l: 0.79, c: Math.min(c, 0.12), h });
  const grounds = deriveColours({ ...given, accent: start }, "dark");
  return nearestPassing(start, [grounds.paper, grounds.surface, grounds["accent-soft"]], 4.5) ?? start;
}

/** What cannot be read, with who is to blame and what would be right. */
export interface Unreadable {
  readonly scheme: Scheme;
  readonly of: ColourName;
  readonly on: ColourName;
  /** Contrast of the two, and what it has to be. */
  readonly ratio: number;
  readonly least: number;
  /** The colour that the author set, of the two. */
  readonly blame: (typeof GIVEN)[number];
  /** The nearest colour for it that passes with all others; absent where there is none. */
  readonly nearest?: Hex;
}

/** Every pair that fails in light or dark; at most one for each colour and ground. */
export function unreadablePairs(
  colours: Readonly<Record<Scheme, Colours>>,
  given: Readonly<Record<Scheme, GivenColours>>,
): readonly Unreadable[] {
  return SCHEMES.flatMap((scheme) => {
    const all = colours[scheme];
    const set = given[scheme];
    const found = new Map<string, Hex | undefined>();
    const nearestOf = (name: (typeof GIVEN)[number]) => {
      if (!found.has(name)) found.set(name, nearestFor(name, { scheme, given: set }));
      return found.get(name);
    };
    return PAIRS.flatMap(({ of, on, least }): Unreadable[] => {
      const ratio = contrast(all[of], all[on]);
      if (ratio >= least) return [];
      const isGiven = (name: ColourName) => GIVEN.find((each) => each === name && set[each] !== undefined);
      const blame = isGiven(of) ?? isGiven(on) ?? (set.paper === undefined ? "accent" : "paper");
      const nearest = nearestOf(blame);
      return [{ scheme, of, on, ratio, least, blame, ...(nearest !== undefined && { nearest }) }];
    });
  });
}

interface Search {
  readonly scheme: Scheme;
  readonly given: GivenColours;
}

/** Tries the hue at every lightness, the nearest first, with everything that follows from it. */
function nearestFor(name: (typeof GIVEN)[number], { scheme, given }: Search): Hex | undefined {
  const start = given[name] ?? OWN[scheme][name];
  const { l, c, h } = toOklch(start);
  for (let step = 1; step <= 100; step += 1)
    for (const tried of [l - step / 100, l + step / 100]) {
      if (tried < 0 || tried > 1) continue;
      const colour = fromOklch({ l: tried, c, h });
      const own = { ...OWN[scheme], ...given, [name]: colour };
      // What is set must pass by itself, before anything is made to follow from it.
      if (contrast(own.ink, own.paper) < 4.5 || contrast(own.accent, own.paper) < 4.5) continue;
      const all = deriveColours({ ...given, [name]: colour }, scheme);
      const fits = PAIRS.every((pair) => contrast(all[pair.of], all[pair.on]) >= pair.least);
      if (fits && isRightWay(all, scheme)) return colour;
    }
  return undefined;
}

/** Light pages are dark on light, and dark ones light on dark: the browser's own controls are. */
export function isRightWay({ paper, ink }: Pick<Colours, "paper" | "ink">, scheme: Scheme): boolean {
  return scheme === "light" ? luminance(paper) > luminance(ink) : luminance(paper) < luminance(ink);
}
