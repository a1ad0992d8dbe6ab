import type { Inline } from "./foreign-question.ts";

/** Control characters but line ends, the byte order mark, and what stands for a blank: none of them is text. */
// oxlint-disable-next-line no-control-regex -- these are what is taken out
const NO_TEXT = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFEFF\uFFFD\uE000-\uF8FF]/g;

/** What would be a command of the course language or of markdown, wherever it stands. */
const MARKS = /[\\`*_[\]<>$|~{}]/g;
const ENTITY = /&(?=#?[0-9a-z]+;)/gi;
/** A colon that could begin a directive. */
const DIRECTIVE = /(^|[^\p{L}\p{N}]):(?=:|\p{L})/gu;
/** What is a list, a heading, a quotation or a line only at the beginning of one. */
const BEGINNING = /^(?:[-+#=:]|(\d+)(?=[.)]))/;
/** GFM makes links of these, and an address is no text any more. */
const ADDRESS = /(https?|ftp):(?=\/\/)|(www)\.(?=\w)|(?<=[\w.+-])@(?=[\w-])/gi;

/** Any text as it is read, in the course language: one line, in which nothing is a command. */
export function escaped(text: string): Inline {
  const plain = text.replace(NO_TEXT, " ").replace(/\s+/gu, " ").trim();
  const [braces] = SETTINGS.exec(plain) ?? [];
  return braces === undefined ? marked(plain) : marked(plain.slice(0, -braces.length)) + code(braces);
}

/** Braces at the end would be settings without `:set`, escaped or not: they are shown as what is typed. */
const SETTINGS = /\{[^{}]*\}$/;
const code = (text: string) => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

function marked(plain: string): Inline {
  return plain
    .replace(MARKS, "\\$&")
    .replace(ENTITY, "\\&")
    .replace(DIRECTIVE, "$1\\:")
    .replace(ADDRESS, (all, scheme?: string, www?: string) =>
      scheme ? `${scheme}\\:` : www ? `${www}\\.` : all === "@" ? "\\@" : all,
    )
    .replace(BEGINNING, (all, digits?: string) => (digits ? `${digits}\\` : `\\${all}`));
}

/** Paragraphs of plain text: parted by line ends. */
export function plainParagraphs(text: string): readonly Inline[] {
  return text
    .split(/\n+/)
    .map(escaped)
    .filter((paragraph) => paragraph !== "");
}
