/**
 * What the terms of a document mean: the part of JSON-LD 1.1 contexts that credentials use. What a context has beyond it
 * is refused when it is met, never guessed.
 * @see JSON-LD 1.1 Processing Algorithms and API §4.1, §4.2
 */
import { isObject, property, textOf, type Json, type JsonObject } from "../json/json.ts";

/** Why there is no canonical form. */
export class NoForm extends Error {
  /** `undefined`: something in it has no meaning, so nobody signed it. `unread`: it may have one, which is not read here. */
  readonly kind: "undefined" | "unread";
  constructor(kind: NoForm["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface Term {
  /** An absolute IRI, or `@id`, `@type`. */
  readonly iri: string;
  /** `@id`, `@vocab`, or the IRI of a datatype. */
  readonly type?: string;
  readonly container?: "@set" | "@list" | "@graph";
  /** Scoped to the values of a property, or to the nodes of a type. */
  readonly scoped?: JsonObject;
  readonly protected: boolean;
}

export interface Context {
  readonly terms: ReadonlyMap<string, Term>;
  readonly vocab?: string;
  /** What holds again inside the next node: a context of a type does not reach further (§4.1.2, propagate). */
  readonly previous?: Context;
}

export const EMPTY: Context = { terms: new Map() };

/** Strict: what could end a name inside an N-Quad is no part of one. */
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u0020]*$/;
export const isIri = (text: string): boolean => IRI.test(text);

const WORDS = new Set(["@id", "@type", "@container", "@context", "@protected"]);
const CONTAINERS = new Set<unknown>([undefined, "@set", "@list", "@graph"]);

export interface ProcessOptions {
  /** False for the context of a type. */
  readonly propagate?: boolean;
  /** The context of a property may give protected terms another meaning. */
  readonly override?: boolean;
}

/** @throws NoForm for a term that was protected and would change, or a context that says more than is read here */
export function withContext(active: Context, local: JsonObject, options: ProcessOptions = {}): Context {
  const terms = new Map(active.terms);
  const known = property(local, "@vocab");
  const vocab = known === undefined ? active.vocab : textOf(known);
  if (known !== undefined && (vocab === undefined || !isIri(vocab)))
    throw new NoForm("unread", "a context has a vocabulary that is no address");
  const protects = property(local, "@protected") === true;
  for (const [name, definition] of Object.entries(local)) {
    if (name === "@vocab" || name === "@protected" || (name === "@version" && definition === 1.1)) continue;
    if (name.startsWith("@")) throw new NoForm("unread", `a context has ${name}`);
    const term = termOf(name, definition, { local, active, vocab, protects });
    const before = active.terms.get(name);
    if (before?.protected && options.override !== true && !same(before, term))
      throw new NoForm("undefined", `\`${name}\` would mean something else than the contexts protect`);
    terms.set(name, before?.protected && options.override !== true ? before : term);
  }
  const previous = options.propagate === false ? (active.previous ?? active) : active.previous;
  return { terms, ...(vocab !== undefined && { vocab }), ...(previous && { previous }) };
}

const same = (one: Term, other: Term): boolean =>
  one.iri === other.iri &&
  one.type === other.type &&
  one.container === other.container &&
  JSON.stringify(one.scoped) === JSON.stringify(other.scoped);

interface Where {
  readonly local: JsonObject;
  readonly active: Context;
  readonly vocab: string | undefined;
  readonly protects: boolean;
}

function termOf(name: string, definition: Json, where: Where): Term {
  const said: JsonObject =
    typeof definition === "string" ? { "@id": definition } : (definition as JsonObject);
  if (!isObject(said) || !Object.keys(said).every((word) => WORDS.has(word)))
    throw new NoForm("unread", `a context defines \`${name}\` in a way that is not read here`);
  const [container, scoped, own] = ["@container", "@context", "@protected"].map((word) =>
    property(said, word),
  );
  const type = textOf(property(said, "@type"));
  const iri = meaning(textOf(property(said, "@id")) ?? name, where);
  if (
    iri === undefined ||
    !CONTAINERS.has(container) ||
    (scoped !== undefined && scoped !== null && !isObject(scoped))
  )
    throw new NoForm("unread", `a context defines \`${name}\` in a way that is not read here`);
  return {
    iri,
    // `null` as a context takes every meaning away; nothing under such a term is read here.
    scoped: scoped === null ? { "@nothing": true } : scoped,
    type: type?.startsWith("@") ? type : type && (meaning(type, where) ?? "@unread"),
    container,
    protected: own === undefined ? where.protects : own === true,
  } as Term;
}

/** An address as it is, or that of another term of the same context, or of one before it. */
function meaning(text: string, { local, active, vocab }: Where): string | undefined {
  if (text === "@id" || text === "@type" || isIri(text)) return text;
  const other = property(local, text);
  const iri = textOf(isObject(other) ? property(other, "@id") : other) ?? active.terms.get(text)?.iri;
  if (iri !== undefined && isIri(iri)) return iri;
  return vocab !== undefined && /^\w+$/.test(text) ? vocab + text : undefined;
}
