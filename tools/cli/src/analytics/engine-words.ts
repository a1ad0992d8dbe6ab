import { InputError } from "../exit.ts";

/** What DuckDB says of a file, a disk or its memory; a query that is wrong stays a mistake of ours. */
const OF_THE_WORLD = /^(IO|FATAL|Fatal|Out of Memory|Serialization|Permission) Error: /;

/** The first that fits; the engine's texts hold the whole of what led to it, so that the nearest cause stands first. */
const WORDS: readonly (readonly [said: RegExp, is: string, help: string])[] = [
  [
    /Could not set lock|Conflicting lock|being used by another process/,
    "is in use by another process",
    "wait until it is done",
  ],
  [
    /No space left on device|not enough space on the disk|quota exceeded/i,
    "does not fit: the disk is full",
    "make room and run the same command again: what is kept is whole",
  ],
  [
    /max_temp_directory_size/,
    "is too large for the folder of temporary files",
    "make room there, or set TMPDIR to a folder that has more",
  ],
  [/^Out of Memory Error/, "needs more memory than it may take", "give it more: TESSERA_DB_MEMORY=2GB"],
  [/Permission denied|Access is denied/i, "cannot be opened: permission denied", "choose another --db"],
  [/Read-only file system/i, "cannot be written: the disk can only be read", "choose another --db"],
  [
    /not a valid DuckDB database file/,
    "is no store of `tessera sync`",
    "choose another --db, or sync into a new one",
  ],
  [
    /checksum|corrupt|Could not read enough bytes|Serialization Error|WAL/i,
    "is damaged: it is not as it was written",
    "take it from a backup, or sync into a new file",
  ],
];

/**
 * @param db - as the person named it; absent where it is not known
 * @returns in one sentence what the engine was refused by its surroundings; undefined for what would be a mistake of ours
 */
export function engineRefusal(error: unknown, db?: string): InputError | undefined {
  if (!(error instanceof Error) || !OF_THE_WORLD.test(error.message)) return undefined;
  const named = db ?? /file "([^"]+)"/i.exec(error.message)?.[1];
  const store = named === undefined ? "the store" : `\`${named}\``;
  for (const [said, is, help] of WORDS)
    if (said.test(error.message)) return new InputError(`${store} ${is}`, { cause: error, help });
  return new InputError(`${store} cannot be used: ${error.message.split("\n")[0]}`, {
    cause: error,
    help: "choose another --db, or sync into a new one",
  });
}
