import { CMI5_VERBS, STATE_IDS } from "@tessera/xapi";
import type { SentStatement, Uuid } from "@tessera/xapi";
import type { XapiRequest } from "./lms-client.ts";
import type { OutboxEntry, OutboxStore } from "./outbox-store.ts";
import type { Clock, HttpReply, Ids } from "./ports.ts";
import { isPassing, retryDelay } from "./retry.ts";
import { byteLength, KEEPALIVE_BYTES } from "./wire.ts";
import type { Wire } from "./wire.ts";

const BATCH_STATEMENTS = 25;
const BATCH_BYTES = 48 * 1024;
/** cmi5-allowed statements wait this long for company, in ms. */
const GATHER_MS = 1_000;
/** Tries of a statement whose refusal may be a proxy's (404, 409, 412; importers.md 2.3), before it is parked. */
const DOUBTFUL_TRIES = 4;

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

interface Waiting {
  readonly entry: OutboxEntry;
  /** Length as JSON, UTF-8. */
  readonly bytes: number;
  stored: Promise<void>;
  /** It may have been stored by an earlier request that was not answered, or answered for a whole batch. */
  tried: boolean;
}

export interface OutboxOptions {
  readonly session: string;
  readonly store: OutboxStore;
  readonly wire: Wire;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly listener: OutboxListener;
  /** Query of this session's LMS.LaunchData: what is asked when a statement was forbidden. */
  readonly launchDataQuery: Readonly<Record<string, string>>;
}

/**
 * The only sender of statements: first in, first out, one request at a time, each statement stored before it is
 * sent and forgotten when it was acknowledged. cmi5-defined ones go alone by PUT, the others in batches by POST.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #queue: Waiting[] = [];
  #seq = 0;
  #running = false;
  #stopped = false;
  #failures = 0;
  #doubtful = 0;
  #limit = BATCH_STATEMENTS;
  #inFlight: { readonly batch: readonly Waiting[]; readonly kept: boolean } | undefined;
  #gathering: (() => void) | undefined;
  #wake: (() => void) | undefined;
  #idle: (() => void)[] = [];

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** What waits, in the order of sending. */
  get statements(): readonly SentStatement[] {
    return this.#queue.map(({ entry }) => entry.statement);
  }

  get connected(): boolean {
    return this.#failures === 0;
  }

  /** Takes up what an earlier page of this session left; call before `add`. */
  restore(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) {
      this.#queue.push({ entry, bytes: size(entry.statement), stored: Promise.resolve(), tried: true });
      this.#seq = Math.max(this.#seq, entry.seq);
    }
  }

  has(id: Uuid): boolean {
    return this.#queue.some(({ entry }) => entry.statement.id === id);
  }

  add(statement: SentStatement, { defined }: { readonly defined: boolean }): void {
    const waiting = this.#enqueue(statement, defined);
    if (!waiting) return;
    if (defined) this.hurry();
    else this.#gathering ??= this.#options.clock.after(GATHER_MS, () => this.hurry());
  }

  /** Sends now what waits, and does not sit out a back-off: the page is hidden, ends, or is online again. */
  hurry(): void {
    this.#gathering?.();
    this.#gathering = undefined;
    this.#wake?.();
    void this.#run();
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
   * The page goes away: everything that waits and then `terminated`, in one request that outlives the page. Where
   * that is too much for the browser, only what decides about satisfaction. Nothing is sent afterwards.
   */
  async leave(terminated: SentStatement): Promise<void> {
    this.#enqueue(terminated, true);
    const kept = this.#inFlight?.kept ? this.#inFlight.batch : [];
    const pending = this.#queue.filter((waiting) => !kept.includes(waiting));
    this.stop();
    const all = this.#lastBatch(pending);
    const reply = await this.#send(all);
    if (reply.status >= 200 && reply.status < 300) await this.#forget(all);
  }

  #lastBatch(pending: readonly Waiting[]): readonly Waiting[] {
    const total = pending.reduce((sum, { bytes }) => sum + bytes + 1, 1);
    const fits = total <= KEEPALIVE_BYTES && this.#options.wire.fits(total);
    return fits ? pending : pending.filter(({ entry }) => entry.defined);
  }

  #enqueue(statement: SentStatement, defined: boolean): Waiting | undefined {
    if (this.#stopped) return undefined;
    const { session, store } = this.#options;
    const entry: OutboxEntry = { session, seq: ++this.#seq, statement, defined };
    const waiting = { entry, bytes: size(statement), stored: store.put(entry), tried: false };
    this.#queue.push(waiting);
    this.#options.listener.changed();
    return waiting;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (!this.#stopped && this.#queue.length) {
      const batch = this.#nextBatch();
      await Promise.all(batch.map(({ stored }) => stored));
      if (this.#isStopped()) break;
      const reply = await this.#send(batch);
      await this.#answer(batch, reply);
    }
    this.#running = false;
    this.#settle();
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  #settle(): void {
    if (this.#queue.length && !this.#stopped) return;
    for (const done of this.#idle.splice(0)) done();
  }

  #nextBatch(): readonly Waiting[] {
    const first = this.#queue[0] as Waiting;
    if (first.entry.defined) return [first];
    const batch: Waiting[] = [];
    let bytes = 1;
    for (const waiting of this.#queue) {
      bytes += waiting.bytes + 1;
      if (waiting.entry.defined || batch.length === this.#limit || (batch.length && bytes > BATCH_BYTES))
        break;
      batch.push(waiting);
    }
    return batch;
  }

  async #send(batch: readonly Waiting[]): Promise<HttpReply> {
    const { wire } = this.#options;
    const request = statementRequest(batch);
    this.#inFlight = { batch, kept: wire.fits(byteLength(request.body ?? "")) };
    const reply = await wire.send(request);
    this.#inFlight = undefined;
    return reply;
  }

  async #answer(batch: readonly Waiting[], reply: HttpReply): Promise<void> {
    if (reply.status >= 200 && reply.status < 300) {
      await this.#forget(batch);
      for (const { entry } of batch) this.#options.listener.delivered(entry.statement);
    } else if (reply.status === 401) {
      this.stop();
      this.#options.listener.over();
    } else if (isPassing(reply)) {
      for (const waiting of batch) waiting.tried = true;
      await this.#pause(reply);
    } else if (batch.length > 1) {
      // A batch is all or nothing, in the letter; some LMSs store a part of it all the same (importers.md M5).
      for (const waiting of batch) waiting.tried = true;
      this.#limit = Math.ceil(batch.length / 2);
    } else {
      await this.#refused(batch[0] as Waiting, reply);
    }
  }

  async #refused(waiting: Waiting, reply: HttpReply): Promise<void> {
    const { status } = reply;
    const { statement } = waiting.entry;
    if (status === 403) {
      const data = await this.#readLaunchData();
      if (isPassing(data)) return this.#pause(data);
      if (data.status === 401 || data.status === 403) {
        this.stop();
        this.#options.listener.over();
        return;
      }
      // The LMS has one of an earlier session: it counts (importers.md R9).
      if (oncePerRegistration(statement)) return this.#done(waiting, "delivered");
    }
    if (waiting.tried || status === 409 || status === 412) {
      const found = await this.#isStored(statement);
      if (typeof found === "object") return this.#pause(found);
      if (found === "yes" || (found === "unknown" && (waiting.tried || status === 409))) {
        return this.#done(waiting, "delivered");
      }
    }
    const isDoubtful = status === 404 || status === 409 || status === 412;
    if (isDoubtful && ++this.#doubtful < DOUBTFUL_TRIES) return this.#pause(reply);
    return this.#done(waiting, "parked");
  }

  async #done(waiting: Waiting, fate: "delivered" | "parked"): Promise<void> {
    await this.#forget([waiting]);
    this.#limit = BATCH_STATEMENTS;
    this.#options.listener[fate](waiting.entry.statement);
  }

  async #forget(batch: readonly Waiting[]): Promise<void> {
    for (const waiting of batch) this.#queue.splice(this.#queue.indexOf(waiting), 1);
    this.#failures = 0;
    this.#doubtful = 0;
    await this.#options.store.delete(
      this.#options.session,
      batch.map(({ entry }) => entry.statement.id),
    );
    this.#options.listener.changed();
  }

  async #pause(reply: HttpReply): Promise<void> {
    const { clock, ids, listener } = this.#options;
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

  /** A forbidden statement ends the session only when its launch data is forbidden too (session.md part 0). */
  #readLaunchData(): Promise<HttpReply> {
    const query = { ...this.#options.launchDataQuery, stateId: STATE_IDS.launchData };
    return this.#options.wire.send({ method: "GET", resource: "activities/state", query });
  }

  /** @returns the reply, when asking again later may tell more */
  async #isStored({ id, verb }: SentStatement): Promise<"yes" | "no" | "unknown" | HttpReply> {
    const query = { statementId: id };
    const reply = await this.#options.wire.send({ method: "GET", resource: "statements", query });
    if (isPassing(reply)) return reply;
    if (reply.status === 404) return "no";
    if (reply.status !== 200) return "unknown";
    try {
      // A Statement, or from some LMSs a StatementResult.
      const found = JSON.parse(reply.body) as Partial<SentStatement> & {
        statements?: Partial<SentStatement>[];
      };
      const stored = found.statements ? found.statements.find((one) => one.id === id) : found;
      if (!stored) return "no";
      return stored.id === id && stored.verb?.id === verb.id ? "yes" : "unknown";
    } catch {
      return "unknown";
    }
  }
}

function statementRequest(batch: readonly Waiting[]): XapiRequest {
  const statements = batch.map(({ entry }) => entry.statement);
  const [only] = batch;
  return batch.length === 1 && only?.entry.defined
    ? {
        method: "PUT",
        resource: "statements",
        query: { statementId: only.entry.statement.id },
        body: JSON.stringify(only.entry.statement),
      }
    : { method: "POST", resource: "statements", body: JSON.stringify(statements) };
}

const size = (statement: SentStatement) => byteLength(JSON.stringify(statement));

function oncePerRegistration({ verb }: SentStatement): boolean {
  return verb.id === CMI5_VERBS.completed.id || verb.id === CMI5_VERBS.passed.id;
}
