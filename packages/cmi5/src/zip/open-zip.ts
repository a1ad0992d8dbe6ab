import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import { hasErrors } from "@tessera/diagnostics";
import type { DirectoryRecord } from "./central-directory.ts";
import { readCentralDirectory } from "./central-directory.ts";
import { crc32 } from "./crc32.ts";
import { decodeEntryName, unsafeName } from "./entry-name.ts";
import type { UnpackFault } from "./inflate-entry.ts";
import { inflateEntry } from "./inflate-entry.ts";
import { archiveFault, entryFault } from "./zip-diagnostics.ts";
import type { ZipLimits } from "./zip-limits.ts";
import { ZIP_LIMITS } from "./zip-limits.ts";

export interface ZipEntry {
  readonly name: string;
  readonly folder: boolean;
  /** Bytes, as the directory claims. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  /** The name is not ASCII and not marked as UTF-8. */
  readonly ambiguousName: boolean;
}

/** An opened archive: what is in it, what is wrong with it, and the bytes of what can be read safely. */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly zip64: boolean;
  /** Unpacks one file, within the limits; each call unpacks again. No value for a name that is not there. */
  read(name: string): Outcome<Uint8Array>;
}

/**
 * Opens a zip from anywhere. Reads the directory and every local header, unpacks nothing; never throws, never
 * allocates what a header merely claims. An entry whose own headers are at fault cannot be read.
 *
 * @see PKWARE APPNOTE 6.3 · ISO/IEC 21320-1
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Outcome<ZipArchive> {
  const directory = readCentralDirectory(bytes, limits);
  if (!directory.value) return { diagnostics: directory.diagnostics };
  const { records, start, zip64 } = directory.value;
  const located = records.map((record) => locate(bytes, { record, end: start, limits }));
  const shared = [...overlaps(located), ...collisions(located)];
  const archive = new OpenArchive(bytes, { located, zip64, limits });
  return {
    value: archive,
    diagnostics: [...directory.diagnostics, ...located.flatMap((entry) => entry.diagnostics), ...shared],
  };
}

interface LocatedEntry extends ZipEntry {
  readonly crc: number;
  readonly offset: number;
  /** Where the packed bytes start; undefined where the local header is not. */
  readonly data: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const ENCRYPTED = 0x2041;
const HAS_DESCRIPTOR = 0x0008;
const UTF8_NAME = 0x0800;
const STORED = 0;
const DEFLATED = 8;

function locate(
  bytes: Uint8Array,
  { record, end, limits }: { record: DirectoryRecord; end: number; limits: ZipLimits },
): LocatedEntry {
  const name = decodeEntryName(record.name, (record.flags & UTF8_NAME) !== 0);
  const diagnostics: Diagnostic[] = [];
  const fault = (code: Parameters<typeof entryFault>[0], problem: string, severity?: "warning"): void => {
    diagnostics.push(entryFault(code, { entry: name.text, problem, ...(severity && { severity }) }));
  };
  const unsafe = unsafeName(name.text, limits.depth);
  if (unsafe) fault("cmi5/zip-unsafe-name", `${unsafe}, expected a relative path with forward slashes`);
  if (name.malformed) fault("cmi5/zip-name-encoding", "is marked as UTF-8, but its name is not UTF-8");
  if (name.ambiguous) {
    fault("cmi5/zip-name-encoding", "has a name beyond ASCII that is not marked as UTF-8", "warning");
  }
  if ((record.flags & ENCRYPTED) !== 0) fault("cmi5/zip-encrypted", "is encrypted, expected a plain file");
  if (record.disk !== 0) fault("cmi5/zip-split", "lies on another disk of a split archive");
  if (record.method !== STORED && record.method !== DEFLATED) {
    fault("cmi5/zip-method", `is packed with method ${record.method}, expected 0 (stored) or 8 (deflate)`);
  }
  const special = specialFile(record);
  if (special) fault("cmi5/zip-symlink", `is ${special}, expected a file or a folder`);
  if (record.size > limits.entryBytes) {
    fault("cmi5/zip-bomb", `claims ${record.size} bytes, at most ${limits.entryBytes} are read`);
  }
  const header = readLocalHeader(bytes, record, end);
  if (typeof header === "string") fault("cmi5/zip-damaged", header);
  else if (header.lies)
    fault("cmi5/zip-size-mismatch", "has another size in its header than in the directory");
  if (record.method === STORED && record.packedSize !== record.size) {
    fault("cmi5/zip-size-mismatch", `is stored in ${record.packedSize} bytes but claims ${record.size}`);
  }
  return {
    name: name.text,
    folder: name.text.endsWith("/"),
    size: record.size,
    packedSize: record.packedSize,
    method: record.method,
    ambiguousName: name.ambiguous,
    crc: record.crc,
    offset: record.offset,
    data: typeof header === "string" ? undefined : header.data,
    diagnostics,
  };
}

/** Unix file types (upper four bits of the mode) that no LMS should unpack. */
function specialFile({ madeBy, externalAttributes }: DirectoryRecord): string | undefined {
  const system = madeBy >>> 8;
  if (system !== 3 && system !== 19) return undefined;
  const type = (externalAttributes >>> 28) & 0xf;
  if (type === 0xa) return "a symbolic link";
  return type === 0 || type === 0x4 || type === 0x8 ? undefined : "a device or a pipe";
}

function readLocalHeader(
  bytes: Uint8Array,
  record: DirectoryRecord,
  end: number,
): string | { readonly data: number; readonly lies: boolean } {
  const at = record.offset;
  if (!(at + LOCAL_SIZE <= end)) return "has its header beyond the end of the data";
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, LOCAL_SIZE);
  if (view.getUint32(0, true) !== LOCAL) return "has no header where the directory says";
  const nameLength = view.getUint16(26, true);
  const data = at + LOCAL_SIZE + nameLength + view.getUint16(28, true);
  if (!(data + record.packedSize <= end)) return "has its data beyond the end of the archive";
  const name = bytes.subarray(at + LOCAL_SIZE, at + LOCAL_SIZE + nameLength);
  if (name.length !== record.name.length || name.some((byte, index) => byte !== record.name[index])) {
    return "has another name in its header than in the directory";
  }
  if (view.getUint16(8, true) !== record.method)
    return "has another method in its header than in the directory";
  const differs = (offset: number, value: number): boolean => {
    const written = view.getUint32(offset, true);
    return written !== value && written !== 0xffffffff;
  };
  const described = (view.getUint16(6, true) & HAS_DESCRIPTOR) !== 0;
  const lies =
    !described && (differs(14, record.crc) || differs(18, record.packedSize) || differs(22, record.size));
  return { data, lies };
}

function overlaps(entries: readonly LocatedEntry[]): readonly Diagnostic[] {
  const placed = entries.filter((entry) => entry.data !== undefined).sort((a, b) => a.offset - b.offset);
  let furthest: { readonly name: string; readonly end: number } = { name: "", end: 0 };
  return placed.flatMap((entry) => {
    const before = furthest;
    const end = (entry.data ?? 0) + entry.packedSize;
    if (end > furthest.end) furthest = { name: entry.name, end };
    if (before.end <= entry.offset) return [];
    const problem = `shares bytes with ${JSON.stringify(before.name)}`;
    return [entryFault("cmi5/zip-overlap", { entry: entry.name, problem })];
  });
}

function collisions(entries: readonly LocatedEntry[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const folded = new Map<string, string>();
  return entries.flatMap(({ name }) => {
    if (seen.has(name)) {
      return [entryFault("cmi5/zip-duplicate-name", { entry: name, problem: "is in the zip twice" })];
    }
    seen.add(name);
    const fold = name.normalize("NFC").toLowerCase();
    const other = folded.get(fold);
    folded.set(fold, name);
    if (other === undefined) return [];
    const problem = `differs from ${JSON.stringify(other)} in case only, so one of them is lost on some systems`;
    return [entryFault("cmi5/zip-case-collision", { entry: name, problem, severity: "warning" })];
  });
}

class OpenArchive implements ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly zip64: boolean;
  readonly #bytes: Uint8Array;
  readonly #limits: ZipLimits;
  readonly #byName: ReadonlyMap<string, LocatedEntry>;
  readonly #refused: ReadonlySet<string>;

  constructor(
    bytes: Uint8Array,
    { located, zip64, limits }: { located: readonly LocatedEntry[]; zip64: boolean; limits: ZipLimits },
  ) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.zip64 = zip64;
    this.entries = located;
    // The first of two equal names counts, as in most tools; the second is refused by a finding.
    this.#byName = new Map([...located].reverse().map((entry) => [entry.name, entry]));
    this.#refused = new Set(
      located.filter((entry) => hasErrors(entry.diagnostics)).map((entry) => entry.name),
    );
  }

  read(name: string): Outcome<Uint8Array> {
    const entry = this.#byName.get(name);
    if (!entry || entry.data === undefined || this.#refused.has(name)) return { diagnostics: [] };
    const packed = this.#bytes.subarray(entry.data, entry.data + entry.packedSize);
    if (entry.method === STORED) {
      if (crc32(packed) === entry.crc) return { value: packed, diagnostics: [] };
      return { diagnostics: [unpackFault(entry, "crc", this.#limits)] };
    }
    const unpacked = inflateEntry(packed, {
      ...this.#limits,
      size: entry.size,
      crc: entry.crc,
      limit: this.#limits.entryBytes,
    });
    if (typeof unpacked !== "string") return { value: unpacked, diagnostics: [] };
    return { diagnostics: [unpackFault(entry, unpacked, this.#limits)] };
  }
}

function unpackFault({ name, size }: LocatedEntry, fault: UnpackFault, limits: ZipLimits): Diagnostic {
  switch (fault) {
    case "corrupt":
      return entryFault("cmi5/zip-damaged", { entry: name, problem: "holds data that cannot be unpacked" });
    case "size":
      return entryFault("cmi5/zip-size-mismatch", {
        entry: name,
        problem: `does not unpack to the ${size} bytes it claims`,
      });
    case "crc":
      return entryFault("cmi5/zip-crc-mismatch", {
        entry: name,
        problem: "has a wrong checksum, so its bytes have changed",
      });
    case "limit":
      return entryFault("cmi5/zip-bomb", {
        entry: name,
        problem: `unpacks to more than ${limits.entryBytes} bytes`,
      });
    case "ratio":
      return entryFault("cmi5/zip-bomb", {
        entry: name,
        problem: `unpacks to more than ${limits.ratio} times its size`,
      });
  }
}

/** Unpacks every file once, so that size, checksum and the limit over all of them are known. */
export function testZip(archive: ZipArchive, limits: ZipLimits = ZIP_LIMITS): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let total = 0;
  for (const entry of archive.entries) {
    if (entry.folder) continue;
    const { value, diagnostics } = archive.read(entry.name);
    found.push(...diagnostics);
    total += value?.length ?? 0;
    if (total > limits.totalBytes) {
      found.push(archiveFault("cmi5/zip-bomb", `the zip unpacks to more than ${limits.totalBytes} bytes`));
      break;
    }
  }
  return found;
}
