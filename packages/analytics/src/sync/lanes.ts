/**
 * Several rows of pages of one run at a time, since an LRS that takes its time for a page gives out others meanwhile. The
 * first lane is the run itself, and the cursor speaks of it alone. Each other one begins further on, by `since`, and stores
 * early what the first would come to; when the first has passed the place where the next one began, that one is the first. So
 * a lane may be dropped at any time, and nothing is lost but time (decision 50).
 */
import { microseconds } from "../normalise/moments.ts";
import { OVERLAP } from "./drain.ts";
import type { Drain, Seen } from "./drain.ts";
import { Lane, MARGIN, type Outcome } from "./lane.ts";
import type { Page, PageReader } from "./page-reader.ts";

/** How many pages the lanes are apart. */
const PAGES = 16;
/** At least; nearer to each other most of what they read would be the same. Microseconds. */
const APART = 4 * MARGIN;
/** Lanes that came to nothing, after which the LRS is read in one row. */
const MOST_DROPPED = 4;
/** Of the page that came last in the mean span of pages. */
const WEIGHT = 0.3;

export interface LaneOptions {
  readonly drain: Drain;
  /** Makes the readers of lanes. */
  readonly origin: PageReader;
  readonly pageSize: number;
  /** How many requests at a time. */
  readonly requests: number;
  /** How many pages the lanes are apart. */
  readonly lanePages?: number | undefined;
}

/** The page that a run begins with, and who reads on from there. */
export interface Opened {
  readonly page: Page;
  readonly reader: PageReader;
}

export class Lanes {
  private lanes: Lane[] = [];
  private readonly options: LaneOptions;
  private most: number;
  private dropped = 0;
  /** `since` was seen to go by `stored`: a lane began with something that happened before, and was stored after. */
  private proven = false;
  /** More than one lane was read, so that what was read hangs on the order. */
  private parted = false;
  /** What a page covers, microseconds. */
  private span: number | undefined;

  constructor(options: LaneOptions) {
    this.options = options;
    this.most = options.requests;
  }

  get done(): boolean {
    return this.lanes.length === 0;
  }

  /** The link of the run's own place. */
  get more(): string | undefined {
    return this.lanes[0]?.more;
  }

  isFirst(lane: Lane): boolean {
    return lane === this.lanes[0];
  }

  /** In place of whatever was being read. */
  begin({ page, reader }: Opened): void {
    this.close();
    const lane = new Lane(reader, { seen: this.options.drain.seen });
    lane.give(page);
    this.lanes = [lane];
  }

  /** Whichever lane's page comes first. */
  arrival(): Promise<{ readonly lane: Lane; readonly outcome: Outcome }> {
    return Promise.race(
      this.lanes.flatMap(({ pending, finished }) => (pending === undefined || finished ? [] : [pending])),
    );
  }

  /** The order on which lanes hang was none. */
  get mistaken(): boolean {
    return this.parted && this.options.drain.contradicted;
  }

  /** From now on one row of pages, for this run. */
  single(): void {
    this.most = 1;
  }

  /** And what was read in several is read again. */
  distrust(): void {
    this.single();
    this.parted = false;
  }

  /** After the statements of a page were taken. */
  took(lane: Lane, page: Page): void {
    const began = storedOf(page.statements[0]);
    lane.took(began);
    const ended = storedOf(page.statements.at(-1));
    if (began !== undefined && ended !== undefined && ended > began)
      this.span = (this.span ?? ended - began) * (1 - WEIGHT) + (ended - began) * WEIGHT;
    if (!this.trusts(lane, page)) return this.drop(lane);
    this.overtake(lane);
    this.pass();
    if (!lane.finished) lane.ask();
    this.part();
  }

  /** Drops a lane and those after it; the one before it goes on through their places. */
  drop(lane: Lane): void {
    const at = this.lanes.indexOf(lane);
    if (at < 1) return;
    for (const each of this.lanes.splice(at)) each.close();
    this.lanes[at - 1]?.reopen();
    this.dropped += 1;
    if (this.dropped >= MOST_DROPPED) this.single();
  }

  close(): void {
    for (const lane of this.lanes.splice(0)) lane.close();
  }

  /** An LRS that sorts by one time and takes `since` for another would pass by what lies between two lanes. */
  private trusts({ from }: Lane, { statements }: Page): boolean {
    if (from === undefined || this.proven) return true;
    this.proven = statements.some((one) => {
      const { timestamp } = (one ?? {}) as { readonly timestamp?: unknown };
      const stamp = microseconds(timestamp);
      return stamp !== undefined && stamp <= from;
    });
    return this.proven;
  }

  /** What lies behind a lane needs no lane of its own any more. */
  private overtake(lane: Lane): void {
    const at = this.lanes.indexOf(lane);
    const { position = -Infinity } = lane;
    for (;;) {
      const next = this.lanes[at + 1];
      const behind =
        next !== undefined &&
        ((lane.finished && lane.more === undefined) || (next.position ?? Infinity) <= position);
      if (!behind) return;
      lane.stop = next.stop;
      next.close();
      this.lanes.splice(at + 1, 1);
      lane.took(undefined);
    }
  }

  /** The run goes on from the next lane, where the first has come to its beginning. */
  private pass(): void {
    while (this.lanes[0]?.finished === true) {
      this.lanes.shift()?.close();
      const first = this.lanes[0];
      if (first === undefined) return;
      const { seen } = this.options.drain;
      later(seen, first.seen);
      first.seen = seen;
    }
  }

  /** Begins lanes, as far as the LRS is complete and bears them. */
  private part(): void {
    const { drain, origin, pageSize, lanePages = PAGES } = this.options;
    while (drain.order === "stored" && !drain.contradicted && this.span !== undefined) {
      const last = this.lanes.at(-1);
      const active = this.lanes.filter(({ finished, waiting }) => !finished || waiting).length;
      if (last?.position === undefined || active >= this.most || this.lanes.length >= 2 * this.most) return;
      if (last.finished || (last.fresh && !this.proven)) return;
      // Whole milliseconds, which is all that some LRSs read.
      const from = Math.ceil((last.position + Math.max(APART, lanePages * this.span)) / 1_000) * 1_000;
      if (from >= (drain.consistent ?? 0) - OVERLAP) return;
      last.stop = from;
      const lane = new Lane(origin.another(), { from });
      lane.start(drain.query(pageSize, from));
      this.lanes.push(lane);
      this.parted = true;
    }
  }
}

function storedOf(statement: unknown): number | undefined {
  return microseconds((statement as { readonly stored?: unknown } | null | undefined)?.stored);
}

function later(seen: Seen, { previous, lastStored, lastStamp }: Seen): void {
  seen.previous = previous;
  seen.lastStored = greater(seen.lastStored, lastStored);
  seen.lastStamp = greater(seen.lastStamp, lastStamp);
}

function greater(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
