import type { Hex } from "./colour.ts";

/** Fonts that a device has already: nothing is fetched. */
export const FONTS = {
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif',
  serif:
    'ui-serif, Charter, "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", "Noto Naskh Arabic", serif',
  humanist: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", "Noto Sans Arabic", sans-serif',
  geometric: 'Avenir, Montserrat, Corbel, "URW Gothic", "Noto Sans Arabic", sans-serif',
  slab: 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Noto Naskh Arabic", serif',
  mono: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Arabic", monospace',
} as const;
export type FontName = keyof typeof FONTS;

/** Every colour of a page; the names are those of the tokens in the page's sheets. */
export const COLOUR_NAMES = [
  ...(["paper", "surface", "ink", "muted", "line", "edge", "accent", "accent-ink", "accent-soft"] as const),
  ...(["focus", "right", "wrong", "caution", "info"] as const),
] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];
export type Colours = Readonly<Record<ColourName, Hex>>;

/** The colours that an author may set; all others follow from them. */
export const GIVEN = ["accent", "paper", "surface", "ink"] as const;
export type GivenColours = Readonly<Partial<Record<(typeof GIVEN)[number], Hex>>>;

/** Light and dark. In high contrast and on paper a page has its own colours, whatever the theme says. */
export const SCHEMES = ["light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

export interface Logo {
  /** Relative to the course folder, as everywhere in the course. */
  readonly path: string;
  readonly alt: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** For dark pages; without one the logo stands on a light ground there. */
  readonly dark?: string;
}

/** How a course looks. What is absent is as in every course. */
export interface Theme {
  readonly logo?: Logo;
  readonly colours?: Readonly<Record<Scheme, Colours>>;
  /** Pixels, 0 to 24: of the corners of questions and pictures. */
  readonly radius?: number;
  /** Pixels, 16 to 22: of the text on a desktop; on a phone it is up to two smaller. */
  readonly size?: number;
  /** 1.1 to 1.4: from one step of the headings to the next. */
  readonly ratio?: number;
  /** Pixels, 1 to 3: of lines and edges. */
  readonly line?: number;
  readonly text?: FontName;
  readonly headings?: FontName;
}
