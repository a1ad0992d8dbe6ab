/** Statements that all films of a unit may send in a minute; learners drag the bar to and fro. */
export const PER_MINUTE = 12;
const MINUTE = 60_000;

/**
 * Counts what was told in the last minute. Whoever asks for `played` asks for its `paused` too: one that was told is
 * always followed by the other.
 */
export class Limit {
  readonly #now: () => number;
  #told: number[] = [];
  /** `paused` that are still to come. */
  #owed = 0;

  /** @param now - milliseconds of a clock that never jumps */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns false when nothing may be told now */
  open(): boolean {
    if (!this.#has(2)) return false;
    this.#owed += 1;
    return this.#count();
  }

  /** The `paused` that `open` has kept room for. */
  close(): void {
    this.#owed -= 1;
    this.#count();
  }

  once(): boolean {
    return this.#has(1) && this.#count();
  }

  #has(room: number): boolean {
    const from = this.#now() - MINUTE;
    this.#told = this.#told.filter((time) => time > from);
    return this.#told.length + this.#owed + room <= PER_MINUTE;
  }

  #count(): true {
    this.#told.push(this.#now());
    return true;
  }
}
