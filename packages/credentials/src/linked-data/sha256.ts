/** SHA-256 (FIPS 180-4), at once: canonical forms need dozens of small digests, and WebCrypto answers each by a promise. */
import { utf8 } from "../bytes.ts";

const ROUNDS = 64;

/** The first 32 bits of the fractional parts of roots of primes (§4.2.2, §5.3.3). */
function rootsOfPrimes(): { readonly constants: Uint32Array; readonly start: Uint32Array } {
  const constants = new Uint32Array(ROUNDS);
  const start = new Uint32Array(8);
  const bits = (root: number): number => (root - Math.floor(root)) * 2 ** 32;
  let count = 0;
  for (let number = 2; count < ROUNDS; number += 1) {
    let prime = true;
    for (let by = 2; by * by <= number; by += 1) prime &&= number % by !== 0;
    if (!prime) continue;
    if (count < 8) start[count] = bits(Math.sqrt(number));
    constants[count] = bits(Math.cbrt(number));
    count += 1;
  }
  return { constants, start };
}
const { constants: K, start: H } = rootsOfPrimes();

/** @returns 64 hexadecimal digits of the digest of the text's UTF-8 */
export function sha256Hex(text: string): string {
  const bytes = utf8(text);
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const state = Uint32Array.from(H);
  const words = new Uint32Array(ROUNDS);
  for (let block = 0; block < blocks; block += 1) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(block * 64 + at * 4);
    mix(state, words);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** §6.2.2. Indices stay inside both arrays, which the type of a typed array cannot say. */
function mix(state: Uint32Array, words: Uint32Array): void {
  for (let at = 16; at < ROUNDS; at += 1) {
    const early = words[at - 15] as number;
    const late = words[at - 2] as number;
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[at] = (words[at - 16] as number) + small + (words[at - 7] as number) + large;
  }
  type Eight = [number, number, number, number, number, number, number, number];
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let at = 0; at < ROUNDS; at += 1) {
    const choice = (e & f) ^ (~e & g);
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (K[at] as number) + (words[at] as number)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] as number) + word;
  });
}
