import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import type { CourseDesk } from "../course-desk.ts";
import type { LinkTarget } from "../prose/render-prose.ts";
import { didYouMean, problem } from "../report.ts";
import type { Report } from "../report.ts";
import type { Assets } from "./assets.ts";

/** A page of the unit that is being compiled, as links see it. */
export interface LinkPage {
  readonly path: string;
  readonly slug: string;
  /** What may stand behind `#` → id in the unit's document. */
  readonly anchors: ReadonlyMap<string, string>;
}

export interface LinkContext {
  /** The file that holds the link. */
  readonly page: string;
  /** Its unit, by path; undefined for `course.md` and the like. */
  readonly unit?: string;
  /** Pages of that unit, by path. */
  readonly pages: ReadonlyMap<string, LinkPage>;
  readonly assets: Assets;
  readonly map: CourseDesk["map"];
  readonly report: Report;
}

/** Id of a page in the unit's document. */
export function pageAnchor(page: string): string {
  return page;
}

/** Id of a heading in the unit's document: page ids hold no double hyphen, so it cannot meet another. */
export function headingAnchor(page: string, heading: string): string {
  return `${page}--${heading}`;
}

/** Where a link leads; reports a dead or unsafe one at `span`. */
export async function resolveLink(url: string, span: Span, context: LinkContext): Promise<LinkTarget> {
  const { page, report } = context;
  const dead: LinkTarget = { kind: "dead" };
  if (url.startsWith("#")) return anchorOn(page, url.slice(1), { context, span });
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined || url.startsWith("//")) {
    if (scheme === "https" || scheme === "http" || scheme === "mailto" || scheme === "tel")
      return { kind: "external", href: url };
    const shown = scheme === undefined ? "//…" : `${scheme}:`;
    const message = `a link of the form \`${shown}\`, which could run a script or cannot work inside an LMS`;
    report(
      problem("link/unsafe", span, {
        message,
        help: "link to `https:`, `mailto:`, `tel:`, or to a file of the course",
      }),
    );
    return dead;
  }
  if (url === "") {
    report(
      problem("link/dead", span, {
        message: "a link without an address",
        help: "write it in the round brackets",
      }),
    );
    return dead;
  }
  const path = await context.assets.locate(url, { page, span, report }, "link/dead");
  if (path === undefined) return dead;
  const anchor = decode(/#(.*)$/s.exec(url)?.[1] ?? "");
  if (context.pages.has(path)) return anchorOn(path, anchor, { context, span });
  return elsewhere(path, anchor, { context, span });
}

interface Place {
  readonly context: LinkContext;
  readonly span: Span;
}

function anchorOn(path: string, written: string, { context, span }: Place): LinkTarget {
  const page = context.pages.get(path);
  const anchor = decode(written);
  if (!page) return { kind: "dead" };
  if (anchor === "") return { kind: "anchor", href: `#${pageAnchor(page.slug)}` };
  const heading = page.anchors.get(anchor) ?? page.anchors.get(anchor.toLowerCase());
  if (heading !== undefined) return { kind: "anchor", href: `#${heading}` };
  context.report(deadAnchor({ path, anchor, span, anchors: page.anchors.keys() }));
  return { kind: "dead" };
}

export interface DeadAnchor {
  readonly path: string;
  readonly anchor: string;
  readonly span: Span;
  readonly anchors: Iterable<string>;
}

export function deadAnchor({ path, anchor, span, anchors }: DeadAnchor) {
  const names = [...anchors];
  return problem("link/dead", span, {
    message: `\`${path}\` has no heading \`#${anchor}\``,
    help: didYouMean(
      suggest(anchor, names),
      names.map((name) => `#${name}`),
    ),
  });
}

async function elsewhere(path: string, anchor: string, { context, span }: Place): Promise<LinkTarget> {
  const { map, page, report } = context;
  const entry = map.entryOf(path);
  if (entry) {
    if (entry.type === "unit" && path.endsWith(".md") && !path.endsWith("/unit.md"))
      map.settleLater({ target: path, anchor, span });
    // `unit.md` of this unit: its first page.
    const [first] = context.pages.values();
    if (entry.path === context.unit && first) return { kind: "anchor", href: `#${pageAnchor(first.slug)}` };
    return { kind: "elsewhere", placeholder: map.placeholder(entry.path) };
  }
  if (path.toLowerCase().endsWith(".md")) {
    report(
      problem("link/dead", span, {
        message: `\`${path}\` is in no unit, so no learner could open it`,
        help: "add it to the list of units, or link to a page of a unit",
      }),
    );
    return { kind: "dead" };
  }
  const found = await context.assets.download(path, { page, span, report });
  if (!found) return { kind: "dead" };
  return { kind: "asset", path, name: path.split("/").at(-1) as string, size: found.size };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
