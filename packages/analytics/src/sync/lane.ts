import type { Seen } from "./drain.ts";
import type { Page, PageReader } from "./page-reader.ts";

export type Outcome = { readonly page: Page } | { readonly error: unknown };

/** The end of a lane is passed by this much before it counts: an LRS may round what it is asked. Microseconds. */
export const MARGIN = 10_000_000;

/** Pages in a row, each of which names the next: from a moment (not with it) until `stop` is passed, or the end. */
export class Lane {
  /** Microseconds; absent for the first lane of a run, which begins where the cursor says. */
  readonly from: number | undefined;
  /** Where the next lane begins, microseconds. */
  stop: number | undefined;
  seen: Seen;
  /** The link on the page that was taken last. */
  more: string | undefined;
  finished = false;
  /** Nothing has come yet. */
  fresh = true;
  /** What comes next, as soon as it was asked for. */
  pending: Promise<{ readonly lane: Lane; readonly outcome: Outcome }> | undefined;
  /** The LRS has not answered yet. */
  waiting = false;
  private readonly reader: PageReader;
  private readonly visited = new Set<string>();
  /** Of the page that was taken last, microseconds. */
  private span = 0;

  constructor(
    reader: PageReader,
    { from, seen = {} }: { readonly from?: number; readonly seen?: Seen } = {},
  ) {
    this.reader = reader;
    this.from = from;
    this.seen = seen;
  }

  /** Up to here the LRS has shown everything; microseconds. */
  get position(): number | undefined {
    return this.seen.lastStored ?? this.from;
  }

  start(query: Readonly<Record<string, string>>): void {
    this.expect(this.reader.first(query));
  }

  /** A page that is there already. */
  give(page: Page): void {
    this.expect(Promise.resolve(page));
  }

  /** Asks for the next page, where there is one and it was not asked for. */
  ask(): void {
    if (this.pending === undefined && this.more !== undefined)
      this.expect(this.reader.next(this.more, { ahead: !this.endsIn(2) }));
  }

  /** So many pages more are enough, by what the last one covered. */
  endsIn(pages: number): boolean {
    const { position, stop, span } = this;
    return position !== undefined && stop !== undefined && position + pages * span > stop;
  }

  /** A page has come. @returns false where its link was followed before */
  arrived({ more }: Page): boolean {
    this.pending = undefined;
    this.fresh = false;
    this.more = more;
    if (more === undefined) return true;
    return this.visited.size < this.visited.add(more).size;
  }

  /** What came was taken; its first statement was stored then. */
  took(began: number | undefined): void {
    const { position, stop, more } = this;
    if (began !== undefined && position !== undefined) this.span = position - began;
    this.finished =
      more === undefined || (stop !== undefined && position !== undefined && position > stop + MARGIN);
  }

  /** Its end is no longer one. */
  reopen(): void {
    this.stop = undefined;
    if (!this.finished || this.more === undefined) return;
    this.finished = false;
    this.ask();
  }

  /** What was asked for is no longer wanted. */
  close(): void {
    this.pending = undefined;
    this.reader.close();
  }

  /** A failure is told when its turn comes. */
  private expect(page: Promise<Page>): void {
    this.waiting = true;
    const told = (outcome: Outcome) => {
      this.waiting = false;
      return { lane: this, outcome };
    };
    this.pending = page.then(
      (value) => told({ page: value }),
      (error: unknown) => told({ error }),
    );
  }
}
