import { Inflate } from "fflate";
import { crc32 } from "./crc32.ts";

/** Small, as one push may unpack to a thousand times its size before the limits are looked at again. */
const CHUNK = 4096;

export interface UnpackBounds {
  /** Bytes that the directory promises. */
  readonly size: number;
  readonly crc: number;
  /** Bytes that may be unpacked, whatever is promised. */
  readonly limit: number;
  readonly ratio: number;
  readonly ratioFrom: number;
}

/** What stopped unpacking: `size` and `crc` are lies of the directory, `limit` and `ratio` are bombs. */
export type UnpackFault = "corrupt" | "size" | "crc" | "limit" | "ratio";

/** Unpacks raw deflate data, at no time holding more than what has really come out of it. */
export function inflateEntry(packed: Uint8Array, bounds: UnpackBounds): Uint8Array | UnpackFault {
  const parts: Uint8Array[] = [];
  let length = 0;
  let crc = 0;
  let fault: UnpackFault | undefined;
  const inflate = new Inflate((part) => {
    if (fault || part.length === 0) return;
    length += part.length;
    if (length > bounds.limit) fault = "limit";
    else if (length > bounds.ratioFrom && length > packed.length * bounds.ratio) fault = "ratio";
    else if (length > bounds.size) fault = "size";
    if (fault) return;
    crc = crc32(part, crc);
    parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length && !fault; at += CHUNK) {
      inflate.push(packed.subarray(at, at + CHUNK), at + CHUNK >= packed.length);
    }
  } catch {
    // fflate throws its own error for bad codes and, on some garbage, a RangeError.
    fault ??= "corrupt";
  }
  if (fault) return fault;
  if (length !== bounds.size) return "size";
  if (crc !== bounds.crc) return "crc";
  return join(parts, length);
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
