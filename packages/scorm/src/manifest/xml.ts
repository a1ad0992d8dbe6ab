/** Just enough of a writer for manifests: elements in order, attributes in order, two spaces for each level. */
import { escapeAttribute, escapeText, singleLine } from "@tessera/cmi5";

export type Attributes = Readonly<Record<string, string | undefined>>;

export interface Element {
  readonly name: string;
  readonly attributes: Attributes;
  readonly content: string | readonly Element[];
}

export function element(
  name: string,
  attributes: Attributes = {},
  content: string | readonly (Element | undefined)[] = [],
): Element {
  const kept = typeof content === "string" ? content : content.filter((each) => each !== undefined);
  return { name, attributes, content: kept };
}

export function documentText(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, 0)}`;
}

function elementText({ name, attributes, content }: Element, depth: number): string {
  const indent = "  ".repeat(depth);
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(singleLine(value))}"`)
    .join("");
  if (typeof content === "string")
    return `${indent}<${name}${written}>${escapeText(singleLine(content))}</${name}>\n`;
  if (content.length === 0) return `${indent}<${name}${written}/>\n`;
  const inner = content.map((child) => elementText(child, depth + 1)).join("");
  return `${indent}<${name}${written}>\n${inner}${indent}</${name}>\n`;
}
