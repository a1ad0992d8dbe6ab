import { escapeAttribute, escapeText, withoutForbidden } from "../xml/xml-characters.ts";
import type { XmlAttribute, XmlElement } from "../xml/xml-document.ts";

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const XML = "http://www.w3.org/XML/1998/namespace";

/**
 * The elements, attributes and texts of a document as plain XML: no DOCTYPE, no entities, no prefixes on elements,
 * no hints at schemas. The validator sees only this, so nothing that a stranger declared reaches it, and the
 * places it reports are paths of `*[n]` that `elementAt` can follow.
 */
export function serializeForSchema(root: XmlElement): string {
  const parts: string[] = [];
  write(root, parts);
  return parts.join("");
}

function write(element: XmlElement, parts: string[]): void {
  const attributes = element.attributes.filter(isJudged).map((attribute, index) => {
    const value = escapeAttribute(withoutForbidden(attribute.value));
    if (attribute.namespace === "") return ` ${attribute.local}="${value}"`;
    if (attribute.namespace === XML) return ` xml:${attribute.local}="${value}"`;
    return ` xmlns:n${index}="${escapeAttribute(attribute.namespace)}" n${index}:${attribute.local}="${value}"`;
  });
  parts.push(`<${element.local} xmlns="${escapeAttribute(element.namespace)}"${attributes.join("")}>`);
  for (const child of element.children) {
    if (child.type === "element") write(child, parts);
    else parts.push(escapeText(withoutForbidden(child.text)));
  }
  parts.push(`</${element.local}>`);
}

/** Hints at other schemas are always allowed and would only send the validator looking for files. */
function isJudged(attribute: XmlAttribute): boolean {
  return !(
    attribute.namespace === XSI && /^(schemaLocation|noNamespaceSchemaLocation)$/.test(attribute.local)
  );
}

/** The element that a path of the validator means, e.g. `*[2]` below the root; undefined when it means none. */
export function elementAt(root: XmlElement, path: string): XmlElement | undefined {
  const steps = path.split("/").slice(2);
  let element: XmlElement | undefined = root;
  for (const step of steps) {
    const match: RegExpExecArray | null = /^([^[]+)(?:\[(\d+)\])?$/.exec(step);
    if (!match || !element) return undefined;
    const [, name, position = "1"] = match;
    // `*` counts every element, a name only the elements without namespace of that name.
    const candidates: readonly XmlElement[] = element.children
      .filter((child) => child.type === "element")
      .filter((child) => name === "*" || (child.local === name && child.namespace === ""));
    element = candidates[Number(position) - 1];
  }
  return element;
}
