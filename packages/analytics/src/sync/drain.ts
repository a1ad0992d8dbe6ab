/** One run from the cursor to the last page: how far it has come, and what its pages show of the LRS's order. */
import { isoMoment, microseconds } from "../normalise/moments.ts";
import type { Cursor } from "../store.ts";

const MINUTE = 60 * 1_000_000;
const DAY = 24 * 60 * MINUTE;
/** How far back a run asks again, of an LRS that was seen to answer in the order in which it stores. */
export const OVERLAP = 10 * MINUTE;
/** Of one that goes by `timestamp`, or has not shown what it goes by: statements arrive days after they happened. */
const LONG_OVERLAP = 30 * DAY;

/** The greatest times that a row of pages has shown, microseconds; and the last, since a row of pages has an order. */
export interface Seen {
  lastStored?: number | undefined;
  lastStamp?: number | undefined;
  previous?: { readonly stored: number; readonly stamp: number } | undefined;
}

export class Drain {
  more: string | undefined;
  /** What every page that counts has shown so far. */
  readonly seen: Seen = {};
  /** The LRS answers by `stored`, as far as pages have shown; only then can more than one row of pages be read. */
  order: "stored" | "timestamp" | undefined;
  /** Up to where the first response was complete; microseconds. */
  consistent: number | undefined;
  /** Pages have contradicted the order that they, or an earlier run, had shown. */
  contradicted = false;
  private readonly begun: number | undefined;
  private since: number | undefined;
  /** Of all pages; a drop says what the LRS does not sort by. */
  private ascending = { stored: true, stamp: true };

  constructor(kept: Cursor) {
    this.more = kept.more;
    this.since = kept.since;
    this.begun = kept.since;
    this.order = kept.order;
    this.consistent = kept.consistent;
    this.seen.lastStored = kept.lastStored;
    this.seen.lastStamp = kept.lastStamp;
  }

  /**
   * From the cursor again, which has come on as far as the order of the pages allows.
   * @param anew - from where this run began, since that order was none
   */
  restart({ anew = false } = {}): void {
    this.since = anew ? this.begun : this.arrived();
    this.more = undefined;
    this.seen.previous = undefined;
    this.seen.lastStored = undefined;
    this.seen.lastStamp = undefined;
  }

  query(pageSize: number, from?: number): Readonly<Record<string, string>> {
    const overlap = this.order === "stored" ? OVERLAP : LONG_OVERLAP;
    const since = from ?? (this.since === undefined ? undefined : Math.max(0, this.since - overlap));
    return {
      ascending: "true",
      attachments: "false",
      limit: String(pageSize),
      ...(since !== undefined && { since: isoMoment(since) }),
    };
  }

  /** By the times as the LRS has them: what a unit says of an earlier moment is none of its order. */
  take(statement: unknown, seen: Seen): void {
    const { stored: storedText, timestamp } = statement as {
      readonly stored?: unknown;
      readonly timestamp?: unknown;
    };
    const stored = microseconds(storedText);
    // Without it nothing can be said of the order, and it cannot be relied on.
    if (stored === undefined) return this.notByStored();
    const stamp = microseconds(timestamp) ?? stored;
    const { previous } = seen;
    if (previous !== undefined) {
      if (stamp < previous.stamp) this.ascending.stamp = false;
      if (stored < previous.stored) this.notByStored();
    }
    seen.previous = { stored, stamp };
    seen.lastStored = Math.max(stored, seen.lastStored ?? stored);
    seen.lastStamp = Math.max(stamp, seen.lastStamp ?? stamp);
    if (!this.ascending.stored) this.order = this.ascending.stamp ? "timestamp" : undefined;
    else if (!this.ascending.stamp) this.order = "stored";
  }

  private notByStored(): void {
    this.ascending.stored = false;
    if (this.order === "stored") this.contradicted = true;
  }

  /** Pages that came in the order of `stored` are done with; of any other order, only the last page says so. */
  interrupted(more: string | undefined): Cursor {
    const { lastStored, lastStamp } = this.seen;
    return {
      ...{ order: this.order, lastStored, lastStamp },
      since: this.arrived(),
      more,
      consistent: this.consistent,
    };
  }

  private arrived(): number | undefined {
    const inOrder = this.order === "stored" && this.ascending.stored;
    const { lastStored } = this.seen;
    return inOrder && lastStored !== undefined ? this.reached(lastStored) : this.since;
  }

  /** Everything was read: the next run begins where this one's first response was complete. */
  finished(): Cursor {
    const { lastStored, lastStamp } = this.seen;
    if (lastStored === undefined || lastStamp === undefined) return { since: this.since, order: this.order };
    return {
      since: this.reached(this.order === "stored" ? lastStored : Math.min(lastStored, lastStamp)),
      order: this.order,
    };
  }

  private reached(seen: number): number {
    return Math.max(this.since ?? 0, Math.min(seen, this.consistent ?? 0));
  }
}
