import { deflateSync } from "fflate";
import { crc32 } from "../zip/crc32.ts";

/** One entry of a zip as a test wants it: any field may lie. */
export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly bytes?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly madeBy?: number;
  readonly externalAttributes?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** In the local header only. */
  readonly localName?: string;
  readonly localSize?: number;
  /** In the directory only. */
  readonly offset?: number;
  readonly disk?: number;
  /** Packed bytes instead of what the method makes of `bytes`. */
  readonly packed?: Uint8Array;
}

export interface RawEnd {
  readonly disk?: number;
  readonly count?: number;
  readonly size?: number;
  readonly start?: number;
  readonly comment?: Uint8Array;
  readonly zip64?: boolean;
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
}

/** A zip made field by field, for packages that no honest writer makes. Independent of `writeZip`. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Uint8Array {
  const body: number[] = [...(end.before ?? [])];
  const directory: number[] = [];
  for (const entry of entries) {
    const bytes = entry.bytes ?? new Uint8Array();
    const method = entry.method ?? 8;
    const packed = entry.packed ?? (method === 8 ? deflateSync(bytes) : bytes);
    const name = encodeName(entry.name);
    const localName = entry.localName === undefined ? name : encodeName(entry.localName);
    const offset = body.length;
    const packedSize = entry.packedSize ?? packed.length;
    const size = entry.size ?? bytes.length;
    const common = (written: number) => [
      ...u16(20),
      ...u16(entry.flags ?? 0),
      ...u16(method),
      ...u32(0x00210000),
      ...u32(entry.crc ?? crc32(bytes)),
      ...u32(packedSize),
      ...u32(written),
    ];
    push(body, [...u32(0x04034b50), ...common(entry.localSize ?? size), ...u16(localName.length), ...u16(0)]);
    push(body, localName);
    push(body, packed);
    push(directory, [
      ...u32(0x02014b50),
      ...u16(entry.madeBy ?? 20),
      ...common(size),
      ...u16(name.length),
      ...u16(0),
      ...u16(0),
      ...u16(entry.disk ?? 0),
      ...u16(0),
      ...u32(entry.externalAttributes ?? 0),
      ...u32(entry.offset ?? offset),
    ]);
    push(directory, name);
  }
  const start = end.start ?? body.length;
  const size = end.size ?? directory.length;
  const count = end.count ?? entries.length;
  const comment = end.comment ?? new Uint8Array();
  const tail: number[] = [];
  if (end.zip64) {
    const at = body.length + directory.length;
    push(tail, [...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0)]);
    push(tail, [...u64(count), ...u64(count), ...u64(size), ...u64(start)]);
    push(tail, [...u32(0x07064b50), ...u32(0), ...u64(at), ...u32(1)]);
  }
  const short = (value: number, limit: number) => (end.zip64 ? limit : value);
  push(tail, [...u32(0x06054b50), ...u16(end.disk ?? 0), ...u16(end.disk ?? 0)]);
  push(tail, [...u16(short(count, 0xffff)), ...u16(short(count, 0xffff))]);
  push(tail, [...u32(short(size, 0xffffffff)), ...u32(short(start, 0xffffffff)), ...u16(comment.length)]);
  return Uint8Array.from([...body, ...directory, ...tail, ...comment, ...(end.after ?? [])]);
}

function encodeName(name: string | Uint8Array): Uint8Array {
  return typeof name === "string" ? new TextEncoder().encode(name) : name;
}

function push(target: number[], bytes: Iterable<number>): void {
  for (const byte of bytes) target.push(byte);
}

function u16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}

function u64(value: number): number[] {
  return [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];
}
