import type { PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { termKey } from "../glossary.ts";
import { element } from "../prose/element.ts";
import type { Block } from "./block.ts";

interface Term {
  readonly key: string;
  readonly words: readonly PhrasingContent[];
}

/** `:term[broadcast domains]{of="broadcast domain"}`: a word that a glossary of the course explains. */
export const term: Block<Term> = {
  word: {
    name: "term",
    forms: ["text"],
    within: ["*"],
    attributes: ["of"],
    labelled: "the word as it is read; its meaning stands in a `:::glossary`",
  },
  read(node, { file, map }) {
    const of = file.attributes(node).find(({ name }) => name === "of");
    const name = of?.value ?? toString(node as never);
    // Without its brackets: reported with the word itself.
    if (name.trim() === "") return undefined;
    map.glossary.use(name.replace(/\s+/g, " ").trim(), of ? of.valueSpan : file.span(node));
    return { key: termKey(name), words: node.children as PhrasingContent[] };
  },
  render: ({ key, words }, { inline, terms }) => [
    element("a", { href: terms.use(key), dataBlock: "term" }, inline(words)),
  ],
};
