/** The learner's clock: it goes on only when they do something. */
export class Watch {
  /** Milliseconds since 1970. */
  at: number;
  readonly #onTick: Set<() => void> = new Set();

  constructor(at: number) {
    this.at = at;
  }

  /** @param tick - called at least every half minute, as a page does */
  watch(tick: () => void): void {
    this.#onTick.add(tick);
  }

  pass(ms: number): void {
    for (let left = Math.round(ms); left > 0; left -= STEP) {
      this.at += Math.min(STEP, left);
      for (const tick of this.#onTick) tick();
    }
  }
}

/** The player takes a longer gap for a device that slept. */
const STEP = 30_000;
