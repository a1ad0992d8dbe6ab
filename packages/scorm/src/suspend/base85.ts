/**
 * Bytes as printable ASCII: four bytes are five characters. The alphabet leaves out what LMSs are known to change on
 * the way: quotes, markup characters, the backslash, `%` and `+`.
 */
const LEFT_OUT = "\"'<>&\\`%+";
const ALPHABET = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))
  .filter((character) => !LEFT_OUT.includes(character))
  .join("");
const BASE = 85;

/** The length of `bytes` bytes as text, in characters. */
export function encodedLength(bytes: number): number {
  return Math.floor(bytes / 4) * 5 + (bytes % 4 ? (bytes % 4) + 1 : 0);
}

export function encode85(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const count = Math.min(4, bytes.length - at);
    let value = 0;
    for (let index = 0; index < 4; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
    let five = "";
    for (let index = 0; index < 5; index += 1) {
      five = (ALPHABET[value % BASE] ?? "") + five;
      value = Math.floor(value / BASE);
    }
    text += five.slice(0, count + 1);
  }
  return text;
}

/** @returns undefined for a text that `encode85` never makes */
export function decode85(text: string): Uint8Array | undefined {
  const rest = text.length % 5;
  if (rest === 1) return undefined;
  const bytes = new Uint8Array(Math.floor(text.length / 5) * 4 + (rest ? rest - 1 : 0));
  for (let at = 0, out = 0; at < text.length; at += 5, out += 4) {
    let value = 0;
    for (let index = 0; index < 5; index += 1) {
      const character = text[at + index];
      // What was cut off counts as the highest digit, so that rounding down gives the bytes that were there.
      const digit = character === undefined ? BASE - 1 : ALPHABET.indexOf(character);
      if (digit < 0) return undefined;
      value = value * BASE + digit;
    }
    if (value > 0xffffffff) return undefined;
    for (let index = 0; index < 4 && out + index < bytes.length; index += 1)
      bytes[out + index] = Math.floor(value / 256 ** (3 - index)) % 256;
  }
  return bytes;
}
