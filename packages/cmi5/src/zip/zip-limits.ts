/** How far a zip from a stranger may go. What lies beyond is a finding; nothing is allocated for it. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one file, unpacked. */
  readonly entryBytes: number;
  /** Bytes of all files read from one archive, unpacked. */
  readonly totalBytes: number;
  /** Unpacked : packed bytes of one file, looked at once it has `ratioFrom` bytes. Deflate ends near 1030. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Folders in a path. Archives inside an archive are never opened. */
  readonly depth: number;
}

const MEBIBYTE = 1024 * 1024;

/** Above every real course: the largest importer limit that is known is 480 MB (importers.md P9). */
export const ZIP_LIMITS: ZipLimits = {
  entries: 65_535,
  entryBytes: 512 * MEBIBYTE,
  totalBytes: 2048 * MEBIBYTE,
  ratio: 250,
  ratioFrom: 4 * MEBIBYTE,
  depth: 32,
};
