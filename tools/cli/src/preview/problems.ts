import { lineText, positionOf } from "@tessera/diagnostics";
import type { Diagnostic, SourceText, Span } from "@tessera/diagnostics";
import type { PreviewPlace, PreviewProblem } from "@tessera/lms";

type Sources = ReadonlyMap<string, SourceText>;

/** More than anybody mends between two saves; each is sent to every page that watches. */
const SHOWN = 200;

/** UTF-16 units of a line on each side of what is meant. */
const AROUND = 80;

/** Diagnostics as the page shows them, with the text they are about. Errors are never among those left out. */
export function problemsOf(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): { readonly problems: readonly PreviewProblem[]; readonly more: number } {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  let room = Math.max(0, SHOWN - errors);
  const shown = diagnostics.filter(({ severity }) => severity === "error" || room-- > 0).slice(0, SHOWN);
  return {
    problems: shown.map((diagnostic) => problemOf(diagnostic, sources)),
    more: diagnostics.length - shown.length,
  };
}

function problemOf(diagnostic: Diagnostic, sources: Sources): PreviewProblem {
  const { code, severity, message, span, help, labels = [] } = diagnostic;
  const place = span && placeOf(span, sources);
  return {
    code,
    severity,
    message,
    ...(place && { place }),
    ...(help !== undefined && { help }),
    others: labels.flatMap((label) => {
      const at = placeOf(label.span, sources);
      return at === undefined ? [] : [{ ...at, message: label.message }];
    }),
  };
}

function placeOf({ file, start, end }: Span, sources: Sources): PreviewPlace | undefined {
  const source = sources.get(file);
  if (source === undefined) return undefined;
  const { line, column } = positionOf(source, start);
  const text = lineText(source, line);
  const from = column - 1;
  const to = Math.min(text.length, from + Math.max(end - start, 0));
  const before = text.slice(Math.max(0, from - AROUND), from);
  const meant = text.slice(from, Math.min(to, from + 2 * AROUND));
  const after = text.slice(from + meant.length, from + meant.length + AROUND);
  return { file, line, column, excerpt: [before, meant, after] };
}
