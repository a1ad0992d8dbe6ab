import { termKey, termSlug } from "../glossary.ts";
import { element } from "../prose/element.ts";
import { problem } from "../report.ts";
import { blockWord } from "./block-words.ts";
import type { BlockWord } from "./block-words.ts";
import type { Block } from "./block.ts";
import { ownId } from "./own-id.ts";
import { readPairs } from "./pairs.ts";
import type { Pair } from "./pairs.ts";

interface Deck {
  readonly id?: string;
  readonly pairs: readonly Pair[];
}

/** What the script says, in the course's language. */
const SAID = [
  "cards",
  "cards-start",
  "cards-turn",
  "cards-again",
  "cards-known",
  "cards-done",
  "cards-all",
  "cards-list",
] as const satisfies readonly BlockWord[];

/** `:::flashcards`: a table of fronts and backs, which the page's script asks one by one, what is due first. */
export const flashcards: Block<Deck> = {
  word: { name: "flashcards", forms: ["container"], within: ["page"], attributes: ["id"] },
  read(node, desk) {
    const pairs = readPairs(node, { left: "front", right: "back" }, desk);
    const seen = new Map<string, Pair>();
    let sound = true;
    for (const pair of pairs ?? []) {
      const first = seen.get(termKey(pair.text));
      if (first) {
        desk.report(
          problem("flashcards/duplicate-front", pair.span, {
            message: `two cards ask \`${pair.text}\`: what is known of them could not be told apart`,
            labels: [{ span: first.span, message: "first here" }],
            help: "say more on one of the fronts, or put both backs on one card",
          }),
        );
        sound = false;
      }
      seen.set(termKey(pair.text), pair);
    }
    const id = ownId(node, desk);
    if (!pairs || !sound) return undefined;
    return { pairs, ...(id !== undefined && { id }) };
  },
  render: ({ id, pairs }, { inline, language }) => [
    element(
      "tessera-cards",
      {
        dataBlock: "flashcards",
        dataId: id,
        dataWords: JSON.stringify(Object.fromEntries(SAID.map((word) => [word, blockWord(word, language)]))),
      },
      [
        element(
          "dl",
          {},
          pairs.flatMap(({ text, left, right }) => [
            // What is kept of a card goes by its front: it may move, and its back may be mended.
            element("dt", { dataCard: termSlug(termKey(text)) }, inline(left)),
            element("dd", {}, inline(right)),
          ]),
        ),
      ],
    ),
  ],
};
