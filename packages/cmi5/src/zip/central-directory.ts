import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import { archiveFault } from "./zip-diagnostics.ts";
import type { ZipLimits } from "./zip-limits.ts";

/** One record of the central directory as written: claims, none of them checked. */
export interface DirectoryRecord {
  readonly name: Uint8Array;
  readonly madeBy: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly disk: number;
  readonly externalAttributes: number;
  /** Of the local header, from the start of the archive. */
  readonly offset: number;
}

export interface CentralDirectory {
  readonly records: readonly DirectoryRecord[];
  /** Where the directory starts: no file's data may reach beyond. */
  readonly start: number;
  readonly zip64: boolean;
}

const END = 0x06054b50;
const END_SIZE = 22;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const RECORD = 0x02014b50;
const RECORD_SIZE = 46;
const COMMENT_LIMIT = 0xffff;
const ZIP64_EXTRA = 0x0001;
const IN_ZIP64 = 0xffffffff;

interface EndRecord {
  readonly position: number;
  readonly disk: number;
  readonly directoryDisk: number;
  readonly count: number;
  readonly size: number;
  readonly start: number;
  readonly zip64: boolean;
}

/** Reads the directory at the end of `bytes` (APPNOTE 4.3.12-16). Trusts no length and no offset in it. */
export function readCentralDirectory(bytes: Uint8Array, limits: ZipLimits): Outcome<CentralDirectory> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = findEnd(view);
  if (!found) {
    return refuse(
      archiveFault("cmi5/zip-truncated", "the zip has no end record, so it is cut off or not a zip"),
    );
  }
  if (found.ambiguous) {
    return refuse(
      archiveFault("cmi5/zip-damaged", "the zip has two end records, so tools see different files in it"),
    );
  }
  const { position } = found;
  const diagnostics: Diagnostic[] = [];
  const trailing = view.byteLength - position - END_SIZE - view.getUint16(position + 20, true);
  if (trailing > 0) {
    diagnostics.push(
      archiveFault("cmi5/zip-trailing-data", `${trailing} bytes follow the end of the zip`, {
        severity: "warning",
      }),
    );
  }
  const end = readEnd(view, position);
  if (!end)
    return refuse(archiveFault("cmi5/zip-damaged", "the zip64 end record is not where it is said to be"));
  if (end.disk !== 0 || end.directoryDisk !== 0) {
    return refuse(
      archiveFault("cmi5/zip-split", "the zip is one part of a split archive, expected a whole one"),
    );
  }
  if (end.count > limits.entries) {
    return refuse(
      archiveFault(
        "cmi5/zip-too-many-entries",
        `the zip says ${end.count} entries, at most ${limits.entries} are read`,
      ),
    );
  }
  if (end.start + end.size > end.position) {
    return refuse(archiveFault("cmi5/zip-truncated", "the directory of the zip reaches beyond its end"));
  }
  const records = readRecords(view, end);
  if (records === undefined || records.length !== end.count) {
    const state = records ? `holds ${records.length} entries` : "is damaged";
    return refuse(
      archiveFault("cmi5/zip-damaged", `the directory of the zip ${state}, expected ${end.count}`),
    );
  }
  return { value: { records, start: end.start, zip64: end.zip64 }, diagnostics };
}

function refuse(diagnostic: Diagnostic): Outcome<CentralDirectory> {
  return { diagnostics: [diagnostic] };
}

interface FoundEnd {
  readonly position: number;
  /** Another end record fits as well, so tools may disagree about what is in the zip. */
  readonly ambiguous: boolean;
}

/** The last end record whose comment fits; one whose comment ends the file is preferred. */
function findEnd(view: DataView): FoundEnd | undefined {
  const last = view.byteLength - END_SIZE;
  const exact: number[] = [];
  let fitting: number | undefined;
  for (let position = last; position >= 0 && position >= last - COMMENT_LIMIT; position -= 1) {
    if (view.getUint32(position, true) !== END) continue;
    const end = position + END_SIZE + view.getUint16(position + 20, true);
    if (end === view.byteLength) exact.push(position);
    else if (end < view.byteLength) fitting ??= position;
  }
  const position = exact[0] ?? fitting;
  return position === undefined ? undefined : { position, ambiguous: exact.length > 1 };
}

function readEnd(view: DataView, position: number): EndRecord | undefined {
  const plain: EndRecord = {
    position,
    disk: view.getUint16(position + 4, true),
    directoryDisk: view.getUint16(position + 6, true),
    count: view.getUint16(position + 10, true),
    size: view.getUint32(position + 12, true),
    start: view.getUint32(position + 16, true),
    zip64: false,
  };
  const locator = position - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR64) return plain;
  const at = readU64(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== END64) return undefined;
  return {
    position: at,
    disk: view.getUint32(at + 16, true),
    directoryDisk: view.getUint32(at + 20, true),
    count: readU64(view, at + 32),
    size: readU64(view, at + 40),
    start: readU64(view, at + 48),
    zip64: true,
  };
}

function readRecords(view: DataView, end: EndRecord): readonly DirectoryRecord[] | undefined {
  const records: DirectoryRecord[] = [];
  const limit = end.start + end.size;
  let at = end.start;
  while (at < limit) {
    if (at + RECORD_SIZE > limit || view.getUint32(at, true) !== RECORD) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + RECORD_SIZE + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > limit || records.length > end.count) return undefined;
    const record: DirectoryRecord = {
      name: new Uint8Array(view.buffer, view.byteOffset + at + RECORD_SIZE, nameLength),
      madeBy: view.getUint16(at + 4, true),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      disk: view.getUint16(at + 34, true),
      externalAttributes: view.getUint32(at + 38, true),
      offset: view.getUint32(at + 42, true),
    };
    const extra = { from: at + RECORD_SIZE + nameLength, to: at + RECORD_SIZE + nameLength + extraLength };
    records.push(withZip64(view, record, extra));
    at = next;
  }
  return records;
}

/** Puts the 64-bit values of the extra field where the record says to look there (APPNOTE 4.5.3). */
function withZip64(
  view: DataView,
  record: DirectoryRecord,
  extra: { from: number; to: number },
): DirectoryRecord {
  let at = extra.from;
  while (at + 4 <= extra.to) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === ZIP64_EXTRA && end <= extra.to) {
      let value = at + 4;
      const next = (written: number): number => {
        if (written !== IN_ZIP64 || value + 8 > end) return written;
        value += 8;
        return readU64(view, value - 8);
      };
      const size = next(record.size);
      const packedSize = next(record.packedSize);
      const offset = next(record.offset);
      return { ...record, size, packedSize, offset };
    }
    at = end;
  }
  return record;
}

/** As a number: beyond 2^53 it is inexact, and far beyond any file. */
function readU64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
