import type { PreviewPlace, PreviewProblem, PreviewSnapshot } from "@tessera/lms";
import { count } from "./statement-lines.ts";

/** As editors and terminals take it: `01-page.md:12:4`. */
export function placeWords({ file, line, column }: PreviewPlace): string {
  return `${file}:${line}:${column}`;
}

/** Where the entry of a code is: a page that the same server has. */
export function entryOf(code: string): string {
  return `/docs/diagnostics#${code}`;
}

const SEVERITY: Readonly<Record<PreviewProblem["severity"], string>> = {
  error: "Error",
  warning: "Warning",
  info: "Note",
};

export function severityWord({ severity }: PreviewProblem): string {
  return SEVERITY[severity];
}

export function errorsIn({ problems }: PreviewSnapshot): number {
  return problems.filter(({ severity }) => severity === "error").length;
}

/** e.g. `2 errors, 1 warning`; of a course without mistakes, that it has none. */
export function summaryWords(preview: PreviewSnapshot): string {
  const of = (severity: PreviewProblem["severity"]): number =>
    preview.problems.filter((problem) => problem.severity === severity).length;
  const parts = [
    [of("error"), "error"],
    [of("warning"), "warning"],
    [of("info"), "note"],
    [preview.more, "more", "more"],
  ] as const;
  const said = parts.flatMap(([number, one, many]) => (number === 0 ? [] : [count(number, one, many)]));
  return said.length === 0 ? "The course has no mistakes" : said.join(", ");
}

/** What plays while the saved text has errors; undefined while they are the same. */
export function behindWords(preview: PreviewSnapshot | undefined): string | undefined {
  if (preview?.behind !== true) return undefined;
  const errors = errorsIn(preview);
  const has = `What is saved has ${errors === 0 ? "errors" : count(errors, "error")}.`;
  return preview.course === undefined
    ? `${has} The course plays here as soon as they are mended.`
    : `${has} What plays here is the last version without them.`;
}
