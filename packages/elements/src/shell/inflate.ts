/**
 * Raw deflate (RFC 1951) for browsers without DecompressionStream. Plain and slow: it reads a few kilobytes once.
 */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_BITS = 15;

/** A canonical Huffman code: how many codes of each length, and the symbols in order of their codes. */
interface Code {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

function codeOf(lengths: readonly number[]): Code {
  const counts = new Array<number>(MAX_BITS + 1).fill(0);
  const symbols: number[] = [];
  for (let length = 1; length <= MAX_BITS; length += 1)
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      counts[length] = (counts[length] ?? 0) + 1;
      symbols.push(symbol);
    });
  return { counts, symbols };
}

/** @throws Error when the data is damaged or cut off */
export function inflateRaw(packed: Uint8Array): Uint8Array {
  const out: number[] = [];
  let position = 0;
  let held = 0;
  let heldBits = 0;

  const bits = (count: number): number => {
    while (heldBits < count) {
      const byte = packed[position];
      if (byte === undefined) throw new Error("deflate data ends early");
      position += 1;
      held |= byte << heldBits;
      heldBits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    heldBits -= count;
    return value;
  };

  const symbol = ({ counts, symbols }: Code): number => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_BITS; length += 1) {
      code |= bits(1);
      const count = counts[length] ?? 0;
      if (code - first < count) return symbols[index + code - first] as number;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("deflate data has an unknown code");
  };

  const block = (literals: Code, distances: Code): void => {
    for (;;) {
      const next = symbol(literals);
      if (next === 256) return;
      if (next < 256) {
        out.push(next);
        continue;
      }
      const length = (LENGTH_BASE[next - 257] ?? 0) + bits(LENGTH_BITS[next - 257] ?? 0);
      const slot = symbol(distances);
      const distance = (DISTANCE_BASE[slot] ?? 0) + bits(slot < 2 ? 0 : (slot >> 1) - 1);
      if (distance === 0 || distance > out.length) throw new Error("deflate data points before its start");
      for (let copied = 0; copied < length; copied += 1) out.push(out[out.length - distance] as number);
    }
  };

  const readCodes = (): [Code, Code] => {
    const literals = bits(5) + 257;
    const distances = bits(5) + 1;
    const codes = bits(4) + 4;
    const lengths = new Array<number>(19).fill(0);
    for (let index = 0; index < codes; index += 1) lengths[CODE_ORDER[index] as number] = bits(3);
    const code = codeOf(lengths);
    const all: number[] = [];
    while (all.length < literals + distances) {
      const next = symbol(code);
      if (next < 16) all.push(next);
      else {
        const value = next === 16 ? (all.at(-1) ?? 0) : 0;
        const times = next === 16 ? 3 + bits(2) : next === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let index = 0; index < times; index += 1) all.push(value);
      }
    }
    return [codeOf(all.slice(0, literals)), codeOf(all.slice(literals))];
  };

  const fixed = (): [Code, Code] => [
    codeOf(
      Array.from({ length: 288 }, (_, value) => (value < 144 ? 8 : value < 256 ? 9 : value < 280 ? 7 : 8)),
    ),
    codeOf(new Array<number>(30).fill(5)),
  ];

  for (let last = 0; last === 0;) {
    last = bits(1);
    const type = bits(2);
    if (type === 0) {
      held = 0;
      heldBits = 0;
      const size = (packed[position] ?? 0) | ((packed[position + 1] ?? 0) << 8);
      position += 4;
      if (position + size > packed.length) throw new Error("deflate data ends early");
      for (const end = position + size; position < end; position += 1) out.push(packed[position] as number);
    } else if (type === 3) throw new Error("deflate data has an unknown kind of block");
    else block(...(type === 1 ? fixed() : readCodes()));
  }
  return Uint8Array.from(out);
}
