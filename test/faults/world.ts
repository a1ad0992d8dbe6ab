/** Where virtual time is, and what is still to happen. */
interface Happening {
  readonly at: number;
  readonly order: number;
  readonly task: () => void | Promise<void>;
  isOff: boolean;
}

/** 2026-01-05T09:00Z, ms since 1970: when every trial begins. */
export const BEGINNING = Date.UTC(2026, 0, 5, 9);

/**
 * Time that passes from one happening to the next. Each runs alone and to its end, with everything that scripts do at
 * once because of it, before the next one begins: the same script gives the same world.
 */
export class World {
  #elapsed = 0;
  #order = 0;
  /** Binary heap, the next happening first. */
  readonly #heap: Happening[] = [];

  /** ms since the beginning. */
  get elapsed(): number {
    return this.#elapsed;
  }

  /** The true time, ms since 1970; devices may think otherwise. */
  get now(): number {
    return BEGINNING + this.#elapsed;
  }

  /** @returns the way to call it off */
  after(ms: number, task: () => void | Promise<void>): () => void {
    const happening = { at: this.#elapsed + Math.max(0, ms), order: this.#order++, task, isOff: false };
    this.#push(happening);
    return () => (happening.isOff = true);
  }

  /** Lets time pass up to `until`, ms since the beginning. */
  async run(until: number): Promise<void> {
    await rest();
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) break;
      this.#pop();
      if (next.isOff) continue;
      this.#elapsed = Math.max(this.#elapsed, next.at);
      await next.task();
      await rest();
    }
    this.#elapsed = Math.max(this.#elapsed, until);
  }

  #push(happening: Happening): void {
    const heap = this.#heap;
    let place = heap.push(happening) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(happening, heap[parent] as Happening)) break;
      heap[place] = heap[parent] as Happening;
      place = parent;
    }
    heap[place] = happening;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Happening;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Happening, heap[child] as Happening))
        child++;
      if (!isBefore(heap[child] as Happening, last)) break;
      heap[place] = heap[child] as Happening;
      place = child;
    }
    heap[place] = last;
  }
}

function isBefore(one: Happening, other: Happening): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Everything that is ready runs to its end: a turn of the event loop begins when no promise is left to settle. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
