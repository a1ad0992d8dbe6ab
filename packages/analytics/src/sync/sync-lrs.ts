/**
 * Pulls what is new from an LRS, so that the store holds each statement once, wherever it was stopped.
 * Statements and the cursor are one transaction; an id that is there already is not added; and each run asks again for the
 * last stretch, since an LRS may show a statement later than others that it stored after it (analytics.md 4.2).
 */
import { isoMoment, microseconds } from "../normalise/moments.ts";
import type { StatementStore, Cursor } from "../store.ts";
import { Intake } from "./intake.ts";
import type { SyncSummary } from "./intake.ts";
import { LrsError } from "./http.ts";
import { MoreExpired, PageReader } from "./page-reader.ts";
import type { LrsAccess, Page } from "./page-reader.ts";

const MINUTE = 60 * 1_000_000;
const DAY = 24 * 60 * MINUTE;
/** How far back a run asks again, of an LRS that was seen to answer in the order in which it stores. */
const OVERLAP = 10 * MINUTE;
/** Of one that goes by `timestamp`, or has not shown what it goes by: statements arrive days after they happened. */
const LONG_OVERLAP = 30 * DAY;
const COMMIT_ROWS = 20_000;
const COMMIT_MS = 2_000;
/** A link lives for a day; one that is gone again and again is a fault of the LRS. */
const MOST_EXPIRED = 20;

export interface LrsSync extends LrsAccess {
  readonly store: StatementStore;
  /** Names the stream of statements in the store: who asks, since another key may see others. */
  readonly source: string;
  /** Asks for everything again, for what a cursor could have passed by. */
  readonly reconcile?: boolean;
  readonly pageSize?: number;
  readonly commitRows?: number;
  /** Told after each page: how many were read so far. */
  readonly onPage?: (read: number) => void;
}

export async function syncLrs(options: LrsSync): Promise<SyncSummary> {
  const reader = new PageReader(options);
  const intake = new Intake(options.store);
  const kept = options.reconcile === true ? {} : ((await options.store.cursor(options.source)) ?? {});
  const cursor = await drainOnce(options, { reader, intake, kept });
  // What was continued had begun in an earlier run: what the LRS has put behind its place since then is asked for now.
  if (kept.more !== undefined) await drainOnce(options, { reader, intake, kept: cursor });
  return intake.summary();
}

/** From the cursor to the last page. @returns the cursor as it is then */
async function drainOnce(
  options: LrsSync,
  { reader, intake, kept }: { readonly reader: PageReader; readonly intake: Intake; readonly kept: Cursor },
): Promise<Cursor> {
  const { source, onPage } = options;
  const drain = new Drain(kept);
  let page = await begin(reader, drain, options.pageSize ?? 1_000);
  let since = options.ports.now();
  const visited = new Set<string>();
  let expired = 0;
  for (;;) {
    const { more } = page;
    if (more !== undefined) {
      if (visited.has(more))
        throw new LrsError("the LRS's link to the next page leads back to a page that was read");
      visited.add(more);
    }
    // The next page is on its way while this one is stored.
    const next = more === undefined ? undefined : settled(reader.next(more));
    for (const value of page.statements) if (intake.take(value) !== undefined) drain.take(value);
    onPage?.(intake.summary().read);
    const due =
      intake.waiting >= (options.commitRows ?? COMMIT_ROWS) || options.ports.now() - since >= COMMIT_MS;
    if (next === undefined) {
      const cursor = drain.finished();
      intake.reach(source, cursor);
      await intake.commit();
      return cursor;
    }
    if (due) {
      intake.reach(source, drain.interrupted(more));
      await intake.commitSoon();
      since = options.ports.now();
    }
    const outcome = await next;
    if ("error" in outcome) {
      // What was read is worth keeping, whatever happened to the next page.
      intake.reach(source, drain.interrupted(outcome.error instanceof MoreExpired ? undefined : more));
      await intake.commit();
      if (!(outcome.error instanceof MoreExpired)) throw outcome.error;
      expired += 1;
      if (expired > MOST_EXPIRED)
        throw new LrsError(`the LRS did not know its own link to the next page, ${expired} times`);
      drain.restart();
      page = await reader.first(drain.query(options.pageSize ?? 1_000));
      drain.begin(page);
    } else page = outcome.page;
  }
}

/** Where an earlier run was interrupted, else where the cursor stands. */
async function begin(reader: PageReader, drain: Drain, pageSize: number): Promise<Page> {
  if (drain.more !== undefined) {
    try {
      return await reader.next(drain.more);
    } catch (error) {
      if (!(error instanceof MoreExpired)) throw error;
      drain.restart();
    }
  }
  const page = await reader.first(drain.query(pageSize));
  drain.begin(page);
  return page;
}

type Outcome = { readonly page: Page } | { readonly error: unknown };

/** A page that fails while another is being stored is told when its turn comes. */
function settled(page: Promise<Page>): Promise<Outcome> {
  return page.then(
    (value): Outcome => ({ page: value }),
    (error: unknown): Outcome => ({ error }),
  );
}

/** One run from `since` to the last page, and what its pages show of the order. */
class Drain {
  more: string | undefined;
  private since: number | undefined;
  private order: "stored" | "timestamp" | undefined;
  private consistent: number | undefined;
  private lastStored: number | undefined;
  private lastStamp: number | undefined;
  /** Greatest so far of the pages in a row; a drop says what the LRS does not sort by. */
  private ascending = { stored: true, stamp: true };
  private previous: { readonly stored: number; readonly stamp: number } | undefined;

  constructor(kept: Cursor) {
    this.more = kept.more;
    this.since = kept.since;
    this.order = kept.order;
    this.consistent = kept.consistent;
    this.lastStored = kept.lastStored;
    this.lastStamp = kept.lastStamp;
  }

  /** From the cursor again, which has come on as far as the order of the pages allows. */
  restart(): void {
    this.since = this.arrived();
    this.more = undefined;
    this.previous = undefined;
    this.lastStored = undefined;
    this.lastStamp = undefined;
  }

  query(pageSize: number): Readonly<Record<string, string>> {
    const overlap = this.order === "stored" ? OVERLAP : LONG_OVERLAP;
    return {
      ascending: "true",
      attachments: "false",
      limit: String(pageSize),
      ...(this.since !== undefined && { since: isoMoment(Math.max(0, this.since - overlap)) }),
    };
  }

  /** The first response of a drain says how far the LRS is complete; a later one speaks of a later moment. */
  begin(page: Page): void {
    this.consistent = page.consistent;
  }

  /** By the times as the LRS has them: what a unit says of an earlier moment is none of its order. */
  take(statement: unknown): void {
    const { stored: storedText, timestamp } = statement as {
      readonly stored?: unknown;
      readonly timestamp?: unknown;
    };
    const stored = microseconds(storedText);
    // Without it nothing can be said of the order, and it cannot be relied on.
    if (stored === undefined) return void (this.ascending.stored = false);
    const stamp = microseconds(timestamp) ?? stored;
    const { previous, ascending } = this;
    if (previous !== undefined) {
      if (stored < previous.stored) ascending.stored = false;
      if (stamp < previous.stamp) ascending.stamp = false;
    }
    this.previous = { stored, stamp };
    this.lastStored = Math.max(stored, this.lastStored ?? stored);
    this.lastStamp = Math.max(stamp, this.lastStamp ?? stamp);
    if (!ascending.stored) this.order = ascending.stamp ? "timestamp" : undefined;
    else if (!ascending.stamp) this.order = "stored";
  }

  /** Pages that came in the order of `stored` are done with; of any other order, only the last page says so. */
  interrupted(more: string | undefined): Cursor {
    return { ...this.kept(), since: this.arrived(), more, consistent: this.consistent };
  }

  private arrived(): number | undefined {
    const inOrder = this.order === "stored" && this.ascending.stored;
    return inOrder && this.lastStored !== undefined ? this.reached(this.lastStored) : this.since;
  }

  /** Everything was read: the next run begins where this one's first response was complete. */
  finished(): Cursor {
    const { lastStored, lastStamp } = this;
    if (lastStored === undefined || lastStamp === undefined) return { since: this.since, order: this.order };
    return {
      since: this.reached(this.order === "stored" ? lastStored : Math.min(lastStored, lastStamp)),
      order: this.order,
    };
  }

  private reached(seen: number): number {
    return Math.max(this.since ?? 0, Math.min(seen, this.consistent ?? 0));
  }

  private kept(): Cursor {
    return { order: this.order, lastStored: this.lastStored, lastStamp: this.lastStamp };
  }
}
