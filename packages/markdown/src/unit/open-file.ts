import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { Picture } from "@tessera/interactions/schema";
import type { ElementContent } from "hast";
import type { Assets } from "./assets.ts";
import { readBlock } from "../blocks/blocks.ts";
import type { ReadBlock } from "../blocks/blocks.ts";
import { draw } from "../drawn/drawn.ts";
import type { CourseDesk } from "../course-desk.ts";
import type { FileReader } from "../course-files.ts";
import type { Language } from "../language.ts";
import type { ImageTarget, LinkTarget } from "../prose/render-prose.ts";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import { checkSyntax } from "../syntax/check-syntax.ts";
import type { FilePlace } from "../syntax/check-syntax.ts";
import { wordSpan } from "../syntax/check-words.ts";
import { parseMarkdown } from "../syntax/parse-markdown.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";
import { resolveLink } from "./resolve-link.ts";
import type { LinkPage } from "./resolve-link.ts";
import type { OpenedFiles } from "./opened-files.ts";
import { scanPage } from "./scan-page.ts";
import type { ScannedPage } from "./scan-page.ts";

/** One file, parsed, checked and walked; nothing of it is rendered yet. */
export interface OpenFile {
  readonly path: string;
  readonly file: ParsedFile;
  readonly scan: ScannedPage;
  /** Directives that were reported and are left out. */
  readonly broken: ReadonlySet<object>;
}

export interface OpenOptions {
  readonly language: Language;
  readonly place: FilePlace;
  readonly report: Report;
  /** Taken from there where it was opened before, with all that was said about it. */
  readonly opened?: OpenedFiles | undefined;
}

export function openFile(source: SourceText, options: OpenOptions): OpenFile {
  const { place, report, opened } = options;
  const known = opened?.find(place, source);
  if (known) {
    for (const diagnostic of known.diagnostics) report(diagnostic);
    return known.open;
  }
  if (!opened) return openNow(source, options);
  const diagnostics: Diagnostic[] = [];
  const open = openNow(source, {
    ...options,
    report: (diagnostic) => {
      diagnostics.push(diagnostic);
      report(diagnostic);
    },
  });
  opened.keep(place, source, { open, diagnostics });
  return open;
}

function openNow(source: SourceText, { language, place, report }: OpenOptions): OpenFile {
  const file = parseMarkdown(source);
  for (const part of file.beyond) report(part);
  const broken = checkSyntax(file, { language, place, report });
  const scan = scanPage(file, { language, broken, report });
  return { path: source.file, file, scan, broken };
}

/** What links, images and blocks became, by node. */
export interface References {
  readonly links: ReadonlyMap<object, LinkTarget>;
  readonly images: ReadonlyMap<object, ImageTarget>;
  /** Of those of them that have regions. */
  readonly pictures: ReadonlyMap<object, Picture>;
  readonly blocks: ReadonlyMap<object, ReadBlock>;
  /** What a library made of code, formulas and diagrams; those that were reported, or stay as they are, are not here. */
  readonly drawn: ReadonlyMap<object, readonly ElementContent[]>;
}

export interface ReferenceOptions {
  /** The unit's path; undefined outside of units. */
  readonly unit?: string;
  readonly pages: ReadonlyMap<string, LinkPage>;
  readonly files: FileReader;
  readonly words: Language;
  readonly assets: Assets;
  readonly map: CourseDesk["map"];
  readonly report: Report;
}

/**
 * Follows every link and image of a file, and reads its blocks. A question's regions (`#xywh=…`) are no links: whoever
 * reads it follows them.
 */
export async function followReferences(open: OpenFile, options: ReferenceOptions): Promise<References> {
  const links = new Map<object, LinkTarget>();
  const images = new Map<object, ImageTarget>();
  const pictures = new Map<object, Picture>();
  const page = open.path;
  for (const link of open.scan.links)
    links.set(link, await resolveLink(link.url, open.file.span(link), { ...options, page }));
  for (const image of open.scan.images) {
    const place = { page, span: open.file.span(image), report: options.report };
    const target = await options.assets.image(image, place);
    if (target) images.set(image, target);
    if (target && open.scan.pictures.has(image)) pictures.set(image, await options.assets.picture(target));
  }
  const blocks = new Map<object, ReadBlock>();
  const drawn = new Map<object, readonly ElementContent[]>();
  const part = async (path: string) => {
    const source = await options.files.text(path);
    if (!source) return undefined;
    const opened = openFile(source, { language: options.words, place: "part", report: options.report });
    for (const note of opened.scan.footnotes.values())
      options.report(
        problem("part/footnote", opened.file.span(note), {
          message: "a transcript has a footnote, for which its page has no place",
          help: "say it in the text, in brackets",
        }),
      );
    const inside = await followReferences(opened, options);
    for (const [node, target] of inside.links) links.set(node, target);
    for (const [node, target] of inside.images) images.set(node, target);
    for (const [node, picture] of inside.pictures) pictures.set(node, picture);
    for (const [node, block] of inside.blocks) blocks.set(node, block);
    for (const [node, made] of inside.drawn) drawn.set(node, made);
    return opened.scan.body;
  };
  for (const node of open.scan.blocks) {
    const { file } = open;
    const block = await readBlock(node, { ...options, file, part, opening: wordSpan(node, { file }) });
    if (block) blocks.set(node, block);
  }
  for (const node of open.scan.drawables) {
    const made = await draw(node, { file: open.file, report: options.report });
    if (made) drawn.set(node, made);
  }
  return { links, images, pictures, blocks, drawn };
}
