/**
 * `images.lock.json`: which smaller sizes of which picture lie beside it, and of which content they were made.
 * `tessera images` writes it; a build believes it as long as the picture is the one that it names.
 */
export const SIZES_FILE = "images.lock.json";

/** Widths in CSS pixels that a picture is written in: a phone, a phone with a sharp screen, a desk with one. */
export const WIDTHS = [480, 960, 1440] as const;

export interface SizedPicture {
  /** Of the picture's bytes; see `digestOf`. */
  readonly digest: string;
  /** Ascending; none where no size was worth writing. */
  readonly widths: readonly number[];
}

/** Path in the course → its sizes. */
export type SizedPictures = ReadonlyMap<string, SizedPicture>;

/** @returns undefined when the text is not what `tessera images` writes */
export function readSizes(text: string): SizedPictures | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, pictures } = (data ?? {}) as { readonly format?: unknown; readonly pictures?: unknown };
  if (format !== 1 || typeof pictures !== "object" || pictures === null) return undefined;
  const found = new Map<string, SizedPicture>();
  for (const [path, entry] of Object.entries(pictures as Record<string, unknown>)) {
    const { digest, widths } = (entry ?? {}) as { readonly digest?: unknown; readonly widths?: unknown };
    if (typeof digest !== "string" || !Array.isArray(widths)) return undefined;
    if (!widths.every((width) => Number.isInteger(width) && width > 0)) return undefined;
    found.set(path, { digest, widths: widths as number[] });
  }
  return found;
}

/** One line for each picture, in order of path, so that a merge has little to quarrel about. */
export function writeSizes(pictures: SizedPictures): string {
  const lines = [...pictures]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([path, { digest, widths }]) => `    ${JSON.stringify(path)}: ${JSON.stringify({ digest, widths })}`,
    );
  return `{\n  "format": 1,\n  "pictures": {\n${lines.join(",\n")}\n  }\n}\n`;
}

/** `media/valve.jpg`, 480 → `media/valve.480.webp`. */
export function sizedPath(path: string, width: number): string {
  return `${path.replace(/\.[^./]*$/, "")}.${width}.webp`;
}

/** FNV-1a over two seeds, 64 bits as hex: tells one content from another, guards nothing. */
export function digestOf(bytes: Uint8Array): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, "0");
    })
    .join("");
}
