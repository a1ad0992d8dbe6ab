import type { Diagnostic, Severity } from "./diagnostic.ts";
import { displayWidth, printable } from "./display-width.ts";
import { select } from "./order.ts";
import { lineText, positionOf } from "./source-text.ts";
import type { SourceText, Span } from "./source-text.ts";

/** Every source that diagnostics may point into, by `file`. */
export type Sources = ReadonlyMap<string, SourceText>;

/** Puts colour on one piece of the output. No colour library here: the command line brings its own. */
export type Painter = (role: Severity | "strong" | "faint" | "help", text: string) => string;

export interface PrettyOptions {
  readonly colour?: Painter;
  /** How many are shown; the rest is counted in the last line. 100 by default. */
  readonly limit?: number;
}

/** Source lines longer than this many columns are cut round the caret. */
const WINDOW = 140;

/**
 * Diagnostics for people, in the look of rustc: message, place, line, caret, help.
 *
 * @returns text that ends in a line break; empty when there is nothing to say
 */
export function renderPretty(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  options: PrettyOptions = {},
): string {
  const paint: Painter = options.colour ?? ((_, text) => text);
  const { shown, hidden } = select(diagnostics, options.limit);
  const parts = shown.map((diagnostic) => renderOne(diagnostic, sources, paint));
  if (shown.length + hidden > 0) parts.push(`${summary(diagnostics, hidden)}\n`);
  return parts.join("\n");
}

function renderOne(diagnostic: Diagnostic, sources: Sources, paint: Painter): string {
  const { span, labels = [] } = diagnostic;
  const places = [...(span ? [span] : []), ...labels.map((label) => label.span)];
  const gutter = Math.max(2, ...places.map((place) => lineNumber(place, sources).length));
  const indent = " ".repeat(gutter);
  const faint = (text: string) => paint("faint", text);
  const head = paint(diagnostic.severity, `${diagnostic.severity}[${diagnostic.code}]`);
  const lines = [`${head}${paint("strong", `: ${printable(diagnostic.message)}`)}`];
  const snippet = { sources, gutter, paint };
  if (span)
    lines.push(...renderSnippet(span, { ...snippet, arrow: "-->", mark: "^", role: diagnostic.severity }));
  for (const label of labels)
    lines.push(
      ...renderSnippet(label.span, {
        ...snippet,
        arrow: ":::",
        mark: "-",
        role: "faint",
        note: label.message,
      }),
    );
  if (diagnostic.help)
    lines.push(`${indent} ${faint("=")} ${paint("help", "help:")} ${printable(diagnostic.help)}`);
  if (diagnostic.requirement)
    lines.push(`${indent} ${faint("=")} cmi5 requirement ${diagnostic.requirement}`);
  return `${lines.join("\n")}\n`;
}

interface SnippetOptions {
  readonly sources: Sources;
  readonly gutter: number;
  readonly paint: Painter;
  readonly arrow: string;
  readonly mark: string;
  readonly role: Severity | "faint";
  readonly note?: string;
}

function renderSnippet(span: Span, options: SnippetOptions): readonly string[] {
  const { sources, gutter, paint, mark, role, note } = options;
  const indent = " ".repeat(gutter);
  const source = sources.get(span.file);
  if (!source)
    return [
      `${indent}${paint("faint", options.arrow)} ${printable(span.file)}${note ? `: ${printable(note)}` : ""}`,
    ];
  const { line, column } = positionOf(source, span.start);
  const raw = lineText(source, line);
  const before = raw.slice(0, column - 1);
  const marked = raw.slice(column - 1, column - 1 + Math.max(span.end - span.start, 1));
  const padding = displayWidth(printable(before));
  // A tab is as wide as where it stands makes it, so widths are differences of whole prefixes.
  const width = Math.max(displayWidth(printable(before + marked)) - padding, 1);
  const cut = window(printable(raw), padding, width);
  const caret = paint(role, mark.repeat(cut.width));
  const bar = paint("faint", "|");
  return [
    `${indent}${paint("faint", options.arrow)} ${printable(span.file)}:${line}:${column}`,
    `${indent} ${bar}`,
    `${paint("faint", String(line).padStart(gutter))} ${bar} ${cut.text}`.trimEnd(),
    `${indent} ${bar} ${" ".repeat(cut.padding)}${caret}${note ? ` ${printable(note)}` : ""}`,
  ];
}

interface Window {
  readonly text: string;
  readonly padding: number;
  readonly width: number;
}

/** Cuts a long line round the caret. Wide characters before the cut may make it a column longer, never shorter. */
function window(text: string, padding: number, width: number): Window {
  if (displayWidth(text) <= WINDOW) return { text, padding, width };
  const characters = [...new Intl.Segmenter("en").segment(text)].map((part) => part.segment);
  const from = Math.max(padding - WINDOW / 2, 0);
  let column = 0;
  let dropped = 0;
  let out = "";
  for (const character of characters) {
    if (column < from) dropped = column + displayWidth(character);
    else if (column < from + WINDOW) out += character;
    column += displayWidth(character);
  }
  const lead = dropped > 0 ? "… " : "";
  const tail = column > from + WINDOW ? " …" : "";
  return {
    text: `${lead}${out}${tail}`,
    padding: padding - dropped + lead.length,
    width: Math.min(width, WINDOW / 2),
  };
}

function lineNumber(span: Span, sources: Sources): string {
  const source = sources.get(span.file);
  return source ? String(positionOf(source, span.start).line) : "";
}

/** `2 errors, 1 warning (12 more not shown)` */
function summary(diagnostics: readonly Diagnostic[], hidden: number): string {
  const count = (severity: Severity, one: string) => {
    const total = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return total === 0 ? [] : [`${total} ${one}${total === 1 ? "" : "s"}`];
  };
  const counts = [...count("error", "error"), ...count("warning", "warning"), ...count("info", "note")].join(
    ", ",
  );
  return hidden === 0 ? counts : `${counts} (${hidden} not shown)`;
}
