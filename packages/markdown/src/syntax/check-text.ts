import { suggest } from "@tessera/diagnostics";
import type { Blockquote, Heading, Html, Parents, Text } from "mdast";
import { didYouMean, problem, respelt } from "../report.ts";
import { isDirective } from "./syntax-context.ts";
import type { SyntaxContext } from "./syntax-context.ts";

export const ALERTS = ["note", "tip", "important", "warning", "caution"] as const;
const BRACES_AT_END = /(?<!\\)\{[^{}\n]*\}[ \t]*(?=\n|$)/g;

/** What remains of a directive that failed to parse, inside one run of text (guard 4). */
export function checkText(
  node: Text,
  { context, parent }: { context: SyntaxContext; parent: Parents },
): void {
  if (!node.position) return;
  const { file, start, end } = context.file.span(node);
  const { text } = context.file.source;
  const raw = text.slice(start, end);
  const index = parent.children.indexOf(node as never);
  const before = parent.children[index - 1];
  const afterDirective = before !== undefined && isDirective(before) && before.type === "textDirective";
  if (afterDirective && /^[{[]/.test(raw)) {
    const brace = raw.startsWith("{");
    context.report(
      problem(
        "directive/after-directive",
        { file, start, end: start + 1 },
        {
          message: `\`${raw[0] as string}\` right behind \`:${before.name}\` could not be read as part of it`,
          help: brace
            ? "put a value that has a space or one of `\"'<=>` or a backtick in quotes, or write `\\{`"
            : "close the bracket, or write `\\[`",
        },
      ),
    );
    return;
  }
  checkFootnotes(raw, { file, start, context });
  checkUnbracketed(raw, { file, start, first: index === 0, context });
  for (const match of raw.matchAll(BRACES_AT_END)) {
    const from = start + match.index;
    const to = from + match[0].trimEnd().length;
    // A directive that could not be read has been reported as a line.
    const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
    if (/^[\s>]*::/.test(line)) continue;
    const lineGoesOn = from + match[0].length === end && end < text.length && text[end] !== "\n";
    if (lineGoesOn && parent.children[index + 1] !== undefined) continue;
    context.report(
      problem(
        "directive/braces-alone",
        { file, start: from, end: to },
        {
          message: `\`${match[0].trim()}\` belongs to no directive`,
          help: `settings of an answer are written \`:set${match[0].trim()}\`; plain braces \`\\{\``,
        },
      ),
    );
  }
  if (raw.startsWith("$$") && index === 0)
    context.report(
      problem(
        "math/not-closed",
        { file, start, end: start + 2 },
        {
          message: "a formula that `$$` opens is not closed in its line",
          help: "write `$$` at its end, or `\\$\\$` for two plain dollar signs",
        },
      ),
    );
}

/** What a reference to a footnote becomes when there is no such note: text. */
function checkFootnotes(raw: string, { file, start, context }: Omit<Raw, "first">): void {
  for (const match of raw.matchAll(/(?<!\\)\[\^([^\]\s]+)\]/g)) {
    const [reference, name = ""] = match;
    const from = start + match.index;
    context.report(
      problem(
        "link/dead",
        { file, start: from, end: from + reference.length },
        {
          message: `this page has no footnote \`${reference}\``,
          help: `write \`[^${name}]: \` and its text in a paragraph of its own, or \`\\[\` for a plain bracket`,
        },
      ),
    );
  }
}

interface Raw {
  readonly file: string;
  readonly start: number;
  readonly first: boolean;
  readonly context: SyntaxContext;
}

/** A registered text name after a space, without its brackets. */
function checkUnbracketed(raw: string, { file, start, first, context }: Raw): void {
  for (const match of raw.matchAll(/(^|[\s(]):([a-z][a-z-]*)(?![\w:[{-])/g)) {
    const [, lead = "", name = ""] = match;
    if (lead === "" && !first) continue;
    if (!context.language.words.get(name)?.forms.includes("text")) continue;
    const from = start + match.index + lead.length;
    context.report(
      problem(
        "directive/unbracketed",
        { file, start: from, end: from + name.length + 1 },
        {
          message: `\`:${name}\` stands without its ${name === "set" ? "braces" : "brackets"}`,
          help:
            name === "set" ? "write `:set{…}`" : `write \`:${name}[…]\`, or \`\\:${name}\` for plain text`,
        },
      ),
    );
  }
}

/** Raw HTML never reaches a page; a comment is the author's note and is dropped in silence. */
export function checkHtml(node: Html, context: SyntaxContext): void {
  const raw = node.value.trim();
  if (/^<!--[\s\S]*-->$/.test(raw) && raw.indexOf("-->") === raw.length - 3) return;
  // The end tag of what was reported at its start tag.
  if (/^<\/[A-Za-z][^>]*>$/.test(raw)) return;
  const span = context.file.span(node);
  const tag = /^<\/?([A-Za-z][\w-]*)/.exec(raw)?.[1];
  const first = raw.split("\n")[0] as string;
  context.report(
    problem(
      "html/raw",
      { ...span, end: Math.min(span.end, span.start + first.length) },
      {
        message: tag ? `raw HTML \`<${tag.toLowerCase()}>\`` : "raw HTML",
        help: "say it in markdown; write `&lt;` or put it in backticks to show the tag itself",
      },
    ),
  );
}

/** A line of `=` under a text, often a stray separator, would make the text a title. */
export function checkHeadingLine(node: Heading, context: SyntaxContext): void {
  const { file, start, end } = context.file.span(node);
  const raw = context.file.source.text.slice(start, end);
  if (raw.startsWith("#") || !/=[ \t]*$/.test(raw)) return;
  const first = raw.split("\n")[0] as string;
  context.report(
    problem(
      "heading/underlined",
      { file, start, end: start + first.length },
      {
        message: "a heading underlined with `=`",
        help: `write \`# ${first.trim()}\`; put a blank line before the line of \`=\` if it is none`,
      },
    ),
  );
}

/** An alert's marker stands alone on the first line of its quote. */
export function checkBlockquote(node: Blockquote, context: SyntaxContext): void {
  const first = node.children[0];
  if (first?.type !== "paragraph") return;
  const { file, start, end } = context.file.span(first);
  const raw = context.file.source.text.slice(start, end);
  const match = /^\[!([A-Za-z]+)\](?![([])([^\n]*)/.exec(raw);
  if (!match) return;
  const [marker, name = "", beside = ""] = match;
  const word = name.toLowerCase();
  const known = ALERTS.map((alert) => alert.toUpperCase());
  if (!ALERTS.some((alert) => alert === word)) {
    const span = { file, start, end: start + name.length + 3 };
    const help = didYouMean(suggest(name.toUpperCase(), known), known);
    const fix = respelt(name, known, { file, start: start + 2, end: start + 2 + name.length });
    context.report(problem("alert/unknown", span, { message: `unknown alert \`[!${name}]\``, help, fix }));
  } else if (beside.trim() !== "") {
    const span = { file, start, end: start + marker.trimEnd().length };
    context.report(
      problem("alert/text-beside-marker", span, {
        message: `text beside the marker \`[!${name}]\``,
        help: `put it on the next line: \`> [!${name.toUpperCase()}]\` and then \`> ${beside.trim()}\``,
      }),
    );
  }
}
