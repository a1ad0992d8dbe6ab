/** Base58 with Bitcoin's alphabet, as Multibase `z` writes keys and signatures. */
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const VALUES = new Map(ALPHABET.split("").map((letter, value) => [letter, value]));

/** Decoding is quadratic; nothing here is longer than a signature. */
const LONGEST = 200;

export function base58(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const leading = zeros === -1 ? bytes.length : zeros;
  const digits: number[] = [];
  for (const byte of bytes.subarray(leading)) {
    let carry = byte;
    for (let at = 0; at < digits.length; at += 1) {
      carry += (digits[at] as number) << 8;
      digits[at] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  const letters = digits.reverse().map((digit) => ALPHABET[digit] as string);
  return "1".repeat(leading) + letters.join("");
}

/** @returns undefined for what is no Base58, or longer than 200 letters */
export function fromBase58(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > LONGEST) return undefined;
  const leading = /^1*/.exec(text)?.[0].length ?? 0;
  const bytes: number[] = [];
  for (const letter of text.slice(leading)) {
    const value = VALUES.get(letter);
    if (value === undefined) return undefined;
    let carry = value;
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] as number) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  return Uint8Array.from([...Array.from({ length: leading }, () => 0), ...bytes.reverse()]);
}
