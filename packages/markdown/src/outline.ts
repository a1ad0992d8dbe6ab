import type { BlockFrontMatter, PageFrontMatter, UnitEntry } from "@tessera/course";
import { blockFrontMatter, PURPOSES } from "@tessera/course";
import type { Purpose } from "@tessera/course";
import { suggest } from "@tessera/diagnostics";
import type { SourceText, Span } from "@tessera/diagnostics";
import { folderOf, join, resolvePath } from "./course-files.ts";
import type { CourseFiles } from "./course-files.ts";
import { noFrontMatter, readFrontMatter } from "./front-matter.ts";
import type { FrontMatter } from "./front-matter.ts";
import { didYouMean, problem } from "./report.ts";
import type { Report } from "./report.ts";
import { parseMarkdown } from "./syntax/parse-markdown.ts";
import type { ParsedFile } from "./syntax/parse-markdown.ts";

/** One unit as the lists and folders have it, before its files are read. */
export interface OutlineUnit {
  readonly type: "unit";
  /** File or folder: what the lock and links know it by. */
  readonly path: string;
  readonly folder: boolean;
  readonly purpose?: Purpose;
  readonly entry: UnitEntry;
  /** False when its list had a setting that could not be read: nothing follows from one that is not there. */
  readonly complete: boolean;
  /** Where its line in a list stands; the beginning of its file when there is no list. */
  readonly span: Span;
  /** Where a setting of its line stands. */
  settingSpan(name: string): Span;
}

export interface OutlineBlock {
  readonly type: "block";
  /** Its folder; for a block that exists only in a list, `LIST#TITLE`. */
  readonly path: string;
  readonly entry: UnitEntry;
  readonly front: FrontMatter<BlockFrontMatter>;
  /** `block.md`, if it has one. */
  readonly file?: ParsedFile;
  readonly span: Span;
  readonly children: readonly OutlineNode[];
}

export type OutlineNode = OutlineUnit | OutlineBlock;

export interface OutlineOptions {
  readonly files: CourseFiles;
  readonly report: Report;
}

interface List {
  readonly folder: string;
  readonly entries: readonly UnitEntry[];
  /** Path of the list in its front matter: `["units"]`, `["units", 2, "units"]`. */
  readonly at: readonly PropertyKey[];
  readonly front: Pick<FrontMatter<PageFrontMatter>, "span" | "keySpan" | "complete">;
}

/** Files with a meaning of their own, which are no pages. */
const OWN = new Set(["course.md", "block.md", "unit.md", "readme.md"]);
const OWN_FOLDERS = new Set(["banks", "media"]);

/** Reads lists and folders into a tree of blocks and units. */
export class Outliner {
  readonly #files: CourseFiles;
  readonly #report: Report;
  readonly #listed = new Map<string, Span>();
  readonly #units = new Set<string>();
  #torn = false;

  constructor({ files, report }: OutlineOptions) {
    this.#files = files;
    this.#report = report;
  }

  /** The children that a `units:` list names. */
  async list(list: List): Promise<readonly OutlineNode[]> {
    const nodes: OutlineNode[] = [];
    for (const [index, entry] of list.entries.entries()) {
      const node = await this.#entry(entry, { ...list, at: [...list.at, index] });
      if (node) nodes.push(node);
    }
    return nodes;
  }

  /** The children that stand in a folder, in order of name. */
  async folder(folder: string): Promise<readonly OutlineNode[]> {
    const nodes: OutlineNode[] = [];
    for (const path of await this.#candidates(folder)) {
      const start = { file: await this.#mainFile(path), start: 0, end: 0 };
      const node = await this.#place(path, {
        entry: {},
        complete: true,
        span: start,
        settingSpan: () => start,
      });
      if (node) nodes.push(node);
    }
    return nodes;
  }

  /** The file that a mistake about the whole of a unit points at. */
  async #mainFile(path: string): Promise<string> {
    if (path.toLowerCase().endsWith(".md")) return path;
    const names = await this.#files.list(path);
    const own = ["unit.md", "block.md"].find((name) => names.includes(name));
    return own === undefined ? ((await this.pagesIn(path))[0] ?? path) : join(path, own);
  }

  /** Files and folders of `folder` that no list has named; silent when a line of a list leads nowhere. */
  async reportUnlisted(folder: string, span: Span): Promise<void> {
    if (this.#torn) return;
    for (const path of await this.#candidates(folder)) {
      if (this.#listed.has(path) || [...this.#listed.keys()].some((listed) => listed.startsWith(`${path}/`)))
        continue;
      this.#report(
        problem("course/unlisted-file", span, {
          message: `\`${path}\` is in no unit: this list leaves it out`,
          help: "add it to the list, or move it out of the course folder",
          params: { path },
        }),
      );
    }
  }

  /** Pages of a folder that is a unit, in order of name. */
  async pagesIn(folder: string): Promise<readonly string[]> {
    return pagesIn(this.#files, folder);
  }

  async #candidates(folder: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const name of [...(await this.#files.list(folder))].sort(compareNames)) {
      const path = join(folder, name);
      if (name.toLowerCase().endsWith(".md")) {
        if (!OWN.has(name.toLowerCase())) found.push(path);
      } else if (!OWN_FOLDERS.has(name) && (await this.#isContent(path))) found.push(path);
    }
    return found;
  }

  async #isContent(path: string): Promise<boolean> {
    const names = await this.#files.list(path);
    if (names.includes("course.md")) {
      await this.#files.text(join(path, "course.md"));
      const message = `\`${path}\` holds a course of its own: translations are not built by this version of Tessera`;
      const span = { file: join(path, "course.md"), start: 0, end: 0 };
      this.#report(
        problem("course/translation-not-yet", span, { message, help: "its pages are left out for now" }),
      );
      return false;
    }
    return names.some((name) => name.toLowerCase().endsWith(".md"));
  }

  async #entry(entry: UnitEntry, list: List): Promise<OutlineNode | undefined> {
    const settingSpan = (name: string) => list.front.span(...list.at, name);
    const door = ([...PURPOSES, "block"] as const).find((name) => entry[name] !== undefined);
    if (door === undefined) return undefined;
    const written = entry[door] as string;
    const span = settingSpan(door);
    if (door === "block" && entry.units) {
      const children = await this.list({ ...list, entries: entry.units, at: [...list.at, "units"] });
      return {
        type: "block",
        path: `${join(list.folder, "")}#${written}`,
        entry: { ...entry, title: entry.title ?? written },
        front: noFrontMatter(span.file),
        span,
        children,
      };
    }
    const path = await this.#locate(written, list.folder, { span, block: door === "block" });
    if (path === undefined) return undefined;
    const purpose = door === "block" ? undefined : door;
    return this.#place(path, {
      entry,
      complete: list.front.complete,
      span,
      settingSpan,
      ...(purpose && { purpose }),
      block: door === "block",
    });
  }

  async #locate(
    written: string,
    folder: string,
    { span, block }: { readonly span: Span; readonly block: boolean },
  ): Promise<string | undefined> {
    const path = resolvePath(folder, written);
    const found = path === undefined ? undefined : await this.#files.find(path);
    if (found && found.kind !== "nothing" && found.path !== "") {
      // `02-segment/unit.md` and `02-segment/block.md` say the same as their folder.
      return /\/(unit|block)\.md$/.test(found.path) ? folderOf(found.path) : found.path;
    }
    this.#torn = true;
    const names = found?.kind === "nothing" ? found.names : [];
    const near = suggest(written.split("/").at(-1) as string, names);
    const help = block
      ? "a block is a folder with `block.md`, or has a list of its own: `block: Title` and `units:`"
      : "name a file or folder, from the folder of this list";
    this.#report(
      problem("unit/not-found", span, {
        message: `there is no file or folder \`${written}\``,
        help: didYouMean(near) ?? help,
      }),
    );
    return undefined;
  }

  async #place(path: string, found: PlaceFound): Promise<OutlineNode | undefined> {
    const { entry, complete, span, settingSpan, purpose } = found;
    const holder = this.#unitAround(path);
    const first = this.#listed.get(path) ?? (holder === undefined ? undefined : this.#listed.get(holder));
    if (first) {
      const twice =
        holder === undefined ? "is listed twice" : `and the unit \`${holder}\` hold the same pages`;
      this.#report(
        problem("unit/listed-twice", span, {
          message: `\`${path}\` ${twice}`,
          labels: [{ span: first, message: "first listed here" }],
        }),
      );
      return undefined;
    }
    this.#listed.set(path, span);
    if (!found.block) this.#units.add(path);
    const folder = !path.toLowerCase().endsWith(".md");
    const hasBlock = folder && (await this.#files.list(path)).includes("block.md");
    if (hasBlock) {
      if (purpose) {
        const message = `\`${path}\` is a block (it has a block.md), not a unit`;
        this.#report(problem("unit/not-found", span, { message, help: `write \`block: ${path}\`` }));
      }
      this.#units.delete(path);
      return this.#block(path, found);
    }
    if (found.block) {
      const message = `\`${path}\` is no block: ${folder ? "it has no block.md" : "it is a file"}`;
      this.#report(
        problem("unit/not-found", span, { message, help: `write \`learn: ${path}\`, or add a block.md` }),
      );
      return undefined;
    }
    return { type: "unit", path, folder, entry, complete, span, settingSpan, ...(purpose && { purpose }) };
  }

  /** A listed unit whose folder holds this path, or whose file this folder holds. */
  #unitAround(path: string): string | undefined {
    for (const unit of this.#units)
      if (path.startsWith(`${unit}/`) || unit.startsWith(`${path}/`)) return unit;
    return undefined;
  }

  async #block(path: string, { entry, span }: PlaceFound): Promise<OutlineBlock> {
    const source = (await this.#files.text(join(path, "block.md"))) as SourceText;
    const file = parseMarkdown(source);
    const front = file.frontMatter
      ? readFrontMatter({ source, ...file.frontMatter }, blockFrontMatter, this.#report)
      : noFrontMatter<BlockFrontMatter>(source.file);
    const { units } = front.value;
    const children = units
      ? await this.list({ folder: path, entries: units, at: ["units"], front })
      : await this.folder(path);
    if (units && front.complete) await this.reportUnlisted(path, front.keySpan("units"));
    return { type: "block", path, entry, front, file, span, children };
  }
}

interface PlaceFound {
  readonly entry: UnitEntry;
  readonly complete: boolean;
  readonly purpose?: Purpose;
  readonly block?: boolean;
  readonly span: Span;
  settingSpan(name: string): Span;
}

/** Pages of a folder that is a unit, in order of name. */
export async function pagesIn(files: Pick<CourseFiles, "list">, folder: string): Promise<readonly string[]> {
  const names = await files.list(folder);
  return names
    .filter((name) => name.toLowerCase().endsWith(".md") && !OWN.has(name.toLowerCase()))
    .sort(compareNames)
    .map((name) => join(folder, name));
}

/** Order of name, where numbers count as numbers: `2-a` before `10-b`. The same on every system. */
export function compareNames(left: string, right: string): number {
  const a = left.match(/\d+|\D+/g) ?? [];
  const b = right.match(/\d+|\D+/g) ?? [];
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const numbers = /^\d/.test(part) && /^\d/.test(other);
    if (numbers && Number(part) !== Number(other)) return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return a.length - b.length;
}

/** All units, in order. */
export function unitsOf(nodes: readonly OutlineNode[]): readonly OutlineUnit[] {
  return nodes.flatMap((node) => (node.type === "unit" ? [node] : unitsOf(node.children)));
}

/** Paths of all units and blocks. */
export function pathsOf(nodes: readonly OutlineNode[]): readonly string[] {
  return nodes.flatMap((node) => [node.path, ...(node.type === "block" ? pathsOf(node.children) : [])]);
}
