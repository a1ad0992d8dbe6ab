import type { PhrasingContent, RootContent } from "mdast";
import { element } from "../prose/element.ts";
import { contentOf, isLabel } from "./block.ts";
import type { Block } from "./block.ts";
import { reportEmpty } from "./empty.ts";
import { checkPlainTitle } from "./plain-title.ts";

interface Details {
  readonly label: readonly PhrasingContent[];
  readonly content: readonly RootContent[];
}

/** `:::details[title]`: text that is folded away until it is asked for. */
export const details: Block<Details> = {
  word: {
    name: "details",
    forms: ["container"],
    within: ["*"],
    attributes: [],
    labelled: "it is all that is seen before it is opened",
  },
  read(node, desk) {
    const label =
      (node.children as readonly { readonly children?: PhrasingContent[] }[]).find(isLabel)?.children ?? [];
    checkPlainTitle(label, desk);
    const content = contentOf(node);
    if (content.length === 0) return reportEmpty(node.name, desk.opening, desk.report);
    return { label, content };
  },
  render: ({ label, content }, { flow, inline }) => [
    element("details", {}, [element("summary", {}, inline(label)), ...flow(content)]),
  ],
};
