/** How long a film or recording is, from its own head. Nothing is decoded. */

/**
 * @param bytes - the whole file, or as much of it as there is
 * @param extension - lower case, without its dot
 * @returns seconds; undefined where the file does not say, or says it in a way that is not read here (mp3)
 */
export function mediaLength(bytes: Uint8Array, extension: string): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers: Readonly<Record<string, (view: DataView) => number | undefined>> = {
    mp4: lengthOfMp4,
    m4a: lengthOfMp4,
    webm: lengthOfWebm,
    wav: lengthOfWav,
  };
  try {
    const seconds = readers[extension]?.(view);
    return seconds !== undefined && seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
  } catch (error) {
    // A number in the file leads beyond its end: it is cut off, or something else than it says.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** ISO base media (14496-12): the box `mvhd` in `moov`. */
function lengthOfMp4(view: DataView): number | undefined {
  const movie = box(view, { name: "moov", start: 0, end: view.byteLength });
  const head = movie && box(view, { name: "mvhd", ...movie });
  if (!head) return undefined;
  const { start } = head;
  // Version 1 has longer times.
  const long = view.getUint8(start) === 1;
  const scale = view.getUint32(start + (long ? 20 : 12));
  const length = long ? Number(view.getBigUint64(start + 24)) : view.getUint32(start + 16);
  return length / scale;
}

interface Reach {
  readonly start: number;
  readonly end: number;
}

function box(view: DataView, { name, start, end }: Reach & { readonly name: string }): Reach | undefined {
  for (let at = start; at + 8 <= end;) {
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    if (size < head) return undefined;
    if (textAt(view, at + 4, 4) === name) return { start: at + head, end: Math.min(at + size, end) };
    at += size;
  }
  return undefined;
}

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;

/** Matroska (RFC 9559): `Duration` in `Info`, in units of `TimestampScale` nanoseconds. */
function lengthOfWebm(view: DataView): number | undefined {
  const [segment] = elements(view, { start: 0, end: view.byteLength }, SEGMENT);
  const [info] = segment ? elements(view, segment, INFO) : [];
  const [duration] = info ? elements(view, info, DURATION) : [];
  if (!info || !duration) return undefined;
  const [scale] = elements(view, info, TIMESTAMP_SCALE);
  const nanoseconds = scale ? unsigned(view, scale) : 1e6;
  const size = duration.end - duration.start;
  const units = size === 4 ? view.getFloat32(duration.start) : view.getFloat64(duration.start);
  return (units * nanoseconds) / 1e9;
}

/** The first element of this id, as a list of none or one. */
function elements(view: DataView, { start, end }: Reach, wanted: number): readonly Reach[] {
  for (let at = start; at < end;) {
    const id = variable(view, at, true);
    const size = variable(view, id.end, false);
    // All ones: as long as there is something.
    const last = size.value === 2 ** (7 * (size.end - id.end)) - 1 ? end : size.end + size.value;
    if (id.value === wanted) return [{ start: size.end, end: Math.min(last, end) }];
    at = last;
  }
  return [];
}

/** A number whose first byte says how long it is (RFC 8794, section 4). */
function variable(
  view: DataView,
  at: number,
  keepMarker: boolean,
): { readonly value: number; readonly end: number } {
  const first = view.getUint8(at);
  const length = Math.clz32(first) - 23;
  if (length > 8) throw new RangeError("a number of EBML is longer than eight bytes");
  let value = keepMarker ? first : first & (0xff >> length);
  for (let index = 1; index < length; index += 1) value = value * 256 + view.getUint8(at + index);
  return { value, end: at + length };
}

function unsigned(view: DataView, { start, end }: Reach): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 256 + view.getUint8(at);
  return value;
}

/** RIFF: the bytes of `data` over the bytes of a second. */
function lengthOfWav(view: DataView): number | undefined {
  let perSecond = 0;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true);
    const name = textAt(view, at, 4);
    if (name === "fmt ") perSecond = view.getUint32(at + 16, true);
    if (name === "data") return size / perSecond;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function textAt(view: DataView, at: number, length: number): string {
  return Array.from({ length }, (_, index) => String.fromCharCode(view.getUint8(at + index))).join("");
}
