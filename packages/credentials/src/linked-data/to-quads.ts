/**
 * A document as RDF quads: expansion (JSON-LD 1.1 API §5.1) and conversion (§8.1) in one walk, in safe mode: what no context
 * defines ends it. Plain JSON only; a document that speaks JSON-LD's own keywords is not read here.
 */
import { isObject, property, type Json, type JsonObject } from "../json/json.ts";
import { EMPTY, isIri, NoForm, withContext, type Context, type Term } from "./context.ts";

/** Each part as N-Quads writes it: `<iri>`, `_:n`, `"text"`, `"1"^^<type>`; the graph is empty for the default one. */
export interface Quad {
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
  readonly graph: string;
}

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD = "http://www.w3.org/2001/XMLSchema#";

/** By the addresses that a document names. Undefined for one that is not known. */
export type Loader = (url: string) => JsonObject | undefined;

/** @throws NoForm */
export function toQuads(document: JsonObject, load: Loader): readonly Quad[] {
  const walk = new Walk(load);
  walk.node(document, { context: EMPTY, graph: "" });
  return [...walk.quads.values()];
}

interface Place {
  readonly context: Context;
  readonly graph: string;
  /** The property whose value this is. */
  readonly term?: Term;
}

const unread = (what: string): never => {
  throw new NoForm("unread", what);
};
const meaningless = (what: string): never => {
  throw new NoForm("undefined", what);
};

class Walk {
  /** By their text: RDF is a set. */
  readonly quads = new Map<string, Quad>();
  readonly #load: Loader;
  #blanks = 0;

  constructor(load: Loader) {
    this.#load = load;
  }

  /** @returns the node's name */
  node(object: JsonObject, place: Place): string {
    const outer = this.#outer(object, place);
    const context = this.#ofTypes(object, outer);
    const { id, types } = names(object, { context, outer });
    const subject = id === undefined ? this.#blank() : `<${id}>`;
    for (const type of types) this.#add(subject, `${RDF}type`, `<${type}>`, place.graph);
    for (const [name, value] of Object.entries(object)) {
      if (name === "@context") continue;
      const term = termFor(name, context);
      if (term.iri.startsWith("@")) continue;
      const inner = term.scoped ? withContext(context, term.scoped, { override: true }) : context;
      this.#property(subject, value, { context: inner, graph: place.graph, term });
    }
    return subject;
  }

  /** The context before that of the node's types. */
  #outer(object: JsonObject, { context, term }: Place): Context {
    // A bare reference keeps what is around it, which makes no difference to it.
    let outer = context.previous ?? context;
    if (term?.scoped) outer = withContext(outer, term.scoped, { override: true });
    const named = property(object, "@context");
    for (const each of named === undefined
      ? []
      : Array.isArray(named)
        ? (named as readonly Json[])
        : [named]) {
      const local = typeof each === "string" ? this.#load(each) : each;
      if (!isObject(local)) return unread(`the context ${JSON.stringify(each)} is not known`);
      outer = withContext(outer, local);
    }
    return outer;
  }

  #ofTypes(object: JsonObject, outer: Context): Context {
    let context = outer;
    for (const [name, value] of Object.entries(object)) {
      if (outer.terms.get(name)?.iri !== "@type") continue;
      const types = ([value].flat() as readonly Json[]).filter((type) => typeof type === "string");
      for (const type of types.sort()) {
        const scoped = outer.terms.get(type)?.scoped;
        if (scoped) context = withContext(context, scoped, { propagate: false });
      }
    }
    return context;
  }

  #property(subject: string, value: Json, place: Place & { readonly term: Term }): void {
    const { term, graph } = place;
    const values: readonly Json[] = Array.isArray(value) ? value : [value];
    if (term.container === "@list") {
      this.#add(subject, term.iri, this.#list(values, place), graph);
      return;
    }
    for (const each of values) {
      if (term.container === "@graph") {
        if (!isObject(each)) return unread("a proof that is no object");
        const name = this.#blank();
        this.#add(subject, term.iri, name, graph);
        const before = this.quads.size;
        this.node(each, { ...place, graph: name });
        if (this.quads.size === before) return unread("a graph that says nothing");
      } else this.#add(subject, term.iri, this.#object(each, place), graph);
    }
  }

  #list(values: readonly Json[], place: Place & { readonly term: Term }): string {
    let rest = `<${RDF}nil>`;
    for (const value of [...values].reverse()) {
      const cell = this.#blank();
      this.#add(cell, `${RDF}first`, this.#object(value, place), place.graph);
      this.#add(cell, `${RDF}rest`, rest, place.graph);
      rest = cell;
    }
    return rest;
  }

  #object(value: Json, place: Place & { readonly term: Term }): string {
    if (isObject(value)) return this.node(value, place);
    const { type } = place.term;
    if (value === null || Array.isArray(value)) return unread("a value that is nothing, or a list in a list");
    if (typeof value === "string") {
      if (type === "@id") return `<${addressOf(value)}>`;
      if (type === "@vocab") return `<${meaningOf(value, place.context)}>`;
    }
    return literal(value as string | number | boolean, type?.startsWith("@") ? unreadType(type) : type);
  }

  #blank(): string {
    this.#blanks += 1;
    return `_:${this.#blanks}`;
  }

  #add(subject: string, predicate: string, object: string, graph: string): void {
    const quad = { subject, predicate: `<${predicate}>`, object, graph };
    this.quads.set(`${subject} ${predicate} ${object} ${graph}`, quad);
  }
}

/** `@id` and `@vocab` say nothing about numbers; any other word of JSON-LD is not read. */
const unreadType = (type: string): undefined =>
  type === "@id" || type === "@vocab" ? undefined : unread(`a value of the type ${type}`);

function termFor(name: string, context: Context): Term {
  const term = context.terms.get(name);
  if (term !== undefined) return term;
  if (name.startsWith("@") || name.includes(":")) return unread(`the property \`${name}\``);
  if (context.vocab === undefined) return meaningless(`the property \`${name}\``);
  return { iri: context.vocab + name, protected: false };
}

interface Contexts {
  readonly context: Context;
  readonly outer: Context;
}

function names(
  object: JsonObject,
  { context, outer }: Contexts,
): { readonly id: string | undefined; readonly types: readonly string[] } {
  let id: string | undefined;
  const types: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    const iri = context.terms.get(name)?.iri;
    if (iri === "@id") {
      if (id !== undefined || typeof value !== "string") return unread("a node with no name, or two");
      id = addressOf(value);
    } else if (iri === "@type")
      for (const type of [value].flat() as readonly Json[])
        types.push(typeof type === "string" ? meaningOf(type, outer) : unread("a type that is no text"));
  }
  return { id, types };
}

function addressOf(text: string): string {
  if (isIri(text)) return text;
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) || text.startsWith("_:")
    ? unread(`the address \`${text.slice(0, 100)}\``)
    : meaningless(`\`${text.slice(0, 100)}\`, which is no whole address`);
}

/** A term, or a whole address. */
function meaningOf(text: string, context: Context): string {
  const iri = context.terms.get(text)?.iri;
  if (iri !== undefined) return iri.startsWith("@") ? unread(`\`${text}\` as a type`) : iri;
  if (isIri(text)) return text;
  if (context.vocab !== undefined && /^\w+$/.test(text)) return context.vocab + text;
  return /^\w+$/.test(text)
    ? meaningless(`the type \`${text}\``)
    : unread(`the type \`${text.slice(0, 100)}\``);
}

/** §8.6, with numbers as JSON-LD writes them. */
function literal(value: string | number | boolean, type: string | undefined): string {
  if (typeof value === "string") return quoted(value, type ?? `${XSD}string`);
  if (typeof value === "boolean") return quoted(String(value), type ?? `${XSD}boolean`);
  const double = `${XSD}double`;
  if (type === double || String(value).includes(".") || Math.abs(value) >= 1e21)
    return quoted(value.toExponential(15).replace(/(\d)0*e\+?/, "$1E"), type ?? double);
  return quoted(value.toFixed(0), type ?? `${XSD}integer`);
}

const MARKS: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};
// RDFC-1.0 §5: these and no others are escaped.
const escaped = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f"\\]/g,
    (mark) => MARKS[mark] ?? `\\u${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

const quoted = (text: string, type: string): string =>
  `"${escaped(text)}"${type === `${XSD}string` ? "" : `^^<${type}>`}`;
