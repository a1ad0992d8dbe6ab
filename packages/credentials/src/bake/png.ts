/**
 * A credential inside a PNG: one uncompressed `iTXt` chunk with the keyword `openbadgecredential`.
 * @see Open Badges 3.0 §5.3.2.1; PNG (Third Edition) §5, §11.3.3.4
 */
import { concat, fromUtf8, utf8 } from "../bytes.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const KEYWORD = "openbadgecredential";
/** A chunk of text longer than this is none that a credential needs. */
const LONGEST_TEXT = 1_000_000;
const MOST_CHUNKS = 20_000;

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, at) => bytes[at] === byte);

export type Unbaked =
  { readonly text: string } | { readonly fault: "none" | "twice" | "damaged"; readonly says: string };

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Where the chunk ends, CRC included. */
  readonly end: number;
}

/** @throws TypeError for what is no PNG, is damaged, or carries a credential already */
export function bakePng(png: Uint8Array, credential: string): Uint8Array<ArrayBuffer> {
  const found = unbakePng(png);
  if ("text" in found || found.fault !== "none")
    throw new TypeError("text" in found ? "the picture carries a credential already" : found.says);
  const [header] = chunksOf(png) as readonly [Chunk];
  const { end } = header;
  return concat(png.subarray(0, end), chunk("iTXt", itxt(credential)), png.subarray(end));
}

/** Never throws; unpacks nothing. */
export function unbakePng(png: Uint8Array): Unbaked {
  const chunks = chunksOf(png);
  if (typeof chunks === "string") return { fault: "damaged", says: `the PNG is damaged: ${chunks}` };
  const texts = chunks.filter(
    ({ type, data }) => /^(tEXt|zTXt|iTXt)$/.test(type) && keywordOf(data) === KEYWORD,
  );
  const [only] = texts;
  if (only === undefined)
    return { fault: "none", says: "the picture carries no credential; was it copied as a screenshot?" };
  if (texts.length > 1)
    return {
      fault: "twice",
      says: `the picture carries ${texts.length} credentials, and readers would differ on which counts`,
    };
  const text = only.type === "iTXt" ? textOf(only.data) : undefined;
  return text === undefined
    ? { fault: "damaged", says: "the credential in the picture is packed in a way that no Open Badge is" }
    : { text };
}

/** All chunks, in order; or what is wrong with them, in words. */
function chunksOf(png: Uint8Array): readonly Chunk[] | string {
  if (!isPng(png)) return "it does not begin as a PNG";
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at < png.length) {
    if (chunks.length >= MOST_CHUNKS) return "it has more parts than a picture needs";
    if (at + 12 > png.length) return "its end is missing";
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > png.length) return "a part is longer than the file";
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type)) return "a part has no name";
    if (crc32(png.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      return `the checksum of ${type} is wrong`;
    if (chunks.length === 0 && type !== "IHDR") return "it does not begin with its header";
    chunks.push({ type, data: png.subarray(at + 8, end - 4), end });
    at = end;
    if (type === "IEND") break;
  }
  if (chunks.at(-1)?.type !== "IEND") return "its end is missing";
  return at === png.length ? chunks : "something stands behind its end";
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function keywordOf(data: Uint8Array): string {
  const end = data.subarray(0, 80).indexOf(0);
  return end === -1 ? "" : latin1(data.subarray(0, end));
}

function textOf(data: Uint8Array): string | undefined {
  const flags = KEYWORD.length + 1;
  if (data[flags] !== 0 || data[flags + 1] !== 0) return undefined;
  const language = data.indexOf(0, flags + 2);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  if (translated === -1 || data.length - translated > LONGEST_TEXT) return undefined;
  return fromUtf8(data.subarray(translated + 1));
}

const itxt = (text: string): Uint8Array => concat(utf8(KEYWORD), Uint8Array.of(0, 0, 0, 0, 0), utf8(text));

export function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = concat(utf8(type), data);
  const frame = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value);
    return bytes;
  };
  return concat(frame(data.length), body, frame(crc32(body)));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
