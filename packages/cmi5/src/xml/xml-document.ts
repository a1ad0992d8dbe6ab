import type { Span } from "@tessera/diagnostics";

/** An attribute that is not a namespace declaration. */
export interface XmlAttribute {
  /** With its prefix, as written. */
  readonly name: string;
  readonly local: string;
  /** Empty for none, as nearly always. */
  readonly namespace: string;
  /** After normalization and references. */
  readonly value: string;
}

export interface XmlText {
  readonly type: "text";
  readonly text: string;
  /** Written as a CDATA section. */
  readonly cdata: boolean;
}

export interface XmlElement {
  readonly type: "element";
  /** With its prefix, as written. */
  readonly name: string;
  readonly local: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Namespaces declared on this element: prefix (empty for the default) to URI. */
  readonly declarations: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | XmlText)[];
  readonly parent: XmlElement | undefined;
  /** The start tag. */
  readonly span: Span;
  /** Between start tag and end tag. */
  readonly content: Span;
}

/** A well-formed document as the rules of this room need it: elements, texts, places; nothing of a DTD. */
export interface XmlDocument {
  readonly file: string;
  /** Decoded; offsets of spans count in it. */
  readonly text: string;
  readonly root: XmlElement;
  /** As declared in `<?xml … ?>`. */
  readonly declaration: { readonly version?: string; readonly encoding?: string };
  /** Inside of `<!DOCTYPE …>`, where there is one. */
  readonly doctype?: string;
  /** Names of entities that the document declares. */
  readonly entities: readonly string[];
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => child.type === "element");
}

/** The text in `element` and below it, untrimmed. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.type === "text" ? child.text : textOf(child))).join("");
}

/** Value of the attribute `local` without namespace, untrimmed. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((attribute) => attribute.namespace === "" && attribute.local === local)
    ?.value;
}

/** Every element of the document in document order, the given one first. */
export function* elementsUnder(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of childElements(element)) yield* elementsUnder(child);
}

/** Where the value of attribute `name` (as written) stands; the start tag when it has none. */
export function attributeSpan(document: XmlDocument, element: XmlElement, name: string): Span {
  const from = element.span.start + 1 + element.name.length;
  const tag = document.text.slice(from, element.span.end);
  const pattern = /([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (let match = pattern.exec(tag); match; match = pattern.exec(tag)) {
    if (match[1] !== name) continue;
    const end = from + match.index + match[0].length - 1;
    return { file: element.span.file, start: end - (match[2] ?? match[3] ?? "").length, end };
  }
  return element.span;
}
