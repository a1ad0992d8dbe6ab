import type { Diagnostic, Fix, Label, Severity, Span } from "@tessera/diagnostics";

export type MistakeParams = Readonly<Record<string, string | number | boolean>>;

/** One code of the catalogue: call it to make the diagnostic. */
export interface Mistake<Params extends MistakeParams = MistakeParams> {
  (span: Span, params: Params, labels?: readonly Label[], fix?: Fix): Diagnostic;
  readonly code: string;
  readonly severity: Severity;
  readonly meaning: string;
}

/**
 * Defines a code. Message and help are functions of the parameters, so that every output format has both.
 *
 * @param entry.meaning - one line for the docs and `--explain`
 * @param entry.message - found, then expected; no full stop
 * @param entry.help - what to type instead
 */
export function mistake<Params extends MistakeParams = Record<never, never>>(
  code: string,
  entry: {
    readonly severity?: Severity;
    readonly meaning: string;
    readonly message: (params: Params) => string;
    readonly help?: (params: Params) => string | undefined;
  },
): Mistake<Params> {
  const { severity = "error", meaning } = entry;
  const make = (span: Span, params: Params, labels?: readonly Label[], fix?: Fix): Diagnostic => {
    const help = entry.help?.(params);
    return {
      code,
      severity,
      message: entry.message(params),
      span,
      params,
      ...(labels === undefined ? {} : { labels }),
      ...(help === undefined ? {} : { help }),
      ...(fix === undefined ? {} : { fix }),
    };
  };
  return Object.assign(make, { code, severity, meaning });
}

/** Names for a sentence: `a, b or c`; at most five, then how many more. */
export function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length > 5) return `${quoted.slice(0, 5).join(", ")} or ${quoted.length - 5} more`;
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}
