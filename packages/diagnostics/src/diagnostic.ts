import type { Span } from "./source-text.ts";

export type Severity = "error" | "warning" | "info";

/** Another place that belongs to the same mistake, e.g. "first defined here". */
export interface Label {
  readonly span: Span;
  readonly message: string;
}

/** What to put in place of a part of a source, where that is certain: nothing else could have been meant. */
export interface Fix {
  /** Empty where something is put in. */
  readonly span: Span;
  readonly text: string;
}

/**
 * One mistake of an author, or one finding about a package: data, never an exception.
 * The text is a function of `params`, so every output format can carry them.
 */
export interface Diagnostic {
  /** `room-or-kind/kebab-case`, e.g. `choice/no-right-answer`; never renamed, never reused. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence without a full stop; quotes what was found, then says what was expected. */
  readonly message: string;
  readonly span?: Span;
  readonly labels?: readonly Label[];
  /** What to type instead. */
  readonly help?: string;
  /** `check --fix` makes it. */
  readonly fix?: Fix;
  /** cmi5 requirement id, e.g. `13.1.4.0-1`, where the mistake would break one. */
  readonly requirement?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** What a step of the compiler returns: a value where one could be made, and everything it noticed. */
export interface Outcome<Value> {
  readonly value?: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** True when any diagnostic is an error: a course with an error never becomes a zip. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
