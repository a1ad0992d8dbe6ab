/**
 * Mistakes as data: source text, spans, diagnostics, their printed forms.
 * Knows nothing of courses and prints nothing itself; `tools/cli` does.
 * Start reading at `diagnostic.ts`.
 * @module
 */
export { hasErrors } from "./diagnostic.ts";
export { applyFixes, renderFixes } from "./apply-fixes.ts";
export type { Diagnostic, Fix, Label, Outcome, Severity } from "./diagnostic.ts";
export type { Catalogue, CodeEntry } from "./catalogue.ts";
export { lineCount, lineText, offsetOf, positionOf } from "./source-text.ts";
export type { Position, SourceText, Span } from "./source-text.ts";
export { displayWidth, printable } from "./display-width.ts";
export { placeOf } from "./place.ts";
export type { Place } from "./place.ts";
export { select, SHOWN, sortDiagnostics } from "./order.ts";
export type { Selection } from "./order.ts";
export { certainly, editDistance, suggest } from "./suggest.ts";
export { renderPretty } from "./render-pretty.ts";
export type { Painter, PrettyOptions, Sources } from "./render-pretty.ts";
export { renderJson } from "./render-json.ts";
export { renderGithub } from "./render-github.ts";
export { renderSarif } from "./render-sarif.ts";
export { assertNever, BugError, invariant } from "./bug-error.ts";
