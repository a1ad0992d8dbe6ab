import type { SourceText } from "@tessera/diagnostics";
import { NotTaken, readBlocks } from "./foreign-question.ts";
import type { Block, Foreign, ForeignQuestion } from "./foreign-question.ts";
import { escaped, plainParagraphs } from "./inline-text.ts";

const ANSWER = /^\s*ANSWER\s*:\s*(\S*)\s*$/i;
const OPTION = /^\s*([A-Z])[.)]\s+(.*)$/;

/** Questions with lettered options and a line `ANSWER: B`, as Moodle and others write them. */
export function readAiken(source: SourceText): Foreign {
  return readBlocks(source, blocksOf(source.text), readQuestion);
}

/** Each ends with its line `ANSWER:`; what stands behind the last one is a question without an answer. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let from = -1;
  let offset = 0;
  for (const line of text.split("\n")) {
    if (from === -1 && line.trim() !== "") from = offset;
    const end = offset + line.length;
    if (from !== -1 && ANSWER.test(line)) {
      blocks.push({ text: text.slice(from, end), start: from });
      from = -1;
    }
    offset = end + 1;
  }
  if (from !== -1) blocks.push({ text: text.slice(from).trimEnd(), start: from });
  return blocks;
}

function readQuestion({ text }: Block): ForeignQuestion {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [, answer] = ANSWER.exec(lines.at(-1) ?? "") ?? [];
  if (answer === undefined)
    throw new NotTaken(
      "import/unreadable",
      "this question has no line `ANSWER:`",
      "add `ANSWER: A` below its options",
    );
  const first = lines.findIndex((line) => OPTION.test(line));
  if (first <= 0)
    throw new NotTaken(
      "import/unreadable",
      first === 0 ? "there is no text before the options" : "this question has no options",
      "write the question on a line, then `A. …`, `B. …`, then `ANSWER: A`",
    );
  const options: { readonly letter: string; text: string }[] = [];
  for (const line of lines.slice(first, -1)) {
    const [, letter, option] = OPTION.exec(line) ?? [];
    const last = options.at(-1);
    if (letter !== undefined) options.push({ letter, text: option ?? "" });
    else if (last) last.text += ` ${line.trim()}`;
  }
  const letters = options.map(({ letter }) => letter);
  if (!letters.includes(answer.toUpperCase()))
    throw new NotTaken(
      "import/unreadable",
      `the answer is \`${answer}\`, and the options are ${letters.join(", ")}`,
      "name one of the letters",
    );
  const twice = letters.find((letter, index) => letters.indexOf(letter) !== index);
  if (twice !== undefined) throw new NotTaken("import/unreadable", `there are two options \`${twice}\``);
  return {
    text: plainParagraphs(lines.slice(0, first).join("\n")),
    answers: {
      kind: "choice",
      options: options.map((option) => ({
        text: escaped(option.text),
        right: option.letter === answer.toUpperCase(),
      })),
    },
  };
}
