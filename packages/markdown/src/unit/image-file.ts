import { imageDimensionsFromData } from "image-dimensions";
import { isTurned } from "./jpeg-turned.ts";

export const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  svg: "image/svg+xml",
};

/** What a page may offer for download: types that no LMS runs or shows inside its own origin as a page. */
export const DOWNLOAD_TYPES: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  csv: "text/csv",
  txt: "text/plain",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

export function extensionOf(path: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

export interface ImageSize {
  /** CSS pixels, whole, ≥ 1. */
  readonly width: number;
  readonly height: number;
}

/** The size that a browser would give the image; undefined when the file does not say. */
export function imageSize(bytes: Uint8Array, extension: string): ImageSize | undefined {
  if (extension === "svg") return svgSize(bytes);
  try {
    const size = imageDimensionsFromData(bytes);
    if (!size || size.width <= 0 || size.height <= 0) return undefined;
    const { width, height } = size;
    const turned = /^jpe?g$/.test(extension) && isTurned(bytes);
    return turned ? { width: height, height: width } : { width, height };
  } catch {
    // The library reads untrusted bytes; a broken file is the author's mistake, not ours.
    return undefined;
  }
}

/** `width` and `height` in pixels, or else the view box (SVG 2 §7.2, CSS default sizing). */
function svgSize(bytes: Uint8Array): ImageSize | undefined {
  const head = Array.from(bytes.subarray(0, 20_000), (byte) => String.fromCharCode(byte)).join("");
  const bare = head.replace(/<!--[\s\S]*?-->/g, "").replace(/<\?[\s\S]*?\?>/g, "");
  const tag = /<svg\b((?:[^>"']|"[^"]*"|'[^']*')*)>/i.exec(bare)?.[1];
  if (tag === undefined) return undefined;
  const attribute = (name: string) => {
    const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
    return match?.[1] ?? match?.[2];
  };
  const [, , boxWidth, boxHeight] = (attribute("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const width = pixels(attribute("width"));
  const height = pixels(attribute("height"));
  const ratio = boxWidth && boxHeight && boxWidth > 0 && boxHeight > 0 ? boxWidth / boxHeight : undefined;
  if (width !== undefined && height !== undefined) return whole(width, height);
  if (width !== undefined && ratio !== undefined) return whole(width, width / ratio);
  if (height !== undefined && ratio !== undefined) return whole(height * ratio, height);
  if (ratio !== undefined && boxWidth && boxHeight) return whole(boxWidth, boxHeight);
  return undefined;
}

/** CSS absolute lengths in pixels; percentages and relative units say nothing about the file. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

function pixels(length: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)\s*$/.exec(length ?? "");
  const unit = UNITS[match?.[2] ?? "?"];
  return match && unit !== undefined ? Number(match[1]) * unit : undefined;
}

function whole(width: number, height: number): ImageSize | undefined {
  const size = { width: Math.max(Math.round(width), 1), height: Math.max(Math.round(height), 1) };
  return width > 0 && height > 0 ? size : undefined;
}
