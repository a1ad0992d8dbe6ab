import type { Html } from "@tessera/interactions";
import type { ElementContent, Root as HastRoot } from "hast";
import { sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { termKey } from "../glossary.ts";
import { element } from "../prose/element.ts";
import { sanitizeSchema } from "../prose/sanitize-schema.ts";
import { withoutLinks } from "../prose/without-links.ts";
import { problem } from "../report.ts";
import { blockWord } from "./block-words.ts";
import type { Block } from "./block.ts";
import { readPairs } from "./pairs.ts";
import type { Pair } from "./pairs.ts";

/** `:::glossary`: a table of terms and what they mean; `:term[…]` anywhere in the course leads to its rows. */
export const glossary: Block<readonly Pair[]> = {
  word: { name: "glossary", forms: ["container"], within: ["page"], attributes: [] },
  read(node, desk) {
    const { map, report } = desk;
    const pairs = readPairs(node, { left: "term", right: "meaning" }, desk);
    // What is missing then may be only unread.
    if (!pairs) map.glossary.tear();
    for (const { text, span } of pairs ?? []) {
      const first = map.glossary.define(text, span);
      if (first)
        report(
          problem("glossary/duplicate-term", span, {
            message: `\`${text}\` is explained twice`,
            labels: [{ span: first.span, message: "first here" }],
            help: "keep one of them; upper and lower case make no other term",
            params: { term: text },
          }),
        );
    }
    return pairs;
  },
  render: (pairs, { inline, language, terms }) => [
    element(
      "dl",
      { dataBlock: "glossary", dataClose: blockWord("close", language) },
      pairs.flatMap(({ text, left, right }) => {
        const words = inline(right);
        const id = terms.explain(termKey(text), htmlOf(withoutLinks(words)));
        return [element("dt", { id }, [element("dfn", {}, inline(left))]), element("dd", {}, words)];
      }),
    ),
  ],
};

function htmlOf(nodes: readonly ElementContent[]): Html {
  return toHtml(sanitize({ type: "root", children: [...nodes] }, sanitizeSchema) as HastRoot);
}
