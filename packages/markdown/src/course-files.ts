import type { SourceText } from "@tessera/diagnostics";
import { readSource } from "./read-source.ts";
import type { SourceHost } from "./source-host.ts";

/** What a path of the course turned out to be. */
export type Found =
  | { readonly kind: "file" | "folder"; readonly path: string }
  /** `near`: the same name in another case, or the most similar one, is left to the caller to find in `names`. */
  | { readonly kind: "nothing"; readonly names: readonly string[] };

/**
 * The files of one course. Names are compared in Unicode form NFC and with their case, on every system alike:
 * what only macOS or Windows would find is not found.
 */
export class CourseFiles {
  readonly #host: SourceHost;
  readonly #folders = new Map<string, readonly string[]>();
  readonly #sources = new Map<string, SourceText>();
  readonly #peeked = new Map<string, SourceText>();
  readonly #read = new Set<string>();
  /** Path in NFC → path as the host spells it, where the two differ. */
  readonly #spelled = new Map<string, string>();

  constructor(host: SourceHost) {
    this.#host = host;
  }

  /** Every source that diagnostics may point into. */
  get sources(): ReadonlyMap<string, SourceText> {
    return this.#sources;
  }

  /** Paths of all files whose content was read, in order of first reading. */
  get read(): readonly string[] {
    return [...this.#read];
  }

  /** Names in a folder, in order of code points: the same order on every system. */
  async list(folder: string): Promise<readonly string[]> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const names: string[] = [];
    for (const name of await this.#host.list(this.#spelling(folder))) {
      if (name.startsWith(".")) continue;
      const path = join(folder, name.normalize("NFC"));
      const spelled = join(this.#spelling(folder), name);
      if (spelled !== path) this.#spelled.set(path, spelled);
      names.push(name.normalize("NFC"));
    }
    names.sort(compare);
    this.#folders.set(folder, names);
    return names;
  }

  /** Paths of links that lead nowhere, or out of the course, in the folders that were looked into. */
  async lost(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const folder of this.#folders.keys())
      for (const name of (await this.#host.lost?.(this.#spelling(folder))) ?? [])
        if (!name.startsWith(".")) found.push(join(folder, name.normalize("NFC")));
    return found.sort(compare);
  }

  async find(path: string): Promise<Found> {
    let folder = "";
    const parts = path.split("/");
    for (const [index, part] of parts.entries()) {
      const names = await this.list(folder);
      const name = part.normalize("NFC");
      if (!names.includes(name)) return { kind: "nothing", names };
      folder = join(folder, name);
      const isFile = await this.#host.exists(this.#spelling(folder));
      if (index === parts.length - 1) return { kind: isFile ? "file" : "folder", path: folder };
      if (isFile) return { kind: "nothing", names: [] };
    }
    return { kind: "folder", path: "" };
  }

  /** Undefined when there is no such file. A file is read once. */
  async text(path: string): Promise<SourceText | undefined> {
    const known = this.#sources.get(path);
    if (known) return known;
    const source = await this.peek(path);
    if (source === undefined) return undefined;
    this.#sources.set(path, source);
    this.#read.add(path);
    return source;
  }

  /** The same for who only compares: the file does not count as read. */
  async peek(path: string): Promise<SourceText | undefined> {
    const known = this.#sources.get(path) ?? this.#peeked.get(path);
    if (known) return known;
    const text = await this.#host.readText(this.#spelling(path));
    if (text === undefined) return undefined;
    const source = readSource(path, text);
    this.#peeked.set(path, source);
    return source;
  }

  /** Like {@link peek}. */
  async peekBytes(path: string): Promise<Uint8Array | undefined> {
    return this.#host.readBytes(this.#spelling(path));
  }

  /** A file counts as read whose content is known otherwise. */
  note(path: string): void {
    this.#read.add(path);
  }

  /** Bytes are not kept: images may be large. */
  async bytes(path: string): Promise<Uint8Array | undefined> {
    const bytes = await this.peekBytes(path);
    if (bytes) this.#read.add(path);
    return bytes;
  }

  #spelling(path: string): string {
    return this.#spelled.get(path) ?? path;
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `folder/name`, where the course folder itself is `""`. */
export function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/**
 * A path as written in a file, from the course folder. Backslashes are taken as slashes.
 *
 * @returns undefined when it leads out of the course
 */
export function resolvePath(folder: string, written: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of written.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part.normalize("NFC"));
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** What a unit may do with the files of its course. */
export type FileReader = Pick<CourseFiles, "text" | "bytes" | "list" | "find">;
