import type { Diagnostic } from "./diagnostic.ts";

/** How many are shown unless the caller says otherwise; more than this nobody reads in one go. */
export const SHOWN = 100;

/** By file, then by position, then as they were found. Those without a place come first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (left, right) =>
      compare(left.span?.file ?? "", right.span?.file ?? "") ||
      (left.span?.start ?? 0) - (right.span?.start ?? 0) ||
      (left.span?.end ?? 0) - (right.span?.end ?? 0),
  );
}

export interface Selection {
  readonly shown: readonly Diagnostic[];
  readonly hidden: number;
}

/** The first `limit` in order; an error is never hidden to make room for a warning. */
export function select(diagnostics: readonly Diagnostic[], limit = SHOWN): Selection {
  const sorted = sortDiagnostics(diagnostics);
  if (sorted.length <= limit) return { shown: sorted, hidden: 0 };
  const byWeight = [
    ...sorted.filter((diagnostic) => diagnostic.severity === "error"),
    ...sorted.filter((diagnostic) => diagnostic.severity === "warning"),
    ...sorted.filter((diagnostic) => diagnostic.severity === "info"),
  ];
  const kept = new Set(byWeight.slice(0, Math.max(limit, 0)));
  return { shown: sorted.filter((diagnostic) => kept.has(diagnostic)), hidden: sorted.length - kept.size };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
