import type { Span } from "@tessera/diagnostics";
import type { Heading, RootContent } from "mdast";
import type { FrontMatter } from "../front-matter.ts";
import type { PageFrontMatter } from "@tessera/course";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import { idOf, slugOfFile, unique } from "../slug.ts";
import type { OpenFile } from "./open-file.ts";
import { headingAnchor, pageAnchor } from "./resolve-link.ts";
import type { LinkPage } from "./resolve-link.ts";
import { plainText } from "./scan-page.ts";

/** One page before it is rendered. */
export interface PagePlan {
  readonly slug: string;
  readonly title: string;
  readonly titleSpan: Span;
  readonly open: OpenFile;
  readonly body: readonly RootContent[];
  /** Heading → its id in the unit's document. */
  readonly headings: ReadonlyMap<object, string>;
  /** How many levels its headings move up. */
  readonly shift: number;
  readonly minutes?: number | undefined;
  /** What the author says that it teaches. */
  readonly objectives?: readonly string[] | undefined;
}

export interface PageSource {
  readonly open: OpenFile;
  readonly front: FrontMatter<PageFrontMatter>;
  /** Level-2 headings begin pages. */
  readonly split: boolean;
}

export interface Plan {
  readonly pages: readonly PagePlan[];
  /** By path of the file, for links. */
  readonly links: ReadonlyMap<string, LinkPage>;
}

/** Names the pages of a unit and gives every heading its id. */
export function planPages(sources: readonly PageSource[], report: Report): Plan {
  const taken = new Set<string>();
  const pages: PagePlan[] = [];
  const links = new Map<string, LinkPage>();
  for (const source of sources) {
    const planned = planFile(source, taken, report);
    pages.push(...planned.pages);
    links.set(source.open.path, planned.link);
  }
  return { pages, links };
}

function planFile({ open, front, split }: PageSource, taken: Set<string>, report: Report) {
  const { scan, path } = open;
  const slug = slugFor(front.value.id ?? slugOfFile(path), {
    authored: front.value.id !== undefined,
    taken,
    front,
    report,
  });
  const parts = split ? splitAtHeadings(scan.body) : [{ body: scan.body }];
  const headings = new Map<object, string>();
  const anchors = new Map<string, string>();
  const localToFull = new Map<string, string>([["", pageAnchor(slug)]]);
  const pages: PagePlan[] = [];
  const title = scan.title ?? front.value.title;
  if (title === undefined)
    report(
      problem(
        "heading/no-title",
        { file: path, start: 0, end: firstLineLength(open) },
        {
          message: "the page has no title",
          help: "begin it with a level-1 heading: `# Title`",
        },
      ),
    );
  for (const part of parts) {
    const heading = "heading" in part ? part.heading : undefined;
    const own = heading ? plainText(heading) : (title ?? slug);
    const partSlug = heading ? slugFor(idOf(own, "page"), { authored: false, taken, front, report }) : slug;
    if (heading) localToFull.set(scan.headings.get(heading) ?? "", pageAnchor(partSlug));
    for (const each of scan.headings.keys())
      if (isWithin(each, part.body)) {
        const id = headingAnchor(partSlug, scan.headings.get(each) as string);
        headings.set(each, id);
        localToFull.set(scan.headings.get(each) as string, id);
      }
    const titleNode = heading ?? scan.titleNode;
    pages.push({
      slug: partSlug,
      title: own,
      titleSpan: titleNode ? open.file.span(titleNode) : front.span("title"),
      open,
      body: part.body,
      headings,
      shift: heading ? 1 : 0,
      // Minutes of a split file are the unit's: nobody can say how they fall on its pages.
      ...(!split && { minutes: front.value.minutes, objectives: front.value.objectives }),
    });
  }
  for (const [written, local] of scan.anchors) {
    const full = localToFull.get(local);
    if (full !== undefined) anchors.set(written, full);
  }
  // Nothing before the first level-2 heading: the first page would be empty.
  const kept = split && pages.length > 1 && pages[0]?.body.length === 0 ? pages.slice(1) : pages;
  return { pages: kept, link: { path, slug: kept[0]?.slug ?? slug, anchors } };
}

interface SlugOptions {
  readonly authored: boolean;
  readonly taken: Set<string>;
  readonly front: FrontMatter<PageFrontMatter>;
  readonly report: Report;
}

function slugFor(wanted: string, { authored, taken, front, report }: SlugOptions): string {
  if (authored && taken.has(wanted))
    report(
      problem("page/duplicate-id", front.span("id"), {
        message: `two pages of this unit have the id \`${wanted}\``,
      }),
    );
  const slug = unique(wanted, (name) => taken.has(name));
  taken.add(slug);
  return slug;
}

interface Part {
  readonly heading?: Heading;
  readonly body: readonly RootContent[];
}

function splitAtHeadings(nodes: readonly RootContent[]): readonly Part[] {
  const parts: { heading?: Heading; body: RootContent[] }[] = [{ body: [] }];
  for (const node of nodes)
    if (node.type === "heading" && node.depth === 2) parts.push({ heading: node, body: [] });
    else parts.at(-1)?.body.push(node);
  return parts;
}

export function isWithin(node: Pick<RootContent, "position">, body: readonly RootContent[]): boolean {
  const at = node.position?.start.offset ?? -1;
  const first = body[0]?.position?.start.offset ?? 0;
  const last = body.at(-1)?.position?.end.offset ?? -1;
  return body.length > 0 && at >= first && at < last;
}

function firstLineLength(open: OpenFile): number {
  return Math.max((open.file.source.text.split("\n")[0] as string).length, 1);
}
