import type { Html } from "../interaction.ts";

/** A picture that has regions. JSON data. */
export interface PictureSpec {
  /** Its `<img>`. */
  readonly html: Html;
  /** CSS pixels: what regions are measured in. */
  readonly width: number;
  readonly height: number;
}

/** Where a region lies, in the picture's pixels. */
export interface Area {
  /** SVG path data. */
  readonly path: string;
  /** The middle of what it covers. */
  readonly x: number;
  readonly y: number;
}
