import type { Diagnostic, Fix } from "./diagnostic.ts";
import type { SourceText } from "./source-text.ts";

/**
 * A source after the mends of these diagnostics, in one pass. Of two that touch the same text the first in the file is
 * made; the other one is found again by the next run, if it is still there.
 *
 * @returns the text, and the mends that were made, in the order of the text
 */
export function applyFixes(
  source: SourceText,
  diagnostics: readonly Diagnostic[],
): { readonly text: string; readonly made: readonly Fix[] } {
  const fixes = diagnostics
    .flatMap(({ fix }) => (fix && fix.span.file === source.file ? [fix] : []))
    .sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
  const made: Fix[] = [];
  let text = "";
  let at = 0;
  for (const fix of fixes) {
    const { start, end } = fix.span;
    const last = made.at(-1);
    const same = last?.span.start === start && last.span.end === end;
    if (start < at || same || end < start || end > source.text.length) continue;
    text += source.text.slice(at, start) + fix.text;
    at = end;
    made.push(fix);
  }
  return { text: text + source.text.slice(at), made };
}

/** What changed, line by line, as `diff` writes it: `-` before, `+` after, without lines that stay. */
export function renderFixes(source: SourceText, made: readonly Fix[]): string {
  const lines = [`--- ${source.file}`, `+++ ${source.file}`];
  const { text } = source;
  for (let index = 0; index < made.length;) {
    const first = made[index] as Fix;
    const from = text.lastIndexOf("\n", first.span.start - 1) + 1;
    let to = lineEnd(text, first.span.end);
    let next = index + 1;
    while (next < made.length && (made[next] as Fix).span.start <= to) {
      to = Math.max(to, lineEnd(text, (made[next] as Fix).span.end));
      next += 1;
    }
    const before = text.slice(from, to);
    let after = "";
    let at = from;
    for (const { span, text: put } of made.slice(index, next)) {
      after += text.slice(at, span.start) + put;
      at = span.end;
    }
    after += text.slice(at, to);
    const line = text.slice(0, from).split("\n").length;
    const [old, now] = [before.split("\n"), after.split("\n")];
    // A line that was put in before another one stands alone.
    const kept = old.length === 1 && now.at(-1) === old[0] ? 1 : 0;
    lines.push(`@@ line ${line} @@`);
    if (kept === 0) lines.push(...old.map((each) => `-${each}`));
    lines.push(...now.slice(0, now.length - kept).map((each) => `+${each}`));
    if (kept === 1) lines.push(...old.map((each) => ` ${each}`));
    index = next;
  }
  return `${lines.join("\n")}\n`;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}
