import type { Diagnostic, Label, Span } from "@tessera/diagnostics";
import { MARKDOWN_CODES } from "./catalogue.ts";
import type { MarkdownCode } from "./catalogue.ts";

export interface Details {
  /** What was found, then what was expected; no full stop. */
  readonly message: string;
  readonly help?: string | undefined;
  readonly labels?: readonly Label[];
  readonly requirement?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Where mistakes go; compilation goes on. */
export type Report = (diagnostic: Diagnostic) => void;

/** One of this room's diagnostics; its severity comes from the catalogue. */
export function problem(code: MarkdownCode, span: Span | undefined, details: Details): Diagnostic {
  const { message, help, labels, requirement, params } = details;
  return {
    code,
    severity: MARKDOWN_CODES[code].severity,
    message,
    ...(span && { span }),
    ...(help !== undefined && { help }),
    ...(labels && { labels }),
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
