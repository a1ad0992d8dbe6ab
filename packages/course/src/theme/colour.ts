/** A colour as `#rrggbb`, in lower case. */
export type Hex = string;

/** WCAG's relative luminance, 0 to 1. */
export function luminance(colour: Hex): number {
  const [red, green, blue] = channels(colour).map(linear) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2's contrast ratio, 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** OKLCH: lightness 0 to 1, chroma, hue in radians. Equal steps of lightness look equal. */
export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

export function toOklch(colour: Hex): Oklch {
  const [red, green, blue] = channels(colour).map(linear) as [number, number, number];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return { l, c: Math.hypot(a, b), h: Math.atan2(b, a) };
}

/** The colour on a screen of sRGB; a chroma that no screen shows is made smaller, so that lightness and hue stay. */
export function fromOklch({ l, c, h }: Oklch): Hex {
  const [a, b] = [Math.cos(h), Math.sin(h)];
  for (let share = 1; share > 0; share -= 0.02) {
    const parts = rgbOf(l, c * share * a, c * share * b);
    if (parts.every((part) => part > -0.0005 && part < 1.0005)) return hexOf(parts);
  }
  return hexOf(rgbOf(l, 0, 0));
}

function rgbOf(l: number, a: number, b: number): readonly number[] {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** `share` of one colour, the rest of the other; in OKLCH's space, without its hue turning. */
export function mix(one: Hex, other: Hex, share: number): Hex {
  const [from, to] = [toOklch(one), toOklch(other)];
  const part = (x: number, y: number) => x * share + y * (1 - share);
  const a = part(from.c * Math.cos(from.h), to.c * Math.cos(to.h));
  const b = part(from.c * Math.sin(from.h), to.c * Math.sin(to.h));
  return fromOklch({ l: part(from.l, to.l), c: Math.hypot(a, b), h: Math.atan2(b, a) });
}

/**
 * The colour of the same hue, as near in lightness as possible, that stands out from all grounds.
 *
 * @param least - contrast ratio
 * @returns undefined where none does
 */
export function nearestPassing(colour: Hex, grounds: readonly Hex[], least: number): Hex | undefined {
  const passes = (each: Hex) => grounds.every((ground) => contrast(each, ground) >= least);
  if (passes(colour)) return colour;
  // Nothing stands out more than black or white; a colour between two grounds would have to be looked for in vain mostly.
  if (!passes("#000000") && !passes("#ffffff")) return undefined;
  const own = toOklch(colour);
  for (let step = 1; step <= 100; step += 1)
    for (const lightness of [own.l - step / 100, own.l + step / 100]) {
      const tried = fromOklch({ ...own, l: Math.min(Math.max(lightness, 0), 1) });
      if (passes(tried)) return tried;
    }
  return ["#000000", "#ffffff"].find(passes);
}

function channels(colour: Hex): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function hexOf(parts: readonly number[]): Hex {
  const bytes = parts.map((part) => {
    const clipped = Math.min(Math.max(part, 0), 1);
    const encoded = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${bytes.join("")}`;
}
