import { certainly } from "@tessera/diagnostics";
import type { Diagnostic, Fix, Label, Span } from "@tessera/diagnostics";
import { MARKDOWN_CODES } from "./catalogue.ts";
import type { MarkdownCode } from "./catalogue.ts";

export interface Details {
  /** What was found, then what was expected; no full stop. */
  readonly message: string;
  readonly help?: string | undefined;
  readonly labels?: readonly Label[];
  /** What to put there instead, where nothing else can have been meant. */
  readonly fix?: Fix | undefined;
  readonly requirement?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Where mistakes go; compilation goes on. */
export type Report = (diagnostic: Diagnostic) => void;

/** One of this room's diagnostics; its severity comes from the catalogue. */
export function problem(code: MarkdownCode, span: Span | undefined, details: Details): Diagnostic {
  const { message, help, labels, fix, requirement, params } = details;
  return {
    code,
    severity: MARKDOWN_CODES[code].severity,
    message,
    ...(span && { span }),
    ...(help !== undefined && { help }),
    ...(labels && { labels }),
    ...(fix && { fix }),
    ...(requirement !== undefined && { requirement }),
    ...(params && { params }),
  };
}

/** `did you mean "matching"?`, or a list of at most five words; undefined when there are none. */
export function didYouMean(nearest: string | undefined, words: Iterable<string> = []): string | undefined {
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  const all = [...words];
  if (all.length === 0) return undefined;
  const shown = all.slice(0, 5).map((word) => `\`${word}\``);
  return `known here: ${shown.join(", ")}${all.length > 5 ? ", …" : ""}`;
}

/** The one word that was meant, in place of a misspelt one; undefined where there is doubt. */
export function respelt(word: string, known: Iterable<string>, span: Span): Fix | undefined {
  const meant = certainly(word, known);
  // What the span holds is the word and nothing else.
  return meant === undefined || span.end - span.start !== word.length ? undefined : { span, text: meant };
}
