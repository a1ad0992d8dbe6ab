/** What the system's error codes mean to the person who typed the command. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk can only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is full",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EBUSY: "another program is using it",
  EIO: "the disk does not answer as it should",
  ENAMETOOLONG: "its name is too long",
  EADDRINUSE: "another program listens on this port",
  EADDRNOTAVAIL: "this machine has no such address",
  ELOOP: "its links lead round in a circle",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};

/** A file that may not be read, a full disk, too many open files: nobody's mistake that a report would mend. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(
  Object.keys(WORDS).filter((code) => !["ENOENT", "EISDIR", "ENOTDIR"].includes(code)),
);

/** Why the system refused, without a code and without a path; its own words where we have none. */
export function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  return WORDS[code] ?? (cause instanceof Error ? cause.message : String(cause));
}

/** One sentence for what the system itself refused; undefined for what would be a mistake of ours. */
export function systemRefusal(error: unknown): string | undefined {
  if (!OF_THE_SYSTEM.has(codeOf(error))) return undefined;
  const { path } = error as NodeJS.ErrnoException;
  return path === undefined ? reasonOf(error) : `\`${path}\`: ${reasonOf(error)}`;
}

function codeOf(cause: unknown): string {
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : "";
}

/** A word of a command as it can be copied into a shell: quoted where it has to be. */
export function shellWord(word: string): string {
  return /^[\p{L}\p{N}_./:\\@%+=,-]+$/u.test(word) ? word : `"${word.replace(/(["$`\\])/g, "\\$1")}"`;
}
