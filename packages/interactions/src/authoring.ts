/**
 * What the compiler and a kind's reader say to each other (door `./schema`, compile time only).
 * The compiler knows files, lines and the lock; the kind knows what its directive means.
 */
import type { Diagnostic, Span } from "@tessera/diagnostics";
import type { Image, Nodes, PhrasingContent, RootContent } from "mdast";
import type { Html, QuestionData, RecordSetting } from "./interaction.ts";

/** `:name`, `::name` or `:::name`, as mdast-util-directive makes it. */
export interface DirectiveNode {
  readonly type: "containerDirective" | "leafDirective" | "textDirective";
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  readonly children: readonly (RootContent | PhrasingContent)[];
}

/** One attribute as it stands in the source, repeats included. */
export interface SourceAttribute {
  /** `id` for the `#x` shorthand, `class` for `.x`. */
  readonly name: string;
  /** `""` for a flag. */
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** One part of an answer that needs an id of its own. */
export interface IdRequest {
  /** The author's id (`:set{#none}`), if there is one. */
  readonly authored?: string;
  /** What the part says, plain text: how the lock file knows it again. */
  readonly text: string;
  readonly span: Span;
}

/** Closed rings of points `[x, y]`; what lies in any of them belongs to it. */
export type Outline = readonly (readonly (readonly [number, number])[])[];

/** What is known of a picture's file. Lengths are its CSS pixels, from the top left corner. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Outlines of an SVG's elements by their id, empty where one has none that can be told. Absent for other types. */
  readonly shapes?: ReadonlyMap<string, Outline>;
}

/** What the compiler offers a reader. */
export interface ReadContext {
  /** Of the course: RFC 5646. */
  readonly language: string;
  span(node: Nodes | DirectiveNode): Span;
  /** The colons and the name that open a directive: where a mistake about the whole of it is shown. */
  opening(node: DirectiveNode): Span;
  attributes(node: DirectiveNode): readonly SourceAttribute[];
  /** Safe HTML of these nodes, with links and images resolved; mistakes in them are reported. */
  html(nodes: readonly (RootContent | PhrasingContent)[]): Html;
  /** The file of a picture in a question that has regions; undefined where it can't be read, which is reported. */
  picture(image: Image): Picture | undefined;
  /** Plain text, white space folded. */
  text(nodes: readonly (RootContent | PhrasingContent)[]): string;
  /**
   * Stable ids for the parts of one question, in the order given.
   * @param group - what the parts are, e.g. `options`, `source`, `target`, `blanks`
   */
  ids(group: string, parts: readonly IdRequest[]): readonly string[];
  report(diagnostic: Diagnostic): void;
}

/** A question as read, before the compiler gives it its IRI and version. */
export type AuthoredQuestion<Spec = unknown> = Omit<
  QuestionData<Spec>,
  "id" | "version" | "slug" | "record"
> & {
  /** The author's `record`; absent where the course decides. */
  readonly record?: RecordSetting;
  /** The author's `#id`; absent when there is none (the lock file gives one). */
  readonly slug?: string;
  readonly span: Span;
};
