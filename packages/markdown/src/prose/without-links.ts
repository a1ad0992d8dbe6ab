import type { ElementContent } from "hast";
import { element } from "./element.ts";

/** The same words where no link can stand: in another link, or away from the page whose parts it leads to. */
export function withoutLinks(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    // The mark of a footnote, which stays behind on its page.
    if (node.tagName === "sup") return [];
    const { id: _, ...properties } = node.properties;
    const children = withoutLinks(node.children);
    return node.tagName === "a"
      ? [element("span", {}, children)]
      : [element(node.tagName, properties, children)];
  });
}
