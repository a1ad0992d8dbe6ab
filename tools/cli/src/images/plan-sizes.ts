import type { Asset } from "@tessera/course";
import { digestOf, sizedPath, WIDTHS } from "@tessera/markdown";
import type { SizedPicture } from "@tessera/markdown";

/** What is to be done about one picture. */
export type SizePlan =
  /** Nothing can be made of it, and why. */
  | { readonly kind: "left"; readonly why: "drawn-in-lines" | "moves" | "small" | "kind" }
  /** Its sizes are there, made of this picture. */
  | { readonly kind: "done"; readonly entry: SizedPicture }
  /** Widths to write, widest first. */
  | { readonly kind: "write"; readonly digest: string; readonly widths: readonly number[] };

export interface PlanContext {
  readonly bytes: Uint8Array;
  readonly entry: SizedPicture | undefined;
  /** @param path - in the course */
  exists(path: string): boolean;
}

/** A width is worth a file only where it leaves out a good part of the picture's own. */
const WORTH = 0.8;

export function planSizes(
  { path, mediaType, width = 0 }: Pick<Asset, "path" | "mediaType" | "width">,
  { bytes, entry, exists }: PlanContext,
): SizePlan {
  if (mediaType === "image/svg+xml") return { kind: "left", why: "drawn-in-lines" };
  if (mediaType === "image/gif" || isAnimated(bytes)) return { kind: "left", why: "moves" };
  if (!["image/jpeg", "image/png", "image/webp"].includes(mediaType)) return { kind: "left", why: "kind" };
  const widths = WIDTHS.filter((wanted) => wanted <= width * WORTH);
  if (widths.length === 0) return { kind: "left", why: "small" };
  const digest = digestOf(bytes);
  if (entry?.digest === digest && entry.widths.every((each) => exists(sizedPath(path, each))))
    return { kind: "done", entry };
  return { kind: "write", digest, widths: [...widths].reverse() };
}

/** A PNG with `acTL`, a WebP with `ANIM`: one picture of several would be lost. */
function isAnimated(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  return head.startsWith("\x89PNG")
    ? head.includes("acTL")
    : head.startsWith("RIFF") && head.includes("ANIM");
}
