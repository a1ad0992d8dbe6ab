/** Opens what `bundle` sealed into the page. */
import { UNIT_FORMAT, veil, type UnitData } from "@tessera/course";
import { inflateRaw } from "./inflate.ts";

/**
 * @param sealed - base64 of veiled raw deflate of JSON
 * @param seed - the unit's id
 * @throws Error when the text is damaged or of another format
 */
export async function openUnitData(sealed: string, seed: string): Promise<UnitData> {
  const packed = veil(
    Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0)),
    seed,
  );
  const data = JSON.parse(new TextDecoder().decode(await inflate(packed))) as UnitData;
  if (data.format !== UNIT_FORMAT) throw new Error(`unit data has format ${data.format}, not ${UNIT_FORMAT}`);
  return data;
}

async function inflate(packed: Uint8Array): Promise<Uint8Array> {
  try {
    const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    // Safari before 16.4 and embedded views: no DecompressionStream, or not this format.
    return inflateRaw(packed);
  }
}
