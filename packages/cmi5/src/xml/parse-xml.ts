import { SaxesParser } from "saxes";
import type { SaxesTagNS } from "saxes";
import type { Diagnostic, Outcome, Span } from "@tessera/diagnostics";
import { finding } from "../codes.ts";
import { EntityRefused, readEntities } from "./entities.ts";
import type { XmlDocument, XmlElement, XmlText } from "./xml-document.ts";

/** Deeper than any course; the walkers of this room recurse. */
const DEPTH_LIMIT = 200;

/** Of one element; findings look for each in the text of the tag. */
const ATTRIBUTE_LIMIT = 100;

/** Elements and attributes: 30,000 units. A tree of more would fill the memory from a few megabytes of file. */
const NODE_LIMIT = 500_000;

/** Reads `text` into a tree with places. Stops at the first thing that is not well-formed. */
export function parseXml(text: string, file: string): Outcome<XmlDocument> {
  try {
    return new TreeBuilder(text, file).build();
  } catch (error) {
    if (error instanceof NotWellFormed || error instanceof EntityRefused)
      return { diagnostics: [error.diagnostic] };
    throw error;
  }
}

class NotWellFormed extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

type OpenElement = XmlElement & {
  readonly children: (XmlElement | XmlText)[];
  span: Span;
  content: Span;
};

class TreeBuilder {
  readonly #text: string;
  readonly #file: string;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #open: OpenElement[] = [];
  #root: XmlElement | undefined;
  #tagStart = 0;
  #nodes = 0;
  #declaration: XmlDocument["declaration"] = {};
  #doctype: string | undefined;
  #entities: readonly string[] = [];

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  build(): Outcome<XmlDocument> {
    const parser = this.#parser;
    parser.on("error", (error) =>
      this.#fail(error.message.replace(/^[^:]*?\d+:\d+: /, "").replace(/\.$/, "")),
    );
    // Closing the parser forgets the declaration.
    parser.on("xmldecl", ({ version, encoding }) => {
      this.#declaration = {
        ...(version !== undefined && { version }),
        ...(encoding !== undefined && { encoding }),
      };
    });
    parser.on("doctype", (doctype) => this.#declare(doctype));
    parser.on("opentagstart", (tag) => {
      // The position is behind the name and one more character; a tag's name holds no "<".
      this.#tagStart = this.#text.lastIndexOf("<", Math.max(0, parser.position - tag.name.length - 1));
    });
    parser.on("opentag", (tag) => this.#enter(tag));
    parser.on("closetag", (tag) => this.#leave(tag));
    parser.on("text", (characters) => this.#characters(characters, false));
    parser.on("cdata", (characters) => this.#characters(characters, true));
    parser.write(this.#text).close();
    const root = this.#root;
    if (!root) this.#fail("document must contain a root element");
    return {
      value: {
        file: this.#file,
        text: this.#text,
        root,
        declaration: this.#declaration,
        ...(this.#doctype !== undefined && { doctype: this.#doctype }),
        entities: this.#entities,
      },
      diagnostics: [],
    };
  }

  #declare(doctype: string): void {
    this.#doctype = doctype;
    const end = this.#parser.position;
    const start = this.#text.lastIndexOf("<!DOCTYPE", end);
    const span = { file: this.#file, start, end: start + "<!DOCTYPE".length };
    const entities = readEntities(doctype, { body: this.#text.slice(end), span });
    this.#parser.ENTITIES = entities.texts;
    this.#entities = entities.names;
  }

  #enter(tag: SaxesTagNS): void {
    if (this.#open.length >= DEPTH_LIMIT) this.#fail(`elements are nested more than ${DEPTH_LIMIT} deep`);
    const count = Object.keys(tag.attributes).length;
    if (count > ATTRIBUTE_LIMIT) this.#fail(`\`${tag.name}\` has more than ${ATTRIBUTE_LIMIT} attributes`);
    this.#nodes += 1 + count;
    if (this.#nodes > NODE_LIMIT)
      this.#fail(`the document has more than ${NODE_LIMIT} elements and attributes`);
    const end = this.#parser.position;
    const parent = this.#open.at(-1);
    const attributes = Object.values(tag.attributes)
      .filter((attribute) => attribute.prefix !== "xmlns" && attribute.name !== "xmlns")
      .map(({ name, local, uri, value }) => ({ name, local, namespace: uri, value }));
    const element: OpenElement = {
      type: "element",
      name: tag.name,
      local: tag.local,
      prefix: tag.prefix,
      namespace: tag.uri,
      attributes,
      declarations: { ...tag.ns },
      children: [],
      parent,
      span: { file: this.#file, start: this.#tagStart, end },
      content: { file: this.#file, start: end, end },
    };
    parent?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  #leave(tag: SaxesTagNS): void {
    const element = this.#open.pop();
    if (!element || tag.isSelfClosing) return;
    // The position is behind the ">", where the next end tag may start.
    const end = this.#text.lastIndexOf("</", this.#parser.position - 1);
    element.content = { file: this.#file, start: element.content.start, end };
  }

  #characters(text: string, cdata: boolean): void {
    this.#open.at(-1)?.children.push({ type: "text", text, cdata });
  }

  #fail(reason: string): never {
    const start = Math.max(0, Math.min(this.#parser.position - 1, this.#text.length));
    throw new NotWellFormed(
      finding("cmi5/xml-not-well-formed", {
        message: `the XML cannot be read: ${reason}`,
        span: { file: this.#file, start, end: start },
        requirement: "13.2.0.0-1",
        params: { reason },
      }),
    );
  }
}
