/**
 * JSON as everybody reads it the same: no key twice, no text that a reader of another make takes for something else, and
 * a bound on size and depth before anything is built.
 */
import type { Json, JsonObject } from "./json.ts";

/** In UTF-16 units. A credential has 4,000; one with a picture inside stays below this. */
export const LONGEST_JSON = 1_000_000;
const DEEPEST = 40;
const MOST_VALUES = 50_000;

export type JsonFault =
  "too-large" | "too-deep" | "not-json" | "duplicate-key" | "control-character" | "unsafe-number";

export type StrictJson = { readonly value: Json } | { readonly fault: JsonFault; readonly at: number };

class Refused extends Error {
  readonly fault: JsonFault;
  readonly at: number;
  constructor(fault: JsonFault, at: number) {
    super(fault);
    this.fault = fault;
    this.at = at;
  }
}

/** Never throws. `at` is where it stands, in UTF-16 units. */
export function parseStrictJson(text: string): StrictJson {
  if (text.length > LONGEST_JSON) return { fault: "too-large", at: LONGEST_JSON };
  try {
    return { value: new Reader(text).document() };
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault, at: error.at };
    throw error;
  }
}

/** C0 other than tab and line feed, and DEL: canonical forms of two makes differ in them. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS = { true: true, false: false, null: null } as const;

class Reader {
  readonly #text: string;
  #at = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw new Refused("not-json", this.#at);
    return value;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }

  #take(mark: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#take(mark)) throw new Refused("not-json", this.#at);
  }

  #value(depth: number): Json {
    this.#space();
    this.#values += 1;
    if (depth > DEEPEST) throw new Refused("too-deep", this.#at);
    if (this.#values > MOST_VALUES) throw new Refused("too-large", this.#at);
    const mark = this.#text[this.#at];
    if (mark === "{") return this.#object(depth);
    if (mark === "[") return this.#array(depth);
    if (mark === '"') return this.#string();
    for (const [word, value] of Object.entries(WORDS))
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    return this.#number();
  }

  #object(depth: number): JsonObject {
    this.#at += 1;
    const found = new Map<string, Json>();
    if (this.#take("}")) return {};
    do {
      this.#space();
      const start = this.#at;
      const key = this.#string();
      if (found.has(key)) throw new Refused("duplicate-key", start);
      this.#expect(":");
      found.set(key, this.#value(depth + 1));
    } while (this.#take(","));
    this.#expect("}");
    // Also `__proto__` becomes a property like any other.
    return Object.fromEntries(found);
  }

  #array(depth: number): readonly Json[] {
    this.#at += 1;
    const found: Json[] = [];
    if (this.#take("]")) return found;
    do found.push(this.#value(depth + 1));
    while (this.#take(","));
    this.#expect("]");
    return found;
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw new Refused("not-json", start);
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === "\\" ? 2 : 1;
    let value: string;
    try {
      value = JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      throw new Refused(CONTROL.test(this.#text.slice(start, end)) ? "control-character" : "not-json", start);
    }
    this.#at = end + 1;
    if (CONTROL.test(value) || /\p{Cs}/u.test(value)) throw new Refused("control-character", start);
    return value;
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const text = NUMBER.exec(this.#text)?.[0];
    if (text === undefined) throw new Refused("not-json", this.#at);
    const value = Number(text);
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw new Refused("unsafe-number", this.#at);
    this.#at += text.length;
    return value;
  }
}
