import { deflateSync } from "fflate";
import { veil, type UnitData } from "@tessera/course";

/**
 * Packs what the player knows beside its HTML: JSON, raw deflate, veil, base64. Same data, same text.
 * This keeps keys and feedback from a glance at the page source, nothing more (docs/answer-keys.md).
 */
export function sealUnitData(data: UnitData): string {
  const packed = deflateSync(new TextEncoder().encode(JSON.stringify(data)), { level: 9 });
  return Buffer.from(veil(packed, data.unit.id)).toString("base64");
}
