import type { Diagnostic, SourceText, Span } from "@tessera/diagnostics";

/**
 * Diagnostics and sources of one course with file names as seen from where the command runs, so that a click on
 * `file:line` in a terminal opens the file.
 *
 * @param folder - path of the course folder from the working directory; `""` when it is the working directory
 */
export function placed(
  compiled: {
    readonly diagnostics: readonly Diagnostic[];
    readonly sources: ReadonlyMap<string, SourceText>;
  },
  folder: string,
): { prefix: string; diagnostics: readonly Diagnostic[]; sources: ReadonlyMap<string, SourceText> } {
  const prefix = folder === "" ? "" : `${folder.replaceAll("\\", "/")}/`;
  const span = (at: Span): Span => ({ ...at, file: prefix + at.file });
  return {
    prefix,
    diagnostics: compiled.diagnostics.map((diagnostic) => ({
      ...diagnostic,
      ...(diagnostic.span ? { span: span(diagnostic.span) } : {}),
      ...(diagnostic.fix ? { fix: { ...diagnostic.fix, span: span(diagnostic.fix.span) } } : {}),
      ...(diagnostic.labels
        ? { labels: diagnostic.labels.map((label) => ({ ...label, span: span(label.span) })) }
        : {}),
    })),
    sources: new Map(
      [...compiled.sources].map(([file, source]) => [prefix + file, { ...source, file: prefix + file }]),
    ),
  };
}
