import type { Diagnostic, Span } from "@tessera/diagnostics";
import { finding } from "../codes.ts";

/** What the references of one document may expand to altogether, in UTF-16 code units. */
const EXPANSION_LIMIT = 1_000_000;
const NESTING_LIMIT = 32;
/** UTF-16 code units of a DOCTYPE: no course needs one at all. */
const DOCTYPE_LIMIT = 16_384;
const PREDEFINED = new Set(["amp", "lt", "gt", "apos", "quot"]);
const REFERENCE = /&([^;\s&<>"']+);/g;

export interface EntityTable {
  /** Name to text, for a parser that replaces without reading the text again. */
  readonly texts: Readonly<Record<string, string>>;
  readonly names: readonly string[];
}

export class EntityRefused extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/**
 * The general entities that a DOCTYPE declares inside the document, expanded to plain text within a limit over
 * the whole document. Nothing is loaded: an external or parameter entity is never read.
 *
 * @throws EntityRefused for a reference to an external, recursive or marked-up entity, or for too much text
 */
export function readEntities(doctype: string, { body, span }: { body: string; span: Span }): EntityTable {
  if (doctype.length > DOCTYPE_LIMIT) throw tooLarge(span);
  const declared = declarations(doctype);
  const texts: Record<string, string> = Object.assign(Object.create(null) as Record<string, string>, {
    amp: "&",
    lt: "<",
    gt: ">",
    apos: "'",
    quot: '"',
  });
  let spent = 0;
  const expand = (name: string, within: readonly string[]): string => {
    const known = texts[name];
    if (known !== undefined) return known;
    const value = declared.get(name);
    if (value === undefined) throw refused(`the entity \`&${name};\` is not declared`, { span, name });
    if (value === EXTERNAL)
      throw refused(`the entity \`&${name};\` lies outside of the document`, { span, name });
    if (within.includes(name)) throw refused(`the entity \`&${name};\` contains itself`, { span, name });
    if (value.includes("<")) throw refused(`the entity \`&${name};\` holds markup`, { span, name });
    if (within.length > NESTING_LIMIT)
      throw refused(`the entity \`&${name};\` is nested too deep`, { span, name });
    let length = 0;
    const text = value.replace(REFERENCE, (_, inner: string) => {
      const part = inner.startsWith("#") ? characterOf(inner) : expand(inner, [...within, name]);
      length += part.length;
      if (length > EXPANSION_LIMIT) throw tooLarge(span);
      return part;
    });
    texts[name] = text;
    return text;
  };
  for (const match of body.matchAll(REFERENCE)) {
    const name = match[1] ?? "";
    if (name.startsWith("#") || PREDEFINED.has(name) || !declared.has(name)) continue;
    spent += expand(name, []).length;
    if (spent > EXPANSION_LIMIT) throw tooLarge(span);
  }
  return { texts, names: [...declared.keys()] };
}

const EXTERNAL = Symbol("external");

/** General entities of the internal subset; the first declaration of a name counts (XML 1.0 §4.2). */
function declarations(doctype: string): ReadonlyMap<string, string | typeof EXTERNAL> {
  const found = new Map<string, string | typeof EXTERNAL>();
  const start = doctype.indexOf("[");
  if (start === -1) return found;
  const subset = doctype.slice(start + 1).replace(/<!--[^]*?-->/g, "");
  const pattern = /<!ENTITY\s+([^\s%"'<>&;]+)\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC)\s)/g;
  for (const [, name = "", double, single, external] of subset.matchAll(pattern)) {
    if (!found.has(name)) found.set(name, external === undefined ? (double ?? single ?? "") : EXTERNAL);
  }
  return found;
}

function characterOf(reference: string): string {
  const code = /^#x/i.test(reference) ? parseInt(reference.slice(2), 16) : parseInt(reference.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

function refused(message: string, { span, name }: { span: Span; name: string }): EntityRefused {
  return new EntityRefused(
    finding("cmi5/xml-entity", {
      message: `${message}, expected plain text`,
      span,
      help: "write the text itself",
      requirement: "13.2.0.0-1",
      params: { entity: name },
    }),
  );
}

function tooLarge(span: Span): EntityRefused {
  return new EntityRefused(
    finding("cmi5/xml-too-large", {
      message: `the DOCTYPE or what its entities expand to is larger than is read`,
      span,
      requirement: "13.2.0.0-1",
    }),
  );
}
