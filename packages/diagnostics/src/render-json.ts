import type { Diagnostic } from "./diagnostic.ts";
import { select } from "./order.ts";
import { placeOf } from "./place.ts";
import type { Sources } from "./render-pretty.ts";

/**
 * Diagnostics for programs: `{ diagnostics: [{ code, severity, message, file, line, column, endLine, endColumn,
 * help?, fix?, requirement?, params?, labels? }], errors, warnings, hidden }`, lines and columns 1-based.
 *
 * @param limit - how many at most; all of them by default
 */
export function renderJson(diagnostics: readonly Diagnostic[], sources: Sources, limit = Infinity): string {
  const { shown, hidden } = select(diagnostics, limit);
  const count = (severity: string) => diagnostics.filter((each) => each.severity === severity).length;
  const data = {
    diagnostics: shown.map(({ code, severity, message, span, help, fix, requirement, params, labels }) => ({
      code,
      severity,
      message,
      ...(span && { file: span.file, ...placeOf(span, sources) }),
      ...(help !== undefined && { help }),
      ...(fix && { fix: { file: fix.span.file, ...placeOf(fix.span, sources), text: fix.text } }),
      ...(requirement !== undefined && { requirement }),
      ...(params && { params }),
      ...(labels && {
        labels: labels.map((label) => ({
          message: label.message,
          file: label.span.file,
          ...placeOf(label.span, sources),
        })),
      }),
    })),
    errors: count("error"),
    warnings: count("warning"),
    hidden,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
