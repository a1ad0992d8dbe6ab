type MaybePromise<Value> = Value | Promise<Value>;

/**
 * Where a course's files come from: a folder (the command line), an object (tests), an editor.
 * Paths are relative to the course folder, with forward slashes; `""` is the folder itself.
 */
export interface SourceHost {
  /** Names in a folder, files and folders alike, in any order; empty where there is no such folder. */
  list(path: string): MaybePromise<readonly string[]>;
  /** Names that {@link list} leaves out: links that lead nowhere, or out of the course. Absent: there are no links here. */
  lost?(path: string): MaybePromise<readonly string[]>;
  /** True for a file; false for a folder and for nothing. */
  exists(path: string): MaybePromise<boolean>;
  /** Undefined when there is no such file. */
  readText(path: string): MaybePromise<string | undefined>;
  readBytes(path: string): MaybePromise<Uint8Array | undefined>;
}

/**
 * A course held in memory: path → content. For tests, and for editors that compile what is not saved yet.
 *
 * @param lost - paths of links that lead nowhere
 */
export function objectHost(
  files: Readonly<Record<string, string | Uint8Array>>,
  lost: readonly string[] = [],
): SourceHost {
  const named = new Map(
    Object.entries(files).map(([path, content]) => [path.replaceAll("\\", "/"), content]),
  );
  const below = (path: string, paths: Iterable<string>): readonly string[] => {
    const prefix = path === "" ? "" : `${path}/`;
    return [...paths].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  };
  return {
    list: (path) => [...new Set(below(path, named.keys()).map((name) => name.split("/")[0] as string))],
    lost: (path) => below(path, lost).filter((name) => !name.includes("/")),
    exists: (path) => named.has(path),
    readText: (path) => {
      const content = named.get(path);
      return content === undefined || typeof content === "string" ? content : decodeUtf8(content);
    },
    readBytes: (path) => {
      const content = named.get(path);
      return typeof content === "string" ? encodeUtf8(content) : content;
    },
  };
}

/** `TextEncoder` is not part of ECMAScript, and this room knows no platform. */
function encodeUtf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD"));
  const bytes: number[] = [];
  for (let index = 0; index < escaped.length; index += 1) {
    if (escaped[index] === "%") {
      bytes.push(Number.parseInt(escaped.slice(index + 1, index + 3), 16));
      index += 2;
    } else bytes.push(escaped.charCodeAt(index));
  }
  return Uint8Array.from(bytes);
}

/** Bytes that are not UTF-8 become U+FFFD, as browsers do it. */
export function decodeUtf8(bytes: Uint8Array): string {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  try {
    return decodeURIComponent(escaped);
  } catch {
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : "\uFFFD")).join("");
  }
}
