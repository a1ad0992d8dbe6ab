import type { Clock } from "../ports.ts";

/** Time that passes only when a test says so. */
export class VirtualClock implements Clock {
  #time = Date.UTC(2026, 0, 5, 9);
  #elapsed = 0;
  #timers: { readonly at: number; readonly task: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.#elapsed + ms, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Sets the device's clock, as a learner or a time server does. */
  jump(ms: number): void {
    this.#time += ms;
  }

  /** Lets `ms` pass; every timer runs at its time, and what it sets going goes on before the next. */
  async run(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settle();
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((one) => one !== due);
      this.#pass(due.at - this.#elapsed);
      due.task();
      await settle();
    }
    this.#pass(end - this.#elapsed);
    await settle();
  }

  #pass(ms: number): void {
    this.#elapsed += ms;
    this.#time += ms;
  }
}

/** Lets promises that are ready run to their end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
