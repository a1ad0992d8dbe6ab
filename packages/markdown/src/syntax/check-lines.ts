import { suggest } from "@tessera/diagnostics";
import type { Fix } from "@tessera/diagnostics";
import type { Nodes, Paragraph, TableRow } from "mdast";
import { didYouMean, problem } from "../report.ts";
import type { SyntaxContext } from "./syntax-context.ts";

/** Guard 4: a line of text that starts with `::` was meant to be a directive or to close one. */
export function checkLine(node: Paragraph | TableRow, context: SyntaxContext): void {
  const { file, start, end } = context.file.span(node);
  const raw = context.file.source.text.slice(start, end);
  if (!raw.includes("::") && !raw.includes("$$")) return;
  const hidden = codeIn(node, context);
  let offset = start;
  for (const [index, line] of raw.split("\n").entries()) {
    const prefix = index === 0 ? 0 : (/^[\s>]*/.exec(line)?.[0].length ?? 0);
    const at = offset + prefix;
    const text = line.slice(prefix);
    offset += line.length + 1;
    if (!text.startsWith("::") || hidden.some(([from, to]) => at >= from && at < to)) continue;
    const span = { file, start: at, end: at + text.trimEnd().length };
    if (node.type === "tableRow") {
      const message = "this line follows a table without a blank line, so it became a row of the table";
      const { text: source } = context.file.source;
      const fix = source[at - 1] === "\n" ? { span: { file, start: at, end: at }, text: "\n" } : undefined;
      context.report(problem("fence/pulled-in", span, { message, help: "put a blank line before it", fix }));
    } else if (/^:{3,}\s*$/.test(text)) reportStray(span, context);
    else reportMalformed(text.trimEnd(), span, context);
  }
}

/** Offsets of inline code: colons in it are nobody's. */
function codeIn(node: Nodes, context: SyntaxContext): readonly (readonly [number, number])[] {
  if (node.type === "inlineCode") {
    const { start, end } = context.file.span(node);
    return [[start, end]];
  }
  return "children" in node ? node.children.flatMap((child) => codeIn(child, context)) : [];
}

type Place = { readonly file: string; readonly start: number; readonly end: number };

function reportStray(span: Place, context: SyntaxContext): void {
  if (context.excused > 0) {
    context.excused -= 1;
    return;
  }
  context.report(
    problem("fence/closes-nothing", span, {
      message: "this line of colons closes nothing",
      help: "take it out, or open a container above it; an outer container takes more colons than what it holds",
    }),
  );
}

function reportMalformed(text: string, span: Place, context: SyntaxContext): void {
  const colons = /^:+/.exec(text)?.[0] ?? "";
  // Its closing line will be found, and is not another mistake.
  if (colons.length >= 3) context.excused += 1;
  const { message, help } = causeOf(text, colons, context);
  context.report(problem("directive/malformed", span, { message, help, fix: closeUp(text, span, context) }));
}

/** A known word with a space before its name, its braces or its brackets: the space goes. */
function closeUp(text: string, span: Place, { language }: SyntaxContext): Fix | undefined {
  const [, colons = "", gap = "", name = "", behind = "", rest = ""] =
    /^(:+)( *)([\p{L}][\p{L}\p{N}_-]*)( *)((?:\[[^\][]*\])?(?:\{[^{}]*\})?)$/u.exec(text) ?? [];
  if (gap.length + behind.length === 0 || !language.words.has(name)) return undefined;
  // `::: choice something` has words behind it, which belong nowhere yet.
  return { span, text: `${colons}${name}${rest}` };
}

/** The most likely reason why a line is no directive. */
function causeOf(text: string, colons: string, context: SyntaxContext): { message: string; help: string } {
  const rest = text.slice(colons.length);
  const name = /^[\p{L}][\p{L}\p{N}_-]*/u.exec(rest)?.[0] ?? "";
  const after = rest.slice(name.length);
  const known = context.language.words.has(name) ? undefined : suggest(name, context.language.words.keys());
  const right = `${colons}${known ?? name}`;
  const hint = known ? ` (${didYouMean(known) as string})` : "";
  const spaced = /^\s+([\p{L}][\p{L}\p{N}_-]*)/u.exec(rest)?.[1];
  if (name === "" && spaced !== undefined)
    return { message: "a space between the colons and the name", help: `write \`${colons}${spaced}\`` };
  if (name === "")
    return { message: "colons without a name", help: "write a name behind them, or `\\:` for a plain colon" };
  const braces = /[{[]/.exec(after);
  if (/^\s+[{[]/.test(after))
    return {
      message: `a space before the ${after.trim().startsWith("{") ? "braces" : "brackets"} of \`${colons}${name}\``,
      help: `write \`${right}${after.trim()}\`${hint}`,
    };
  if (!braces)
    return {
      message: `words behind \`${colons}${name}\``,
      help: `what is read stands in brackets: \`${right}[${after.trim()}]\`${hint}`,
    };
  if (after.includes("{") && !after.includes("}"))
    return {
      message: `the braces of \`${colons}${name}\` are not closed on the same line`,
      help: `an opening line is one line and ends with \`}\`${hint}`,
    };
  if (after.startsWith("[") && !after.includes("]"))
    return {
      message: `the brackets of \`${colons}${name}\` are not closed on the same line`,
      help: `an opening line is one line${hint}`,
    };
  const behind = /[}\]]\s*([^}\]]+)$/.exec(after)?.[1];
  if (behind !== undefined && behind.trim() !== "")
    return {
      message: `text behind the opening line of \`${colons}${name}\``,
      help: `put \`${behind.trim()}\` on the next line${hint}`,
    };
  return {
    message: `the braces of \`${colons}${name}\` cannot be read`,
    help: `put a value that has a space or one of \`"'<=>\` or a backtick in quotes: \`name="a value"\`${hint}`,
  };
}
