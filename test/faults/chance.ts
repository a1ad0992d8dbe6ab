/** Chance that can be repeated: the same seed draws the same numbers on every machine. */
export class Chance {
  #state: number;

  /** @param seed - integer; 32 bits of it count */
  constructor(seed: number) {
    this.#state = seed >>> 0;
    // Neighbouring seeds begin alike otherwise.
    for (let turn = 0; turn < 4; turn++) this.next();
  }

  /** [0, 1); mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in `share` of all cases, [0, 1]. */
  is(share: number): boolean {
    return this.next() < share;
  }

  pick<Value>(list: readonly Value[]): Value {
    return list[Math.floor(this.next() * list.length)] as Value;
  }
}
