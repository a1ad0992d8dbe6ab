/** Stamps as text: microseconds are kept, so that no two statements share a `stored`. */
import { readTimestamp } from "@tessera/xapi";
import type { Stamp } from "./store.ts";

/** @returns RFC 3339 in UTC with six digits of fraction, e.g. `2026-01-31T08:30:00.000001Z` */
export function stampText(stamp: Stamp): string {
  const millis = Math.floor(stamp / 1_000);
  const micros = String(stamp - millis * 1_000).padStart(3, "0");
  return `${new Date(millis).toISOString().slice(0, -1)}${micros}Z`;
}

/** @returns the stamp, any digit beyond microseconds cut off; `undefined` when the text is no timestamp */
export function readStamp(text: string): Stamp | undefined {
  const moment = readTimestamp(text);
  if (!moment) return undefined;
  return moment.seconds * 1_000_000 + Number(moment.fraction.slice(0, 6).padEnd(6, "0"));
}

/** For `Last-Modified`: whole seconds, RFC 9110 §5.6.7. */
export function httpDate(stamp: Stamp): string {
  return new Date(Math.floor(stamp / 1_000)).toUTCString();
}

/** The clock behind {@link LrsStore.nextStamp}: goes forward even when the machine's clock goes back. */
export class StampClock {
  #last: Stamp;

  constructor(last: Stamp) {
    this.#last = last;
  }

  get latest(): Stamp {
    return this.#last;
  }

  next(now: number): Stamp {
    this.#last = Math.max(Math.floor(now) * 1_000, this.#last + 1);
    return this.#last;
  }
}
