import type { Element, ElementContent, Properties } from "hast";

export function element(
  tagName: string,
  properties: Properties,
  children: readonly ElementContent[] = [],
): Element {
  return { type: "element", tagName, properties, children: [...children] };
}
