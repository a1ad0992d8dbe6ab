import type { MediaActivity } from "@tessera/course";
import type { Html } from "@tessera/interactions";
import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Span } from "@tessera/diagnostics";
import type { ElementContent } from "hast";
import type { Heading, PhrasingContent, RootContent } from "mdast";
import type { CourseDesk } from "../course-desk.ts";
import type { FileReader } from "../course-files.ts";
import type { Word } from "../language.ts";
import type { Report } from "../report.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";
import type { Assets } from "../unit/assets.ts";

/**
 * A directive that shows something and asks nothing. What it is called, where it may stand, what can be wrong with it
 * and what it becomes stand in one file; its looks, and its script where it needs one, in `elements/src/blocks/NAME`.
 * Without that script everything in it can be read.
 */
export interface Block<Read = unknown> {
  readonly word: Word;
  /**
   * Reads what the author wrote, before anything is rendered.
   *
   * @returns undefined when nothing can be shown; it has been reported
   */
  read(node: DirectiveNode, desk: BlockDesk): Read | undefined | Promise<Read | undefined>;
  /** Its root has `data-block="NAME"` where it has looks or a script of its own: whoever makes the page looks for that. */
  render(read: Read, tools: BlockTools): ElementContent[];
}

/** What a block is read with. */
export interface BlockDesk {
  readonly file: ParsedFile;
  readonly files: FileReader;
  readonly assets: Assets;
  readonly map: CourseDesk["map"];
  readonly report: Report;
  /** Text that stands in a file of its own; what is wrong in it is reported there. Undefined when it cannot be read. */
  part(path: string): Promise<readonly RootContent[] | undefined>;
  /** Colons and name: what a mistake about the whole points at. */
  readonly opening: Span;
}

/** What a block is rendered with. */
export interface BlockTools {
  /** RFC 5646, the course's. */
  readonly language: string;
  flow(nodes: readonly RootContent[]): ElementContent[];
  inline(nodes: readonly PhrasingContent[]): ElementContent[];
  /** Its id in the unit's document; undefined in a bank. */
  idOf(heading: Heading): string | undefined;
  /** Films and recordings, which statements are about. */
  readonly media: {
    /** @returns its IRI */
    add(own: string, about: Pick<MediaActivity, "type" | "name">): string;
  };
  /** Where explanations of terms are on this page. */
  readonly terms: {
    /** The address of a term's explanation. */
    use(key: string): string;
    /** Gives a term its meaning; the id that it has here. */
    explain(key: string, meaning: Html): string;
  };
}

/** The paragraph that the parser makes of `[label]`. */
export function isLabel(node: object): boolean {
  return (node as { readonly data?: { readonly directiveLabel?: boolean } }).data?.directiveLabel === true;
}

/** Comments and definitions show nothing, wherever they stand. */
export function isSilent(node: RootContent): boolean {
  return node.type === "html" || node.type === "definition" || node.type === "footnoteDefinition";
}

/** What it holds: without its label, and without what shows nothing. */
export function contentOf(node: DirectiveNode): RootContent[] {
  return (node.children as RootContent[]).filter((child) => !isLabel(child) && !isSilent(child));
}
