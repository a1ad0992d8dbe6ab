import type { SourceText } from "@tessera/diagnostics";
import { BLANK, NotTaken, readBlocks } from "./foreign-question.ts";
import type { Block, Foreign, ForeignAnswers, ForeignQuestion } from "./foreign-question.ts";
import { readAnswers } from "./gift-answers.ts";
import { giftText, unmasked, masked } from "./gift-text.ts";
import type { GiftText } from "./gift-text.ts";

/**
 * GIFT, Moodle's text format: https://docs.moodle.org/en/GIFT_format. Questions are parted by empty lines, and `//` begins
 * a line that is a note.
 */
export function readGift(source: SourceText): Foreign {
  let category: string | undefined;
  return readBlocks(source, blocksOf(source.text), (block, changed) => {
    const [, name] = /^\$CATEGORY:\s*(.*)$/.exec(block.text.split("\n")[0] as string) ?? [];
    if (name !== undefined) {
      category = nameOf(name);
      const rest = block.text.slice(block.text.split("\n")[0]?.length).trim();
      if (rest === "") return undefined;
      block = { text: rest, start: block.start };
    }
    const question = readQuestion(block, changed);
    const under = category;
    category = undefined;
    return { ...question, ...(under !== undefined && { category: under }) };
  });
}

/** `$course$/top/Networks` is called Networks. */
function nameOf(category: string): string {
  return category
    .split(/(?<!\/)\/(?!\/)/)
    .filter((part) => !/^(?:\$\w+\$|top|)$/.test(part.trim()))
    .join(" / ");
}

/** Notes leave empty space behind, so that places stay. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let from = -1;
  let to = 0;
  let offset = 0;
  const plain = text.replace(/^[ \t]*\/\/.*$/gm, (note) => "\uE101".padEnd(note.length, " "));
  const end = () => {
    if (from !== -1) blocks.push({ text: plain.slice(from, to).replace(/^\uE101 *\n?/gm, ""), start: from });
    from = -1;
  };
  for (const line of plain.split("\n")) {
    if (line.trim() === "") end();
    else if (!line.startsWith("\uE101")) {
      if (from === -1) from = offset;
      to = offset + line.length;
    }
    offset += line.length + 1;
  }
  end();
  return blocks;
}

function readQuestion({ text }: Block, changed: (message: string, help?: string) => void): ForeignQuestion {
  const whole = masked(text);
  const [, title, rest = ""] = /^\s*(?:::([\s\S]*?)::)?([\s\S]*)$/.exec(whole) ?? [];
  const [, format, asked = ""] = /^\s*(?:\[(html|moodle|plain|markdown)\])?([\s\S]*)$/.exec(rest) ?? [];
  const open = asked.indexOf("{");
  if (open === -1) {
    if (asked.includes("}"))
      throw new NotTaken("import/unreadable", "there is a `}` and no `{`", "write `\\}` for the mark");
    throw new NotTaken(
      "import/left-out",
      "this is a text and asks nothing; a bank holds questions only",
      "write it on the page that the quiz stands on",
    );
  }
  const close = asked.indexOf("}", open);
  if (close === -1)
    throw new NotTaken(
      "import/unreadable",
      "the answers begin with `{`, and no `}` follows before the next empty line",
      "close them, or write `\\{` for the mark",
    );
  const after = asked.slice(close + 1);
  if (after.includes("{")) throw new NotTaken("import/unreadable", "this question has answers in two places");
  const lost = new Set<string>();
  const read: GiftText = (part) => giftText(part, { format, lost });
  const { answers, feedback } = readAnswers(asked.slice(open + 1, close), { read, changed });
  const around = read(asked.slice(0, open) + (after.trim() === "" ? "" : `${BLANK}${after}`));
  const question = {
    ...(title !== undefined && { name: unmasked(title).trim() }),
    text: withBlank(around, answers),
    answers,
    ...(feedback !== undefined && { feedback }),
  };
  if (lost.size > 0)
    changed(
      `of this question ${[...lost].map((tag) => `\`<${tag}>\``).join(", ")} is left out`,
      "add what it showed where it belongs; pictures are files of the course",
    );
  return question;
}

/** Where nothing says where the answer belongs, a blank stands below the question; others show a gap. */
function withBlank(paragraphs: readonly string[], answers: ForeignAnswers): readonly string[] {
  const isThere = paragraphs.some((paragraph) => paragraph.includes(BLANK));
  if (answers.kind === "fill-in") return isThere ? paragraphs : [...paragraphs, BLANK];
  return paragraphs.map((paragraph) => paragraph.replace(BLANK, " \\_\\_\\_\\_ ").replace(/ +/g, " ").trim());
}
