/**
 * The credential inside a stranger's SVG (Open Badges 3.0 §5.3.2.2): well-formed XML of the plain kind, and nothing else.
 *
 * Own code, and strict, since it is a part of the verifier page, where an XML parser weighs as much as the rest of the check. What
 * it reads, `saxes` reads the same (`read-svg.test.ts`); what it does not read is told as that. Resolves nothing, loads nothing.
 */
import type { Unbaked } from "./png.ts";

export const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
export const SVG = "http://www.w3.org/2000/svg";
const XML = "http://www.w3.org/XML/1998/namespace";
const MOST_ELEMENTS = 100_000;
const DEEPEST = 200;

class Refused extends Error {}
const refuse = (says: string): never => {
  throw new Refused(says);
};

interface Scanned {
  /** With line ends as XML has them. */
  readonly text: string;
  /** Where the root's start tag ends, behind its `>`. */
  readonly rootEnd: number;
  readonly rootIsEmpty: boolean;
  readonly rootHasPrefix: boolean;
  /** Texts of all credentials; undefined for one that does not stand right under the root. */
  readonly credentials: readonly (string | undefined)[];
}

/** @returns what was found; or what is wrong, in words */
export function scanSvg(svg: string): Scanned | string {
  try {
    return new Reader(svg).document();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message;
  }
}

/** Never throws. */
export function unbakeSvg(svg: string): Unbaked {
  const scanned = scanSvg(svg);
  if (typeof scanned === "string") return { fault: "damaged", says: `the SVG cannot be read: ${scanned}` };
  const { credentials } = scanned;
  if (credentials.length === 0) return { fault: "none", says: "the picture carries no credential" };
  if (credentials.length > 1)
    return {
      fault: "twice",
      says: `the picture carries ${credentials.length} credentials, and readers would differ on which counts`,
    };
  const [text] = credentials;
  return text === undefined
    ? { fault: "damaged", says: "the credential does not stand right under the root of the picture" }
    : { text: text.trim() };
}

const NAME = "[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?";
const SPACE = /[ \t\n]*/y;
const DECLARATION =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*["']1\.0["']([ \t\n]+encoding[ \t\n]*=[ \t\n]*["'][Uu][Tt][Ff]-8["'])?([ \t\n]+standalone[ \t\n]*=[ \t\n]*["'](yes|no)["'])?[ \t\n]*\?>/y;
const INSTRUCTION = /<\?(?!xml\b)[A-Za-z_][\w.-]*(?:[ \t\n][^?]*)?\?>/iy;
const COMMENT = /<!--(?:(?!--)[^])*-->/y;
const DOCTYPE = /<!DOCTYPE[ \t\n][^[\]<>]*>/y;
const SECTION = /<!\[CDATA\[([^]*?)\]\]>/y;
const END = new RegExp(`</(${NAME})[ \\t\\n]*>`, "y");
const START = new RegExp(`<(${NAME})(?=[ \\t\\n/>])`, "y");
const ATTRIBUTE = new RegExp(`[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, "y");
const START_ENDS = /[ \t\n]*(\/?)>/y;
const TEXT = /[^<]+/y;
/** What XML 1.0 has no place for. */
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  /** Prefix → namespace; the empty prefix is the default one. */
  readonly spaces: ReadonlyMap<string, string>;
  /** Set for the credential: its text so far. */
  readonly parts: string[] | undefined;
}

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #stack: Open[] = [];
  readonly #credentials: (string | undefined)[] = [];
  #root = { rootEnd: 0, rootIsEmpty: false, rootHasPrefix: false };
  #elements = 0;

  constructor(text: string) {
    this.#text = text.replace(/\r\n?/g, "\n");
  }

  document(): Scanned {
    if (NO_CHARACTER.test(this.#text)) refuse("it has characters that no XML has");
    this.#take(DECLARATION);
    let doctype = false;
    while (this.#elements === 0) {
      this.#take(SPACE);
      if (this.#take(COMMENT) ?? this.#take(INSTRUCTION)) continue;
      if (!doctype && this.#text.startsWith("<!DOCTYPE", this.#at)) {
        doctype = true;
        if (this.#take(DOCTYPE) === undefined) refuse("it declares entities, which a badge has no use for");
      } else if (!this.#start()) refuse(this.#at === this.#text.length ? "it is empty" : this.#here());
    }
    while (this.#stack.length > 0) this.#content();
    for (;;) {
      this.#take(SPACE);
      if (this.#at === this.#text.length)
        return { ...this.#root, text: this.#text, credentials: this.#credentials };
      if (!(this.#take(COMMENT) ?? this.#take(INSTRUCTION))) refuse("something stands behind its end");
    }
  }

  #here(): string {
    return `it is not well-formed, or not in a way that is read here (at character ${this.#at + 1})`;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found !== undefined) this.#at += found[0].length;
    return found;
  }

  #content(): void {
    const open = this.#stack.at(-1) as Open;
    const text = this.#take(TEXT);
    if (text !== undefined) {
      if (text[0].includes("]]>")) refuse(this.#here());
      open.parts?.push(decoded(text[0]));
      if (open.parts === undefined) decoded(text[0]);
      return;
    }
    const section = this.#take(SECTION);
    if (section !== undefined) return void open.parts?.push(section[1] as string);
    if (this.#take(COMMENT) ?? this.#take(INSTRUCTION)) return;
    const end = this.#take(END);
    if (end === undefined) {
      if (!this.#start()) refuse(this.#here());
    } else if (end[1] === open.name) this.#close();
    else refuse(`it closes ${end[1] ?? ""} where ${open.name} is open`);
  }

  #start(): boolean {
    const name = this.#take(START)?.[1];
    if (name === undefined) return false;
    this.#elements += 1;
    if (this.#elements > MOST_ELEMENTS || this.#stack.length >= DEEPEST)
      refuse("it has more parts than a badge needs");
    const attributes = new Map<string, string>();
    for (let found = this.#take(ATTRIBUTE); found !== undefined; found = this.#take(ATTRIBUTE)) {
      const [, key = "", double, single] = found;
      if (attributes.has(key)) refuse(`${key} stands twice in ${name}`);
      attributes.set(key, decoded(double ?? single ?? "").replace(/[\t\n]/g, " "));
    }
    const ends = this.#take(START_ENDS);
    if (ends === undefined) return refuse(this.#here());
    if (this.#elements === 1)
      this.#root = {
        rootEnd: this.#at,
        rootIsEmpty: ends[1] === "/",
        rootHasPrefix: attributes.has("xmlns:openbadges"),
      };
    this.#open(name, attributes);
    if (ends[1] === "/") this.#close();
    return true;
  }

  #open(name: string, attributes: ReadonlyMap<string, string>): void {
    const outer = this.#stack.at(-1);
    if (outer?.parts !== undefined) refuse("there are elements inside the credential");
    const spaces = spacesOf(attributes, outer?.spaces ?? new Map([["xml", XML]]));
    const seen = new Set<string>();
    for (const key of attributes.keys()) {
      const [prefix, local] = split(key);
      // An attribute without a prefix is in no namespace.
      const full = prefix === "" || prefix === "xmlns" ? key : `${spaceFor(prefix, spaces)} ${local}`;
      if (seen.has(full)) refuse(`${key} stands twice in ${name}`);
      seen.add(full);
    }
    const [prefix, local] = split(name);
    const space = prefix === "" ? (spaces.get("") ?? "") : spaceFor(prefix, spaces);
    if (outer === undefined && (space !== SVG || local !== "svg")) refuse("its root is no svg element");
    const token = attributes.get("verify");
    const isCredential = space === NAMESPACE && local === "credential";
    const parts = isCredential ? (token === undefined ? [] : [token]) : undefined;
    this.#stack.push({ name, spaces, parts });
  }

  #close(): void {
    const parts = this.#stack.pop()?.parts;
    if (parts !== undefined) this.#credentials.push(this.#stack.length === 1 ? parts.join("") : undefined);
  }
}

function split(name: string): readonly [string, string] {
  const at = name.indexOf(":");
  return at === -1 ? ["", name] : [name.slice(0, at), name.slice(at + 1)];
}

const spaceFor = (prefix: string, spaces: ReadonlyMap<string, string>): string =>
  spaces.get(prefix) ?? refuse(`nothing says what ${prefix} is`);

function spacesOf(
  attributes: ReadonlyMap<string, string>,
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let spaces: Map<string, string> | undefined;
  for (const [key, value] of attributes) {
    const [prefix, local] = split(key);
    if (key !== "xmlns" && prefix !== "xmlns") continue;
    const named = key === "xmlns" ? "" : local;
    if (/^xml/i.test(named) || value.startsWith("http://www.w3.org/2000/xmlns") || value === XML)
      refuse("it gives the names of XML itself another meaning");
    if (named !== "" && value === "") refuse(`it takes the meaning of ${named} away`);
    spaces ??= new Map(outer);
    spaces.set(named, value.trim());
  }
  return spaces ?? outer;
}

/** The five entities that XML has by itself, and characters by number. */
function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:(\w+)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}))?;?/g,
    (whole, name?: string, ten?: string, hex?: string) => {
      if (!whole.endsWith(";")) return refuse("it has an & that begins nothing");
      if (name !== undefined) return ENTITIES[name] ?? refuse(`nothing says what &${name}; is`);
      const point = ten === undefined ? Number.parseInt(hex ?? "0", 16) : Number(ten);
      const fits = point <= 0x10ffff && point > 0;
      const character = fits ? String.fromCodePoint(point) : "\u0000";
      return NO_CHARACTER.test(character) ? refuse("it has characters that no XML has") : character;
    },
  );
}
