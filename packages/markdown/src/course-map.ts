import type { Span } from "@tessera/diagnostics";
import { Glossary } from "./glossary.ts";

/** A unit or block that a link may name without being able to open it. */
export interface MapEntry {
  readonly type: "unit" | "block" | "course";
  /** Path of its file or folder; `""` for the course. */
  readonly path: string;
}

/** A link into another unit: its anchor is checked when that unit has been compiled. */
export interface PendingLink {
  readonly target: string;
  readonly anchor: string;
  readonly span: Span;
}

/** Where every file of the course belongs, and what the units turned out to be called. */
export class CourseMap {
  readonly #entries = new Map<string, MapEntry>();
  readonly #titles = new Map<string, string>();
  /** Page path → what may stand behind `#`. */
  readonly #anchors = new Map<string, ReadonlySet<string>>();
  readonly pending: PendingLink[] = [];
  readonly glossary = new Glossary();

  add(entry: MapEntry): void {
    this.#entries.set(entry.path, entry);
  }

  /** The unit or block that a file or folder belongs to. */
  entryOf(path: string): MapEntry | undefined {
    let current = path;
    for (;;) {
      const entry = this.#entries.get(current);
      // A block holds files of no unit, too (banks, media): those belong to nobody.
      if (entry && (entry.type === "unit" || current === path || isOwnFile(path, current))) return entry;
      if (current === "") return undefined;
      current = current.includes("/") ? current.slice(0, current.lastIndexOf("/")) : "";
    }
  }

  settleLater(link: PendingLink): void {
    this.pending.push(link);
  }

  setTitle(path: string, title: string): void {
    this.#titles.set(path, title);
  }

  setAnchors(page: string, anchors: ReadonlySet<string>): void {
    this.#anchors.set(page, anchors);
  }

  anchorsOf(page: string): ReadonlySet<string> | undefined {
    return this.#anchors.get(page);
  }

  /** Stands in the HTML until every title and term is known; private-use characters never come from a text. */
  placeholder(path: string): string {
    return `\uE000${encodeURIComponent(path)}\uE001`;
  }

  /** Puts titles and terms in. Titles are escaped: the placeholder stands in HTML. */
  fill(html: string): string {
    if (!html.includes("\uE000")) return html;
    return html.replace(/\uE000([^\uE000\uE001]*)\uE001/g, (all, path: string) => {
      const term = this.glossary.fill(path);
      if (term !== undefined) return term;
      const title = this.#titles.get(decode(path));
      // An author's own private-use characters are nobody's placeholder.
      if (title === undefined) return all;
      return `(${title.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;")})`;
    });
  }
}

/** `course.md`, `block.md` and `unit.md` stand for their folder. */
function isOwnFile(path: string, folder: string): boolean {
  const prefix = folder === "" ? "" : `${folder}/`;
  return ["course.md", "block.md", "unit.md"].some((name) => path === `${prefix}${name}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/**
 * Fills every string of JSON data.
 *
 * @param whole - objects in which nothing is to be filled: they stay as they are
 */
export function fillDeep<Value>(
  value: Value,
  fill: (text: string) => string,
  whole: ReadonlySet<unknown> = new Set(),
): Value {
  if (typeof value === "string") return fill(value) as Value;
  if (typeof value !== "object" || value === null || whole.has(value)) return value;
  if (Array.isArray(value)) return value.map((each) => fillDeep(each, fill, whole)) as Value;
  const entries = Object.entries(value).map(([key, each]) => [key, fillDeep(each, fill, whole)]);
  return Object.fromEntries(entries) as Value;
}

/** True where a placeholder stands in JSON data, or what looks like one. */
export function hasPlaceholder(value: unknown): boolean {
  return JSON.stringify(value).includes("\uE000");
}
