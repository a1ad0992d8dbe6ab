import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { SourceHost } from "@tessera/markdown";
import { InputError } from "./exit.ts";

/**
 * A course folder on disk as the compiler sees it: relative paths, forward slashes, names in NFC.
 * Nothing outside the folder can be read, not by `..` and not through a symbolic link.
 *
 * @throws InputError when `folder` is not a course folder
 */
export function folderHost(folder: string): SourceHost {
  const root = courseRoot(folder);
  const locate = (path: string): string | undefined => {
    const full = resolve(root, ...path.split("/"));
    if (!inside(root, full)) return undefined;
    if (existsSync(full)) return inside(root, realpathSync(full)) ? full : undefined;
    return locateByForm(root, path);
  };
  const isFile = (path: string) => {
    const full = locate(path);
    return full !== undefined && statSync(full).isFile();
  };
  return {
    list: (path) => {
      const full = path === "" || path === "." ? root : locate(path);
      if (full === undefined || !statSync(full).isDirectory()) return [];
      return readdirSync(full)
        .filter((name) => inside(root, safeReal(join(full, name))))
        .map((name) => name.normalize("NFC"))
        .sort();
    },
    exists: isFile,
    readText: (path) => {
      const full = locate(path);
      return full !== undefined && isFile(path) ? readFileSync(full, "utf8") : undefined;
    },
    readBytes: (path) => {
      const full = locate(path);
      return full !== undefined && isFile(path) ? bytesOf(full) : undefined;
    },
  };
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
  const folder = lstatSync(full).isDirectory() || statSync(full).isDirectory() ? full : resolve(full, "..");
  if (!existsSync(join(folder, "course.md")))
    throw new InputError(`\`${path}\` is not a course: it has no course.md`, {
      help: "give the folder that holds course.md, or make one with `tessera new DIR`",
    });
  return realpathSync(folder);
}

function inside(root: string, full: string): boolean {
  const way = relative(root, full);
  return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && !isAbsolute(way));
}

function safeReal(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return sep;
  }
}

/** macOS keeps names in another Unicode form than authors type: compare them in NFC. */
function locateByForm(root: string, path: string): string | undefined {
  let folder = root;
  for (const part of path.normalize("NFC").split("/")) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) return undefined;
    const name = readdirSync(folder).find((candidate) => candidate.normalize("NFC") === part);
    if (name === undefined) return undefined;
    folder = join(folder, name);
  }
  return inside(root, safeReal(folder)) ? folder : undefined;
}
