import type { Diagnostic, Label, Span } from "@tessera/diagnostics";
import { PORTFOLIO_CODES } from "./catalogue.ts";
import type { PortfolioCode } from "./catalogue.ts";

/** More mistakes than this are counted and not kept: a file of something else has one in each line. */
const MOST = 1_000;

export interface Details {
  /** What was found, then what was expected; no full stop. */
  readonly message: string;
  readonly help?: string | undefined;
  readonly labels?: readonly Label[];
}

/** Where mistakes go; reading goes on. */
export class Mistakes {
  readonly found: Diagnostic[] = [];

  /** No more are kept: looking for what was meant is for nothing. */
  get full(): boolean {
    return this.found.length >= MOST;
  }

  readonly say = (code: PortfolioCode, span: Span, { message, help, labels }: Details): void => {
    if (this.full) return;
    this.found.push({
      code,
      severity: PORTFOLIO_CODES[code].severity,
      message,
      span,
      ...(help !== undefined && { help }),
      ...(labels && { labels }),
    });
  };
}

/** `did you mean …?`, or at most five of what there is. */
export function didYouMean(nearest: string | undefined, known: Iterable<string>): string | undefined {
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  const all = [...known];
  if (all.length === 0) return undefined;
  const shown = all.slice(0, 5).map((word) => `\`${word}\``);
  return `known here: ${shown.join(", ")}${all.length > 5 ? ", …" : ""}`;
}

/** What was found, short enough for a sentence. */
export const quoted = (text: string): string => `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;

export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
