/** Opens what `bundle` sealed into the page. */
import { UNIT_FORMAT, veil, type UnitData } from "@tessera/course";

/** Undoes raw deflate. */
export type Inflate = (packed: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * @param sealed - base64 of veiled raw deflate of JSON
 * @param options.seed - the unit's id
 * @param options.fallback - used where the browser has no DecompressionStream for raw deflate (Safari before 16.4)
 * @throws Error when the text is damaged or of another format
 */
export async function openUnitData(
  sealed: string,
  options: { readonly seed: string; readonly fallback: Inflate },
): Promise<UnitData> {
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0));
  const packed = veil(bytes, options.seed);
  const stream = decompression();
  const json = stream ? await inflate(packed, stream) : await options.fallback(packed);
  const data = JSON.parse(new TextDecoder().decode(json)) as UnitData;
  if (data.format !== UNIT_FORMAT) throw new Error(`unit data has format ${data.format}, not ${UNIT_FORMAT}`);
  return data;
}

function decompression(): DecompressionStream | undefined {
  try {
    return new DecompressionStream("deflate-raw");
  } catch {
    return undefined;
  }
}

async function inflate(packed: Uint8Array, stream: DecompressionStream): Promise<Uint8Array> {
  const open = new Blob([packed as BlobPart]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(open).arrayBuffer());
}
