import type { Asset } from "@tessera/course";
import { contentHash } from "./parts/content-hash.ts";

export interface AssembledFile {
  /** Relative, forward slashes, `[A-Za-z0-9._/-]` only (importers.md P8). */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How a page says "this file of the course"; what follows is a path, percent-encoded or not, and may have a fragment. */
const MARKER = /tessera-asset:([^"\s<>#?&]+)/g;

/** Gives the files of a course their names in the package, and reads each that is used once. */
export class AssetNames {
  readonly #known: ReadonlyMap<string, Asset>;
  readonly #host: { readAsset(path: string): Promise<Uint8Array> };
  readonly #files = new Map<string, AssembledFile>();

  constructor(assets: readonly Asset[], host: { readAsset(path: string): Promise<Uint8Array> }) {
    this.#known = new Map(assets.map((asset) => [asset.path, asset]));
    this.#host = host;
  }

  /** The files that were asked for. */
  get used(): readonly AssembledFile[] {
    return [...this.#files.values()];
  }

  /**
   * Replaces each marker by the file's name in the package.
   *
   * @param found - gets the path of each file
   */
  async replace(html: string, found?: (path: string) => void): Promise<string> {
    if (!html.includes("tessera-asset:")) return html;
    for (const [, written = ""] of html.matchAll(MARKER)) {
      const path = this.#pathOf(written);
      await this.#take(path);
      found?.(path);
    }
    return html.replace(MARKER, (_, path: string) => this.#files.get(this.#pathOf(path))?.path ?? "");
  }

  /** A file's name in the package, and with it the file; undefined where the course has no such file any more. */
  async nameOf(path: string): Promise<string | undefined> {
    if (this.#known.has(path)) await this.#take(path);
    return this.#files.get(path)?.path;
  }

  #pathOf(written: string): string {
    if (this.#known.has(written)) return written;
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  }

  /** All files of one embedded page: they name each other. */
  async #takeTogether(together: string): Promise<void> {
    const parts: { readonly path: string; readonly bytes: Uint8Array }[] = [];
    for (const asset of this.#known.values())
      if (asset.together === together)
        parts.push({ path: asset.path, bytes: await this.#host.readAsset(asset.path) });
    const hashes = parts.map(({ path, bytes }) => `${path} ${contentHash(bytes)}\n`).join("");
    const folder = folderName(together, new TextEncoder().encode(hashes));
    for (const { path, bytes } of parts) {
      const inside = path.startsWith(`${together}/`)
        ? path.slice(together.length + 1)
        : path.split("/").at(-1);
      this.#files.set(path, { path: `${folder}/${inside ?? ""}`, bytes });
    }
  }

  async #take(path: string): Promise<void> {
    if (this.#files.has(path)) return;
    const together = this.#known.get(path)?.together;
    if (together !== undefined) return this.#takeTogether(together);
    const bytes = await this.#host.readAsset(path);
    this.#files.set(path, { path: packageName(path, bytes), bytes });
  }
}

/** Below it lie embedded pages: an LMS may let frames that belong to no origin read this and nothing else. */
const EMBEDS = "embeds";

/** One folder for each embedded page; its name carries a hash of everything in it. */
function folderName(together: string, contents: Uint8Array): string {
  const page = together.split("/").at(-1) ?? "";
  const stem = asciiStem(page.replace(/\.\w+$/, "")) || "page";
  return `${EMBEDS}/${stem}-${contentHash(contents)}`;
}

function asciiStem(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
}

/** Extensions that servers run or hide, or know no type for (importers.md P8, M1), and what goes in their place. */
const RENAMED: Readonly<Record<string, string>> = { jpeg: "jpg", htm: "html" };

function packageName(path: string, bytes: Uint8Array): string {
  const file = path.split("/").at(-1) ?? "file";
  const dot = file.lastIndexOf(".");
  const stem = asciiStem(dot > 0 ? file.slice(0, dot) : file);
  const extension =
    dot > 0
      ? file
          .slice(dot + 1)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, "")
      : "bin";
  return `media/${stem || "file"}-${contentHash(bytes)}.${RENAMED[extension] ?? extension}`;
}
