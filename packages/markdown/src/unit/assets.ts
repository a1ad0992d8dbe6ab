import type { Asset } from "@tessera/course";
import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import type { Outline, Picture } from "@tessera/interactions/schema";
import type { Image } from "mdast";
import { folderOf, resolvePath } from "../course-files.ts";
import type { FileReader } from "../course-files.ts";
import type { ImageTarget } from "../prose/render-prose.ts";
import { didYouMean, problem } from "../report.ts";
import type { Report } from "../report.ts";
import { decodeUtf8 } from "../source-host.ts";
import { DOWNLOAD_TYPES, extensionOf, IMAGE_TYPES, imageSize } from "./image-file.ts";
import { digestOf, readSizes, sizedPath, SIZES_FILE } from "./image-sizes.ts";
import { mediaLength } from "./media-length.ts";
import { svgShapes } from "./svg/svg-shapes.ts";

/** The files that pages refer to; each is looked at once, however many pages show it. */
export class Assets {
  readonly #files: FileReader;
  /** Those that were looked at, by path. */
  readonly known: KnownAssets;
  readonly #shapes = new Map<string, ReadonlyMap<string, Outline>>();

  constructor(files: FileReader, known: KnownAssets = new Map<string, Asset>()) {
    this.#files = files;
    this.known = known;
  }

  /** Reads an image's size; reports what is wrong with it at `span`. */
  async image(image: Image, place: AssetPlace): Promise<ImageTarget | undefined> {
    const { span, report } = place;
    if (!image.alt?.trim())
      report(
        problem("image/no-alt", span, {
          message: "an image without alternative text",
          help: `say in the brackets what the picture tells: \`![…](${image.url})\``,
        }),
      );
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(image.url)) {
      const message = "an image from the network: a unit asks nobody but its LMS and its record store";
      report(
        problem("image/external", span, { message, help: "put the file into `media/` and name it here" }),
      );
      return undefined;
    }
    const path = await this.locate(image.url, place, "image/not-found");
    if (path === undefined) return undefined;
    const known = this.known.get(path);
    if (known?.width !== undefined && known.height !== undefined) {
      const { width, height, sizes } = known;
      for (const sized of sizes ?? []) await this.keep(sized.path, "image/webp");
      return { path, width, height, ...(sizes && { sizes }) };
    }
    const extension = extensionOf(path);
    const mediaType = IMAGE_TYPES[extension];
    if (mediaType === undefined) {
      const message = `an image of type \`.${extension}\`, which not every LMS delivers`;
      report(
        problem("image/unsupported-type", span, {
          message,
          help: "save it as `.webp`, `.png`, `.jpg` or `.svg`",
        }),
      );
      return undefined;
    }
    const bytes = await this.#files.bytes(path);
    const size = bytes && imageSize(bytes, extension);
    if (!bytes || !size) {
      const message = `the size of \`${path}\` cannot be read from the file`;
      const help =
        extension === "svg"
          ? "give its `<svg>` a `viewBox`"
          : "save it again: the file may be broken or of another type";
      report(problem("image/unreadable", span, { message, help }));
      return undefined;
    }
    const sizes = await this.#sizesOf(path, bytes, place);
    this.known.set(path, { path, mediaType, ...size, ...(sizes && { sizes }), size: bytes.length });
    return { path, ...size, ...(sizes && { sizes }) };
  }

  /** What `tessera images` wrote beside a picture, as long as it was made of this picture. */
  async #sizesOf(
    path: string,
    bytes: Uint8Array,
    { span, report }: AssetPlace,
  ): Promise<Asset["sizes"] | undefined> {
    if ((await this.#files.find(SIZES_FILE)).kind !== "file") return undefined;
    const text = (await this.#files.text(SIZES_FILE))?.text ?? "";
    const all = readSizes(text);
    if (!all) {
      const message = `\`${SIZES_FILE}\` is not what \`tessera images\` writes, so no smaller sizes are known`;
      const help = "take it out, and run `tessera images` on the course";
      report(problem("image/stale-sizes", span, { message, help }));
      return undefined;
    }
    const entry = all.get(path);
    if (!entry || entry.widths.length === 0) return undefined;
    const sizes = entry.widths.map((width) => ({ path: sizedPath(path, width), width }));
    const help = "run `tessera images` on the course, and commit what it writes";
    if (entry.digest !== digestOf(bytes)) {
      const message = `the smaller sizes of \`${path}\` were made of another picture, so they are left out`;
      report(problem("image/stale-sizes", span, { message, help }));
      return undefined;
    }
    for (const sized of sizes) {
      if ((await this.#files.find(sized.path)).kind === "file") continue;
      const message = `\`${SIZES_FILE}\` names \`${sized.path}\`, which is not there`;
      report(problem("image/stale-sizes", span, { message, help }));
      return undefined;
    }
    for (const sized of sizes) await this.keep(sized.path, "image/webp");
    return sizes;
  }

  /** What regions can be drawn on an image that was looked at. */
  async picture({ path, width, height }: ImageTarget): Promise<Picture> {
    if (extensionOf(path) !== "svg") return { width, height };
    const bytes = this.#shapes.has(path) ? undefined : await this.#files.bytes(path);
    if (bytes) this.#shapes.set(path, svgShapes(decodeUtf8(bytes), { width, height }));
    return { width, height, shapes: this.#shapes.get(path) ?? new Map() };
  }

  /** A file that a page offers for download; undefined when it cannot be, which has been reported. */
  async download(path: string, { span, report }: AssetPlace): Promise<Asset | undefined> {
    const known = this.known.get(path);
    if (known) return known;
    const extension = extensionOf(path);
    const mediaType = DOWNLOAD_TYPES[extension];
    if (mediaType === undefined) {
      const message = `a link to a file of type \`.${extension}\`, which an LMS may block, or run as a page of its own`;
      const types = Object.keys(DOWNLOAD_TYPES).slice(0, 6);
      const help = `link to one of ${types.map((type) => `\`.${type}\``).join(", ")}, …`;
      report(problem("asset/unsupported-type", span, { message, help }));
      return undefined;
    }
    const bytes = await this.#files.bytes(path);
    const asset = { path, mediaType, size: bytes?.length ?? 0 };
    this.known.set(path, asset);
    return bytes && asset;
  }

  /** A file that a page plays, or shows with what it plays: kept as it is. */
  async keep(path: string, mediaType: string): Promise<void> {
    if (this.known.get(path)) return;
    const bytes = await this.#files.bytes(path);
    if (!bytes) return;
    const seconds = /^(video|audio)\//.test(mediaType) ? mediaLength(bytes, extensionOf(path)) : undefined;
    const asset = { path, mediaType, size: bytes.length, ...(seconds !== undefined && { seconds }) };
    this.known.set(path, asset);
  }

  /**
   * A file of an embedded page: those of one folder stay together, and keep their names.
   *
   * @returns bytes
   */
  async keepTogether(
    path: string,
    { mediaType, folder }: { readonly mediaType: string; readonly folder: string },
  ): Promise<number> {
    const known = this.known.get(path);
    if (known?.together === folder) return known.size;
    const bytes = await this.#files.bytes(path);
    if (!bytes) return 0;
    // A picture of it may be shown by a page as well, which knows its size.
    this.known.set(path, { ...known, path, mediaType, size: bytes.length, together: folder });
    return bytes.length;
  }

  /** How long a film is that was kept; undefined where its file does not say. */
  seconds(path: string): number | undefined {
    return this.known.get(path)?.seconds;
  }

  /** The course path of a file that a page names; reports when it is not there. */
  async locate(
    written: string,
    place: AssetPlace,
    code: "image/not-found" | "link/dead" | "media/not-found" | "embed/not-found",
  ): Promise<string | undefined> {
    const { span, report, page } = place;
    const bare = decode(written.replace(/[?#].*$/s, ""));
    const path = bare.startsWith("/") ? undefined : resolvePath(folderOf(page), bare);
    if (path === undefined) {
      const message = `\`${written}\` leads out of the course folder`;
      report(
        problem("link/outside", span, {
          message,
          help: "name a file of this course, from the folder of this page",
        }),
      );
      return undefined;
    }
    const found = await this.#files.find(path);
    if (found.kind !== "nothing") return found.path;
    const name = path.split("/").at(-1) as string;
    const near = suggest(name, found.names);
    report(
      problem(code, span, {
        message: `there is no file \`${path}\``,
        help:
          didYouMean(near) ?? "paths start at the folder of this page; upper and lower case are different",
      }),
    );
    return undefined;
  }
}

/** Where what is learnt about each file is kept, for all units. */
export interface KnownAssets {
  get(path: string): Asset | undefined;
  set(path: string, asset: Asset): unknown;
}

export interface AssetPlace {
  /** Path of the page that names the file. */
  readonly page: string;
  readonly span: Span;
  readonly report: Report;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
