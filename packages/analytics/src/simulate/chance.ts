/** Chance that can be repeated: the same seed gives the same cohort on every machine. Not for secrets. */
export class Chance {
  private state = 2166136261;

  constructor(seed: string) {
    for (let at = 0; at < seed.length; at++)
      this.state = Math.imul(this.state ^ seed.charCodeAt(at), 16777619) >>> 0;
  }

  /** [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  between(from: number, to: number): number {
    return from + (to - from) * this.next();
  }

  /** Whole, from 0, below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Standard normal (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Around `median`, never below 0; `spread` is the standard deviation of its logarithm. */
  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }

  shuffled<Item>(items: readonly Item[]): readonly Item[] {
    const out = [...items];
    for (let at = out.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [out[at], out[other]] = [out[other] as Item, out[at] as Item];
    }
    return out;
  }

  /** Version 4 in form. */
  uuid(): string {
    const hex = Array.from({ length: 32 }, (_, at) =>
      (at === 12 ? 4 : at === 16 ? 8 + this.below(4) : this.below(16)).toString(16),
    ).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }
}
