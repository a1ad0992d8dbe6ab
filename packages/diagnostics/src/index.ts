/**
 * Mistakes as data: source text, spans, diagnostics, their printed forms.
 * Knows nothing of courses and prints nothing itself; `tools/cli` does.
 * Start reading at `diagnostic.ts`.
 * @module
 */
export { hasErrors } from "./diagnostic.ts";
export type { Diagnostic, Label, Outcome, Severity } from "./diagnostic.ts";
export type { Position, SourceText, Span } from "./source-text.ts";
export { assertNever, BugError, invariant } from "./bug-error.ts";
