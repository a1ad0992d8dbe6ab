import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import type { Dirent, Stats } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { SourceHost } from "@tessera/markdown";
import { InputError } from "./exit.ts";

/**
 * A course folder on disk as the compiler sees it: relative paths, forward slashes, names in NFC.
 * Nothing outside the folder can be read, not by `..` and not through a symbolic link.
 *
 * What a folder holds, and where it really lies, is asked once: a host is for one compilation, not for longer.
 *
 * @throws InputError when `folder` is not a course folder
 */
export function folderHost(folder: string): SourceHost {
  const root = courseRoot(folder);
  const folders = new FolderCache();
  const locate = (path: string): Located | undefined => {
    const full = ROUNDABOUT.test(path) ? resolve(root, ...path.split("/")) : under(root, path);
    if (!inside(root, full)) return undefined;
    if (folders.isPlainFile(full) && inside(root, folders.realPath(full))) return { full, stats: PLAIN_FILE };
    const stats = statOf(full);
    if (stats === undefined) return locateByForm(path);
    return inside(root, folders.realPath(full)) ? { full, stats } : undefined;
  };
  /** macOS keeps names in another Unicode form than authors type: compare them in NFC. */
  const locateByForm = (path: string): Located | undefined => {
    let full = root;
    for (const part of path.normalize("NFC").split("/")) {
      const name = folders.byForm(full).get(part);
      if (name === undefined) return undefined;
      full = join(full, name);
    }
    const stats = statOf(full);
    return stats && inside(root, folders.realPath(full)) ? { full, stats } : undefined;
  };
  const file = (path: string): string | undefined => {
    const located = locate(path);
    return located?.stats.isFile() ? located.full : undefined;
  };
  /** Names of what is in a folder, or of the links in it that lead to nothing of the course. */
  const namesIn = (path: string, which: "there" | "lost"): readonly string[] => {
    const located = locate(path === "." ? "" : path);
    if (!located?.stats.isDirectory()) return [];
    const { full } = located;
    const isLost = (entry: Dirent) =>
      entry.isSymbolicLink() && !inside(root, folders.realPath(join(full, entry.name)));
    return folders
      .entries(full)
      .filter((entry) => isLost(entry) === (which === "lost"))
      .map(({ name }) => name.normalize("NFC"))
      .sort();
  };
  return {
    list: (path) => namesIn(path, "there"),
    lost: (path) => namesIn(path, "lost"),
    exists: (path) => file(path) !== undefined,
    readText: (path) => {
      const full = file(path);
      return full === undefined ? undefined : readFileSync(full, "utf8");
    },
    readBytes: (path) => {
      const full = file(path);
      return full === undefined ? undefined : bytesOf(full);
    },
  };
}

/** What is not simply names with slashes between them. */
const ROUNDABOUT = /(?:^|\/)\.{0,2}(?:\/|$)|[\\:]/;

/** `resolve` for what lies below a folder, asked thousands of times. */
function under(folder: string, path: string): string {
  const native = sep === "/" ? path : path.replaceAll("/", sep);
  return folder.endsWith(sep) ? folder + native : folder + sep + native;
}

interface Located {
  readonly full: string;
  readonly stats: Pick<Stats, "isFile" | "isDirectory">;
}

const PLAIN_FILE: Located["stats"] = { isFile: () => true, isDirectory: () => false };

/** What was learnt about folders, by absolute path. */
class FolderCache {
  readonly #entries = new Map<string, readonly Dirent[]>();
  readonly #byForm = new Map<string, ReadonlyMap<string, string>>();
  readonly #real = new Map<string, string>();
  readonly #plain = new Map<string, ReadonlySet<string>>();

  /** Empty for what is no folder. */
  entries(folder: string): readonly Dirent[] {
    let known = this.#entries.get(folder);
    if (known === undefined) {
      known = statOf(folder)?.isDirectory() ? readdirSync(folder, { withFileTypes: true }) : [];
      this.#entries.set(folder, known);
    }
    return known;
  }

  /** True where its folder was looked into, and holds a file of this name that is no link: the disk need not be asked. */
  isPlainFile(full: string): boolean {
    const name = full.lastIndexOf(sep) + 1;
    const folder = full.slice(0, Math.max(name - 1, 1));
    const entries = this.#entries.get(folder);
    if (entries === undefined) return false;
    let plain = this.#plain.get(folder);
    if (plain === undefined) {
      plain = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
      this.#plain.set(folder, plain);
    }
    return plain.has(full.slice(name));
  }

  /** Name in NFC → the first such name on disk. */
  byForm(folder: string): ReadonlyMap<string, string> {
    let known = this.#byForm.get(folder);
    if (known === undefined) {
      // Of two names with one form the first counts, so it is set last.
      const names = this.entries(folder).map(({ name }) => [name.normalize("NFC"), name] as const);
      known = new Map(names.reverse());
      this.#byForm.set(folder, known);
    }
    return known;
  }

  /** Where a path leads once symbolic links are followed; the root of the disk when it leads nowhere. */
  realPath(full: string): string {
    try {
      // A name that is no link lies where its folder lies.
      if (!this.isPlainFile(full) && lstatSync(full).isSymbolicLink()) return realpathSync(full);
      const folder = dirname(full);
      let real = this.#real.get(folder);
      if (real === undefined) {
        real = realpathSync(folder);
        this.#real.set(folder, real);
      }
      return under(real, basename(full));
    } catch {
      return sep;
    }
  }
}

/** Undefined for what is not there or cannot be reached. */
function statOf(full: string): Stats | undefined {
  try {
    return statSync(full, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Files that a checkout may have given CRLF line ends: read with LF, so that the same course is the same bytes. */
const TEXT_FILES = /\.(?:svg|vtt|srt|txt|md|csv|json|html|css|js)$/i;

function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (!TEXT_FILES.test(path) || !bytes.includes("\r\n")) return new Uint8Array(bytes);
  return new Uint8Array(Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
}

/** The folder of `course.md`; the file itself may be named, too. */
export function courseRoot(path: string): string {
  const full = resolve(path);
  if (!existsSync(full))
    throw new InputError(`there is no folder \`${path}\``, {
      help: "give the folder that holds course.md, or make one with `tessera new DIR`",
    });
  const isFolder = statSync(full).isDirectory();
  const folder = isFolder ? full : resolve(full, "..");
  if (!existsSync(join(folder, "course.md")))
    throw new InputError(
      isFolder
        ? `\`${path}\` is not a course: it has no course.md`
        : `\`${path}\` is a file, and there is no course.md beside it`,
      {
        help: "give the folder that holds course.md, or make one with `tessera new DIR`",
      },
    );
  return realpathSync(folder);
}

function inside(root: string, full: string): boolean {
  if (full.startsWith(root) && full[root.length] === sep) return true;
  const way = relative(root, full);
  return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && !isAbsolute(way));
}
