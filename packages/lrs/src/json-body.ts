/** Bytes to JSON: UTF-8, one limit on depth, no property twice. */
import { badRequest, communicationRule, Refusal } from "./refusal.ts";

/** Deeper bodies are refused: nothing that reads a statement recursively may run out of stack. */
export const MAX_DEPTH = 64;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** @throws Refusal 400 when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw badRequest(`found bytes that are not UTF-8, expected ${what} in UTF-8`, "1.4");
  }
}

/** @throws Refusal 400 when the text is not JSON, nests too deeply or names a property twice */
export function parseJson(text: string, what: string): unknown {
  const flaw = scanJson(text);
  if (flaw) throw new Refusal(400, `${flaw} in ${what}`, { rule: "xAPI 1.0.3 Data 2.2" });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "not JSON";
    throw new Refusal(400, `${what} is not JSON: ${reason}`, { rule: communicationRule("3.2") });
  }
}

/**
 * What `JSON.parse` does not say: a property named twice in one object (it would drop the first), or nesting beyond
 * {@link MAX_DEPTH}. Text that is not JSON may pass; `JSON.parse` refuses it afterwards.
 */
export function scanJson(text: string): string | undefined {
  /** One set of keys per open object, `undefined` per open array. */
  const open: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      const keys = open.at(-1);
      if (expectsKey && keys) {
        const key = readKey(text, at, end);
        if (keys.has(key)) return `found the property ${JSON.stringify(key)} twice in one object`;
        keys.add(key);
        expectsKey = false;
      }
      at = end;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (open.length === MAX_DEPTH) return `found nesting deeper than ${MAX_DEPTH} levels`;
      open.push(code === OPEN_BRACE ? new Set() : undefined);
      expectsKey = code === OPEN_BRACE;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      open.pop();
      expectsKey = false;
    } else if (code === COMMA) expectsKey = open.at(-1) !== undefined;
  }
  return undefined;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/** @returns the index of the closing quote, or the end of the text */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/** Escapes are resolved: `"a"` and `"\u0061"` are one key. */
function readKey(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes("\\")) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
