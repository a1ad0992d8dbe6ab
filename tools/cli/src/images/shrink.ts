/** Pixels as codecs give them: red, green, blue, alpha, one byte each, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** sRGB byte → light, [0, 1] (IEC 61966-2-1). */
const LIGHT = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

function toByte(light: number): number {
  const value = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(value * 255);
}

/** A new pixel takes what it covers of old ones: their places, and how much of each. */
interface Cover {
  readonly first: number;
  readonly shares: readonly number[];
}

function covers(from: number, to: number): readonly Cover[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, index) => {
    const start = index * scale;
    const end = Math.min((index + 1) * scale, from);
    const first = Math.floor(start);
    const shares: number[] = [];
    for (let at = first; at < end; at += 1)
      shares.push((Math.min(at + 1, end) - Math.max(at, start)) / scale);
    return { first, shares };
  });
}

/**
 * The same picture with fewer pixels. Each is the mean light of what it covers, so that thin lines fade and do not
 * vanish, and colour does not bleed out of what is transparent.
 *
 * @param width - less than the picture's
 */
export function shrink({ data, width: oldWidth, height: oldHeight }: Pixels, width: number): Pixels {
  const height = Math.max(1, Math.round((oldHeight * width) / oldWidth));
  const rows = covers(oldHeight, height);
  const columns = covers(oldWidth, width);
  const out = new Uint8ClampedArray(width * height * 4);
  for (const [y, row] of rows.entries())
    for (const [x, column] of columns.entries()) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const [down, high] of row.shares.entries()) {
        const line = (row.first + down) * oldWidth;
        for (const [right, wide] of column.shares.entries()) {
          const at = (line + column.first + right) * 4;
          const share = (high * wide * (data[at + 3] ?? 0)) / 255;
          red += (LIGHT[data[at] ?? 0] ?? 0) * share;
          green += (LIGHT[data[at + 1] ?? 0] ?? 0) * share;
          blue += (LIGHT[data[at + 2] ?? 0] ?? 0) * share;
          alpha += share;
        }
      }
      const to = (y * width + x) * 4;
      const seen = alpha || 1;
      out.set([toByte(red / seen), toByte(green / seen), toByte(blue / seen), Math.round(alpha * 255)], to);
    }
  return { data: out, width, height };
}
