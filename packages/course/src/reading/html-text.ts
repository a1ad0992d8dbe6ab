/** What stands in compiled HTML as text to read. The HTML is our own renderer's, so tags are found by their shape. */

/** Nobody reads these as sentences, or not in the course's language. */
const SKIPPED = /<(pre|code|math|svg|table|style|script)\b[\s\S]*?<\/\1>/g;
/** A transcript says again what is heard. */
const TRANSCRIPT = /<details class="transcript"[\s\S]*?<\/details>/g;
/** Where one of these begins or ends, a sentence ends at the latest. */
const BLOCK_EDGE =
  /<\/?(?:p|li|ul|ol|h[1-6]|div|section|blockquote|figure|figcaption|details|summary|dt|dd|dl|br|aside|td|th|tr)\b[^>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Runs of text, one for each paragraph, entry of a list or heading; white space folded. */
export function textBlocks(
  html: string,
  { tables = false }: { readonly tables?: boolean } = {},
): readonly string[] {
  const skipped = tables ? html.replace(/<\/?table\b[^>]*>/g, "") : html;
  return skipped
    .replace(TRANSCRIPT, "")
    .replace(SKIPPED, " ")
    .replace(BLOCK_EDGE, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex?: string, digits?: string, name = "") =>
      hex !== undefined || digits !== undefined
        ? String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16))
        : (ENTITIES[name] ?? " "),
    )
    .split("\n")
    .map((block) => block.replace(/\s+/g, " ").trim())
    .filter((block) => block !== "");
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

export function wordsIn(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

/** Sentences of at least three words: a heading or “Yes.” says nothing about reading. */
export function sentencesIn(blocks: readonly string[]): readonly (readonly string[])[] {
  return blocks
    .flatMap((block) => block.split(/(?<=[.!?…:][)"'”’»]?)\s+(?=[\p{Lu}\p{N}"'“‘«(])/u))
    .map(wordsIn)
    .filter((words) => words.length >= 3);
}
