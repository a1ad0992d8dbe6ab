import { invariant } from "@tessera/diagnostics";
import { deflateSync } from "fflate";
import { forbiddenCharacter } from "../xml/xml-characters.ts";
import { crc32 } from "./crc32.ts";

export interface ZipFile {
  /** Relative, forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** 1980-01-01 00:00, the first moment that zip can tell, as the field holds it: no clock and no time zone. */
const DOS_DATE = 0x0021;
const DOS_TIME = 0;
const STORED = 0;
const DEFLATED = 8;
const UTF8_NAME = 0x0800;

/** Zip32 ends there, and no importer takes anything near it (importers.md P9). */
export const ZIP32_ENTRIES = 0xfffe;
export const ZIP32_BYTES = 0xffffffff;

/** Above this, a sample decides whether a file is worth deflating: pictures and films are not. */
const SAMPLED = 256 * 1024;
const SAMPLE = 64 * 1024;

/**
 * A zip of `files`: the manifest first, then by path in code-unit order. The same files give the same bytes on
 * every system, in every time zone, locale and version of Node: deflate in plain JavaScript, one fixed date,
 * no extra fields. What does not shrink is stored.
 *
 * @throws BugError for a path that is not a plain relative one, for two equal paths, beyond zip32
 * @see PKWARE APPNOTE 6.3 · ISO/IEC 21320-1 · cmi5 §14.1
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  checkPaths(files.map((file) => file.path));
  const entries = [...files].sort(inPackageOrder).map(pack);
  const bodySize = entries.reduce((size, entry) => size + 30 + entry.name.length + entry.body.length, 0);
  const directorySize = entries.reduce((size, entry) => size + 46 + entry.name.length, 0);
  const total = bodySize + directorySize + 22;
  invariant(total < ZIP32_BYTES, `a zip of ${total} bytes needs zip64`);

  const zip = new Uint8Array(total);
  const out = new Cursor(zip);
  const offsets = entries.map((entry) => {
    const offset = out.position;
    out.u32(0x04034b50);
    writeCommonHeader(out, entry);
    out.bytes(entry.name);
    out.bytes(entry.body);
    return offset;
  });
  const directory = out.position;
  entries.forEach((entry, index) => {
    out.u32(0x02014b50);
    // Made by: version 2.0 on DOS, so no attribute of the building system shows.
    out.u16(20);
    writeCommonHeader(out, entry);
    out.u16(0); // comment
    out.u16(0); // disk
    out.u16(0); // internal attributes
    out.u32(0); // external attributes
    out.u32(offsets[index] ?? 0);
    out.bytes(entry.name);
  });
  out.u32(0x06054b50);
  out.u16(0);
  out.u16(0);
  out.u16(entries.length);
  out.u16(entries.length);
  out.u32(directorySize);
  out.u32(directory);
  out.u16(0);
  return zip;
}

interface PackedEntry {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly body: Uint8Array;
}

/** From "version needed" to "extra field length": the same in both headers. */
function writeCommonHeader(out: Cursor, entry: PackedEntry): void {
  out.u16(entry.method === DEFLATED ? 20 : 10);
  out.u16(entry.flags);
  out.u16(entry.method);
  out.u16(DOS_TIME);
  out.u16(DOS_DATE);
  out.u32(entry.crc);
  out.u32(entry.body.length);
  out.u32(entry.size);
  out.u16(entry.name.length);
  out.u16(0);
}

function pack({ path, bytes }: ZipFile): PackedEntry {
  const name = new TextEncoder().encode(path);
  const body = shrink(bytes);
  return {
    name,
    // The flag is only for names that need it: without, ASCII means the same everywhere (APPNOTE D.1).
    flags: name.length === path.length ? 0 : UTF8_NAME,
    method: body === bytes ? STORED : DEFLATED,
    crc: crc32(bytes),
    size: bytes.length,
    body,
  };
}

function shrink(bytes: Uint8Array): Uint8Array {
  if (bytes.length > SAMPLED) {
    const middle = Math.floor((bytes.length - SAMPLE) / 2);
    if (deflateSync(bytes.subarray(middle, middle + SAMPLE), { level: 1 }).length > SAMPLE * 0.98)
      return bytes;
  }
  const deflated = deflateSync(bytes, { level: 9 });
  return deflated.length < bytes.length ? deflated : bytes;
}

/** An importer that streams finds what it looks for at once (importers.md P1). */
const FIRST: ReadonlySet<string> = new Set(["cmi5.xml", "imsmanifest.xml"]);

function inPackageOrder(a: ZipFile, b: ZipFile): number {
  const first = Number(FIRST.has(b.path)) - Number(FIRST.has(a.path));
  return first || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function checkPaths(paths: readonly string[]): void {
  invariant(paths.length <= ZIP32_ENTRIES, `${paths.length} files need zip64`);
  const seen = new Set<string>();
  for (const path of paths) {
    const plain =
      path !== "" &&
      forbiddenCharacter(path) === undefined &&
      !/[\\:\t\n\r]/.test(path) &&
      path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
    invariant(plain, `${JSON.stringify(path)} cannot be a path in a zip`);
    invariant(new TextEncoder().encode(path).length <= 0xffff, `${path.slice(0, 40)}… is too long for a zip`);
    invariant(!seen.has(path), `${path} is in the zip twice`);
    seen.add(path);
  }
}

/** Little-endian writer over bytes of known length. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(value: number): void {
    this.#view.setUint16(this.position, value, true);
    this.position += 2;
  }

  u32(value: number): void {
    this.#view.setUint32(this.position, value, true);
    this.position += 4;
  }

  bytes(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.position);
    this.position += bytes.length;
  }
}
