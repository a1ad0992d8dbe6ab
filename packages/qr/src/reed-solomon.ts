/** Words of error correction over GF(2⁸) with the polynomial 0x11d (ISO/IEC 18004:2015 §7.5.2). */

function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

/** Coefficients of (x − 2⁰)(x − 2¹)…, highest power first, without the leading 1. */
function generator(degree: number): readonly number[] {
  const found = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let at = 0; at < degree; at += 1) {
    for (let place = 0; place < degree; place += 1)
      found[place] = times(found[place] as number, root) ^ (found[place + 1] ?? 0);
    root = times(root, 2);
  }
  return found;
}

/** @param count - 7 to 30 */
export function errorWords(words: readonly number[], count: number): readonly number[] {
  const by = generator(count);
  let rest: number[] = Array<number>(count).fill(0);
  for (const word of words) {
    const factor = word ^ (rest[0] as number);
    rest = [...rest.slice(1), 0].map((each, at) => each ^ times(by[at] as number, factor));
  }
  return rest;
}
