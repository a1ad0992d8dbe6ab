import type { Element as Drawn, Node as Part } from "../view/node.ts";

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "rect", "line", "path", "circle", "text", "g", "defs", "pattern"]);

/** The same tree as elements: no markup is parsed, so that no title can be any. */
export function draw(part: Part): Node {
  if (typeof part === "string") return document.createTextNode(part);
  const { tag, attributes, children } = part as Drawn;
  const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  element.append(...children.map(draw));
  return element;
}
