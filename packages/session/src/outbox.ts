import type { SentStatement, Uuid } from "@tessera/xapi";
import { Delivery } from "./delivery.ts";
import type { Fate, Stored } from "./delivery.ts";
import { lastRequest } from "./last-request.ts";
import { OutboxQueue, statementRequest } from "./outbox-queue.ts";
import type { Waiting } from "./outbox-queue.ts";
import type { OutboxEntry, OutboxStore } from "./outbox-store.ts";
import type { Clock, HttpReply, Ids } from "./ports.ts";
import { isPassing, retryDelay } from "./retry.ts";
import { byteLength } from "./wire.ts";
import type { Wire } from "./wire.ts";

/** cmi5-allowed statements wait this long for company, in ms. */
const GATHER_MS = 1_000;

/** What the session wants to know of its statements. */
export interface OutboxListener {
  /** The LMS has it. */
  delivered(statement: SentStatement): void;
  /** The LMS will never take it. */
  parked(statement: SentStatement): void;
  /** The LMS has ended the session. */
  over(): void;
  /** Number of waiting statements or connection changed. */
  changed(): void;
}

export interface OutboxOptions {
  readonly session: string;
  readonly store: OutboxStore;
  readonly wire: Wire;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly listener: OutboxListener;
  /** Query of this session's State requests. */
  readonly query: Readonly<Record<string, string>>;
}

/** Which way a statement goes. */
export interface Way {
  readonly defined: boolean;
  readonly carried?: true;
}

/**
 * The only sender of statements: first in, first out, one request at a time, each statement stored before it is
 * sent and forgotten when it was acknowledged. cmi5-defined ones go alone by PUT, the others in batches by POST.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #delivery: Delivery;
  readonly #queue = new OutboxQueue();
  readonly #parked: number[] = [];
  /** Ids of what this page has recorded. */
  readonly #own = new Set<Uuid>();
  #seq = 0;
  /** Waiting, and not yet on disk. */
  #unsafe = 0;
  #running = false;
  #stopped = false;
  #failures = 0;
  #inFlight: { readonly batch: readonly Waiting[]; readonly kept: boolean } | undefined;
  #gathering: (() => void) | undefined;
  #wake: (() => void) | undefined;
  #idle: (() => void)[] = [];

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#delivery = new Delivery(options.wire, options.query);
  }

  /** Recorded, kept and not acknowledged. */
  get waiting(): number {
    return this.#queue.length - this.#unsafe;
  }

  /** Those of them that are answers of the learner. */
  get answersWaiting(): number {
    return Math.min(this.#queue.answers, this.waiting);
  }

  /** What waits, in the order of sending. */
  get statements(): readonly SentStatement[] {
    return [...this.#queue].map(({ entry }) => entry.statement);
  }

  get connected(): boolean {
    return this.#failures === 0;
  }

  /** The status of each refusal after which a statement was parked. */
  get parked(): readonly number[] {
    return this.#parked;
  }

  /** Takes up what an earlier page of this session left; call before `add`. Of other sessions' only what is parked. */
  restore(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) {
      // A disk that is read late holds what this page has recorded, and perhaps sent, in the meantime.
      if (this.#own.has(entry.statement.id)) continue;
      const isOurs = entry.session === this.#options.session;
      if (isOurs) this.#seq = Math.max(this.#seq, entry.seq);
      if (entry.parked !== undefined) this.#parked.push(entry.parked);
      else if (isOurs) this.#queue.push(entry, { isTried: true });
    }
  }

  has(id: Uuid): boolean {
    for (const { entry } of this.#queue) if (entry.statement.id === id) return true;
    return false;
  }

  /** @returns false when nothing is taken any more */
  add(statement: SentStatement, way: Way): boolean {
    if (this.#stopped) return false;
    this.#enqueue(statement, way);
    if (way.defined) this.#send();
    else this.#gathering ??= this.#options.clock.after(GATHER_MS, () => this.#send());
    return true;
  }

  /** Drops from the disk what earlier sessions left and this one has taken up, unless that lies in memory only. */
  forget(entries: readonly OutboxEntry[]): void {
    const { store } = this.#options;
    if (entries.length && store.keptIn !== "memory") void store.delete(entries);
  }

  /** Asks the LMS whether it has a statement. */
  isStored(statement: SentStatement): Promise<Stored> {
    return this.#delivery.isStored(statement);
  }

  /** Resolves when everything that waits lies where the store says. */
  async kept(): Promise<void> {
    if (this.#unsafe) for (const { stored } of this.#queue) if (stored) await stored;
  }

  /** Sends now what waits, and does not sit out a back-off: the page is hidden, ends, or is online again. */
  hurry(): void {
    this.#wake?.();
    this.#send();
  }

  /** Resolves when nothing waits any more, or nothing can be sent. */
  drained(): Promise<void> {
    if (this.#stopped || !this.#queue.length) return Promise.resolve();
    this.hurry();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Nothing is sent from now on; what waits stays in the store. */
  stop(): void {
    this.#stopped = true;
    this.#gathering?.();
    this.#wake?.();
    this.#settle();
  }

  /**
   * The page goes away: what waits and then `terminated` in one request that outlives it (see `lastRequest`). A page
   * that lives on after all goes on sending until it is stopped.
   * @param before - is told the size of that request before it is sent
   */
  async leave(terminated: SentStatement, before: (bytes: number) => void = () => {}): Promise<void> {
    if (this.#stopped) return;
    this.#enqueue(terminated, { defined: true });
    const kept = this.#inFlight?.kept ? this.#inFlight.batch : [];
    this.stop();
    const { batch, bytes } = lastRequest(this.#queue, kept, this.#options.wire.room);
    before(bytes);
    if (batch.length) {
      const reply = await this.#post(batch);
      if (reply.status >= 200 && reply.status < 300) return this.#done(batch);
      if (reply.status === 401) return;
      this.#stopped = false;
      if (isPassing(reply)) return void this.#pause(batch, { is: "open", reply }).then(() => this.#run());
      for (const waiting of batch) waiting.isTried = true;
    }
    this.#stopped = false;
    await this.drained();
  }

  #enqueue(statement: SentStatement, way: Way): void {
    const { session, store, listener } = this.#options;
    const entry: OutboxEntry = { session, seq: ++this.#seq, statement, ...way };
    this.#own.add(statement.id);
    const waiting = this.#queue.push(entry);
    const stored = store.put(entry);
    if (stored) {
      this.#unsafe += 1;
      waiting.stored = stored.then(() => {
        this.#unsafe -= 1;
        waiting.stored = undefined;
        listener.changed();
      });
    }
    listener.changed();
  }

  #send(): void {
    this.#gathering?.();
    this.#gathering = undefined;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (!this.#stopped && this.#queue.length) {
      const batch = this.#queue.nextBatch();
      for (const { stored } of batch) if (stored) await stored;
      if (this.#isStopped()) break;
      if (await this.#isKnown(batch)) continue;
      // The last request of the page has it by now.
      if (this.#isStopped()) break;
      const reply = await this.#post(batch);
      await this.#answer(batch, reply);
    }
    this.#running = false;
    this.#settle();
  }

  /** An earlier session may have sent it; whoever asks first sends nothing that the LMS has. */
  async #isKnown(batch: readonly Waiting[]): Promise<boolean> {
    const waiting = batch[0] as Waiting;
    if (!waiting.entry.carried || waiting.isAsked) return false;
    const found = await this.#delivery.isStored(waiting.entry.statement);
    if (typeof found === "object") await this.#pause([], { is: "open", reply: found });
    else waiting.isAsked = true;
    if (found === "yes") await this.#done(batch);
    return typeof found === "object" || found === "yes" || this.#isStopped();
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #settle(): void {
    if (this.#queue.length && !this.#stopped) return;
    for (const done of this.#idle.splice(0)) done();
  }

  async #post(batch: readonly Waiting[]): Promise<HttpReply> {
    const { wire } = this.#options;
    const request = statementRequest(batch);
    const flight = { batch, kept: wire.fits(byteLength(request.body ?? "")) };
    this.#inFlight = flight;
    const reply = await wire.send(request);
    if (this.#inFlight === flight) this.#inFlight = undefined;
    return reply;
  }

  async #answer(batch: readonly Waiting[], reply: HttpReply): Promise<void> {
    const fate = await this.#delivery.fateOf(
      batch.map(({ entry, ...known }) => ({
        ...known,
        statement: entry.statement,
        isCarried: entry.carried === true,
      })),
      reply,
    );
    if (fate.is === "delivered") {
      this.#queue.widen();
      await this.#done(batch);
    } else if (fate.is === "parked") await this.#park(batch[0] as Waiting, fate.status);
    else if (fate.is === "mixed") this.#queue.narrow(batch);
    else if (fate.is === "open") await this.#pause(batch, fate);
    else {
      this.stop();
      this.#options.listener.over();
    }
  }

  async #done(batch: readonly Waiting[]): Promise<void> {
    const { store, listener } = this.#options;
    // Another request may have had it too.
    const news = batch.filter(({ isDone }) => !isDone);
    this.#queue.remove(news);
    this.#failures = 0;
    await store.delete(news.map(({ entry }) => entry));
    listener.changed();
    for (const { entry } of news) listener.delivered(entry.statement);
  }

  /** It stays on disk, and those behind it go on. */
  async #park(waiting: Waiting, status: number): Promise<void> {
    const { store, listener } = this.#options;
    this.#queue.remove([waiting]);
    this.#parked.push(status);
    this.#failures = 0;
    await store.put({ ...waiting.entry, parked: status });
    listener.changed();
    listener.parked(waiting.entry.statement);
  }

  async #pause(batch: readonly Waiting[], { reply, doubtful }: Extract<Fate, { is: "open" }>): Promise<void> {
    const { clock, ids, listener } = this.#options;
    for (const waiting of batch) {
      if (doubtful) waiting.doubts += 1;
      else waiting.isTried = true;
    }
    this.#failures += 1;
    listener.changed();
    const wait = retryDelay(reply, { failures: this.#failures, random: ids.random(), now: clock.now() });
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const stop = clock.after(wait, resolve);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
