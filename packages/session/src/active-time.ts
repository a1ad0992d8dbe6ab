import type { Clock } from "./ports.ts";

/** Counts the time the page was in sight: durations leave out other tabs and a sleeping device. */
export class ActiveTime {
  readonly #clock: Clock;
  #counted = 0;
  /** Reading of the clock when counting last began. */
  #since: number | undefined;

  constructor(clock: Clock, visible: boolean) {
    this.#clock = clock;
    if (visible) this.#since = clock.elapsed();
  }

  /** ms */
  get total(): number {
    return this.#counted + (this.#since === undefined ? 0 : this.#clock.elapsed() - this.#since);
  }

  /** Adds what an earlier page of the session counted. */
  add(ms: number): void {
    this.#counted += ms;
  }

  run(visible: boolean): void {
    this.#counted = this.total;
    this.#since = visible ? this.#clock.elapsed() : undefined;
  }
}
