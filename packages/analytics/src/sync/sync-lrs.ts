/**
 * Pulls what is new from an LRS, so that the store holds each statement once, wherever it was stopped.
 * Statements and the cursor are one transaction; an id that is there already is not added; and each run asks again for the
 * last stretch, since an LRS may show a statement later than others that it stored after it (analytics.md 4.2).
 */
import type { StatementStore, Cursor } from "../store.ts";
import { Drain } from "./drain.ts";
import { Intake } from "./intake.ts";
import type { SyncSummary } from "./intake.ts";
import { LrsError } from "./http.ts";
import { Lanes } from "./lanes.ts";
import type { Opened } from "./lanes.ts";
import { MoreExpired, PageReader } from "./page-reader.ts";
import type { LrsAccess } from "./page-reader.ts";

const PAGE = 1_000;
const COMMIT_ROWS = 20_000;
const COMMIT_MS = 2_000;
/** A link lives for a day; one that is gone again and again is a fault of the LRS. */
const MOST_EXPIRED = 20;
const REQUESTS = 4;

export interface LrsSync extends LrsAccess {
  readonly store: StatementStore;
  /** Names the stream of statements in the store: who asks, since another key may see others. */
  readonly source: string;
  /** Asks for everything again, for what a cursor could have passed by. */
  readonly reconcile?: boolean;
  readonly pageSize?: number;
  readonly commitRows?: number;
  /** How many requests at a time, where there is much to read; 1 reads page after page. */
  readonly requests?: number;
  /** How many pages rows of pages are apart that are read at a time. */
  readonly lanePages?: number;
  /** Told after each page: how many were read so far. */
  readonly onPage?: (read: number) => void;
}

export async function syncLrs(options: LrsSync): Promise<SyncSummary> {
  const intake = new Intake(options.store);
  const kept = options.reconcile === true ? {} : ((await options.store.cursor(options.source)) ?? {});
  const cursor = await drainOnce(options, { intake, kept });
  // What was continued had begun in an earlier run: what the LRS has put behind its place since then is asked for now.
  if (kept.more !== undefined) await drainOnce(options, { intake, kept: cursor });
  return intake.summary();
}

/** From the cursor to the last page. @returns the cursor as it is then */
async function drainOnce(
  options: LrsSync,
  { intake, kept }: { readonly intake: Intake; readonly kept: Cursor },
): Promise<Cursor> {
  const { source, onPage, ports, pageSize = PAGE, commitRows = COMMIT_ROWS } = options;
  const drain = new Drain(kept);
  // An LRS that asks for a rest is asked for one page at a time from then on.
  const origin = new PageReader({ ...options, onRest: () => lanes.single() });
  // What asks for everything again trusts no order.
  const requests = options.reconcile === true ? 1 : (options.requests ?? REQUESTS);
  const lanes = new Lanes({ drain, origin, pageSize, requests, lanePages: options.lanePages });
  const first = async (): Promise<Opened> => {
    const reader = origin.another();
    const page = await reader.first(drain.query(pageSize));
    drain.consistent = page.consistent;
    return { page, reader };
  };
  let since = ports.now();
  let expired = 0;
  try {
    lanes.begin((await continued(origin.another(), drain)) ?? (await first()));
    for (;;) {
      const { lane, outcome } = await lanes.arrival();
      if ("error" in outcome) {
        if (!lanes.isFirst(lane)) {
          lanes.drop(lane);
          continue;
        }
        // What was read is worth keeping, whatever happened to the next page.
        const isExpired = outcome.error instanceof MoreExpired;
        intake.reach(source, drain.interrupted(isExpired ? undefined : lanes.more));
        await intake.commit();
        if (!isExpired) throw outcome.error;
        expired += 1;
        if (expired > MOST_EXPIRED)
          throw new LrsError(`the LRS did not know its own link to the next page, ${expired} times`);
        drain.restart();
        lanes.begin(await first());
        continue;
      }
      const { page } = outcome;
      if (!lane.arrived(page)) {
        if (!lanes.isFirst(lane)) {
          lanes.drop(lane);
          continue;
        }
        await intake.commit();
        throw new LrsError("the LRS's link to the next page leads back to a page that was read");
      }
      // The next page is on its way while this one is stored.
      if (!lane.endsIn(1)) lane.ask();
      for (const value of page.statements) if (intake.take(value) !== undefined) drain.take(value, lane.seen);
      onPage?.(intake.summary().read);
      if (lanes.mistaken) {
        drain.restart({ anew: true });
        lanes.distrust();
        lanes.begin(await first());
        continue;
      }
      lanes.took(lane, page);
      if (lanes.done) {
        const cursor = drain.finished();
        intake.reach(source, cursor);
        await intake.commit();
        return cursor;
      }
      if (intake.waiting >= commitRows || ports.now() - since >= COMMIT_MS) {
        intake.reach(source, drain.interrupted(lanes.more));
        await intake.commitSoon();
        since = ports.now();
      }
    }
  } finally {
    lanes.close();
  }
}

/** The page that an earlier run would have asked for next, where it was interrupted and the LRS still knows the link. */
async function continued(reader: PageReader, drain: Drain): Promise<Opened | undefined> {
  if (drain.more === undefined) return undefined;
  try {
    return { page: await reader.next(drain.more), reader };
  } catch (error) {
    if (!(error instanceof MoreExpired)) throw error;
    drain.restart();
    return undefined;
  }
}
