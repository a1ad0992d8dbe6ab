/** Chance that can be repeated: the same seed gives the same order on every device and after every reload. */

/** A source of numbers in [0, 1). */
export type Random = () => number;

/** Grows a generator from text (FNV-1a into mulberry32). Not for secrets. */
export function seeded(seed: string): Random {
  let state = 2166136261;
  for (let index = 0; index < seed.length; index += 1)
    state = Math.imul(state ^ seed.charCodeAt(index), 16777619) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A new list in a random order (Fisher–Yates). */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const out = [...items];
  for (let index = out.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const held = out[index] as Item;
    out[index] = out[other] as Item;
    out[other] = held;
  }
  return out;
}
