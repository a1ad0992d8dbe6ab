import { createHash } from "node:crypto";

/** Ten characters of `[0-9a-f]` that stand for these bytes; part of file names (importers.md M2, P8). */
export function contentHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 10);
}
