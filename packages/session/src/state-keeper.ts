import { STATE_IDS } from "@tessera/xapi";
import type { Iri } from "@tessera/xapi";
import type { Clock, HttpReply, Ids } from "./ports.ts";
import { isObject, readJson } from "./read-json.ts";
import { isPassing, retryDelay } from "./retry.ts";
import { fitState, mergeStates, readState } from "./unit-state.ts";
import type { StateReading, UnitState } from "./unit-state.ts";
import { byteLength } from "./wire.ts";
import type { Wire } from "./wire.ts";

/** The page's record is written when nothing has changed for this long, in ms. */
const REST_MS = 3_000;
/** JSON of a State document, in bytes; less where an LMS answers 413 (importers.md R10). */
const LARGEST_STATE = 64 * 1024;
const SMALLEST_STATE = 4 * 1024;

export interface StateKeeperOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly unit: Iri;
  /** activityId, agent, registration. */
  readonly query: Readonly<Record<string, string>>;
  /** Called when another device's state has been merged in, and when the record begins or ceases to be trimmed. */
  readonly changed: () => void;
  /** Keeps what the LMS does not have yet, for the next page on this device; undefined when it has it. */
  readonly draft: (state: UnitState | undefined) => UnitState | undefined | void;
  /** Time of the session's last statement, ms since 1970. */
  readonly lastTime: () => number;
}

/** One State document as last seen on the LMS. */
interface Seen {
  readonly id: string;
  etag?: string | undefined;
  /** Foreign keys of `suspendData`; they stay. */
  others: Readonly<Record<string, unknown>>;
}

/**
 * The only writer of the unit's State: one request at a time, with If-Match where the LMS shows ETags, merged after a
 * conflict. `suspendData` is written beside it: the one document that Open edX keeps (importers.md R10, R11).
 */
export class StateKeeper {
  readonly #options: StateKeeperOptions;
  readonly #own: Seen = { id: STATE_IDS.tessera, others: {} };
  readonly #mirror: Seen = { id: STATE_IDS.suspendData, others: {} };
  #state: UnitState;
  #dirty = false;
  #closed = false;
  #writing: Promise<void> | undefined;
  #resting: (() => void) | undefined;
  #isHurried = false;
  #failures = 0;
  /** False while the mirror is behind. */
  #isMirrored = true;
  #most = LARGEST_STATE;
  #isTrimmed = false;

  constructor(options: StateKeeperOptions) {
    this.#options = options;
    this.#state = { format: 1, unit: options.unit, progress: 0 };
  }

  get state(): UnitState {
    return this.#state;
  }

  /** True when a part of the page's record was too much for the LMS and is left out of what it keeps. */
  get isTrimmed(): boolean {
    return this.#isTrimmed;
  }

  /**
   * Both documents as read at launch, and what the page before this one could not write.
   * @returns false when a newer player wrote them: never overwrite those
   */
  read(own: HttpReply, mirror: HttpReply, draft?: unknown): boolean {
    const first = this.#learn(this.#own, own);
    const second = this.#learn(this.#mirror, mirror);
    if (first === "newer" || second === "newer") return false;
    for (const found of [first, second]) if (found !== "none") this.#state = mergeStates(this.#state, found);
    const read = JSON.stringify(this.#state);
    const ours = readState(draft, this.#options.unit);
    if (typeof ours === "object") this.#state = mergeStates(this.#state, ours);
    if (JSON.stringify(this.#state) !== read) this.change({});
    return true;
  }

  /** Changes the state; it is written after a rest, unless `write` is called before. */
  change(change: Partial<UnitState>): void {
    const lastTime = this.#options.lastTime();
    this.#state = { ...this.#state, ...change, ...(lastTime && { lastTime }) };
    this.#dirty = true;
    if (this.#closed) return;
    this.#state = this.#options.draft(this.#state) ?? this.#state;
    this.#resting?.();
    this.#resting = this.#options.clock.after(REST_MS, () => void this.write());
  }

  /**
   * Writes what has changed. Never rejects.
   * @param isHurried - the page may stop at any moment: nothing is read before
   */
  write(isHurried = false): Promise<void> {
    this.#isHurried = isHurried;
    this.#resting?.();
    this.#resting = undefined;
    if (this.#dirty && !this.#closed) this.#writing ??= this.#drain();
    return this.#writing ?? Promise.resolve();
  }

  /**
   * The last write, without waiting for the one in flight: the page goes away.
   * @param reserved - bytes that statements need of what may outlive the page; the record waits on this device then
   */
  leave(reserved = 0): void {
    const { wire } = this.#options;
    if (!this.#closed) {
      // A write in flight is about to change the ETag; naming the old one would refuse the newer record.
      if (this.#writing && this.#dirty) this.#own.etag = this.#mirror.etag = undefined;
      const due = this.#dirty ? [this.#own, this.#mirror] : this.#isMirrored ? [] : [this.#mirror];
      this.#dirty = false;
      for (const document of due) {
        const bytes = byteLength(this.#textOf(document));
        if (wire.fits(bytes + reserved) || !wire.fits(bytes)) void this.#put(document);
      }
    }
    this.close();
  }

  /** After `terminated` nothing is written. */
  close(): void {
    this.#closed = true;
    this.#resting?.();
  }

  /** Called when there is something to write, so that it has waited at least once before it is over. */
  async #drain(): Promise<void> {
    while (this.#dirty && !this.#closed) {
      // No ETag would tell of somebody else's: whoever looks first takes nothing back.
      const unseen = this.#isHurried ? [] : [this.#own, this.#mirror].filter(({ etag }) => !etag);
      if (unseen.length) await Promise.all(unseen.map((document) => this.#refresh(document)));
      if (this.#isClosed()) break;
      this.#dirty = this.#isMirrored = false;
      const reply = await this.#save(this.#own);
      if (isPassing(reply)) {
        this.#later(reply);
        break;
      }
      if (!isConflict(reply)) this.#failures = 0;
      if (reply.status === 413 && this.#most > SMALLEST_STATE) {
        this.#most /= 2;
        this.#dirty = true;
        continue;
      }
      if (!this.#closed) await this.#save(this.#mirror);
      this.#isMirrored = true;
      if (isConflict(reply)) {
        this.#later(reply);
        break;
      }
      if (!this.#dirty && isTaken(reply) && !this.#isTrimmed) this.#options.draft(undefined);
    }
    // In one breath with the last look at `#dirty`: a change in between would never be written.
    this.#writing = undefined;
  }

  #isClosed(): boolean {
    return this.#closed;
  }

  /** The LMS is away: the next change, or this timer, tries again. */
  #later(reply: HttpReply): void {
    const { clock, ids } = this.#options;
    this.#dirty = true;
    this.#failures += 1;
    if (this.#closed) return;
    const wait = retryDelay(reply, { failures: this.#failures, random: ids.random(), now: clock.now() });
    this.#resting ??= clock.after(wait, () => void this.write());
  }

  async #save(document: Seen): Promise<HttpReply> {
    let reply = await this.#put(document);
    if (isConflict(reply)) {
      await this.#refresh(document);
      reply = await this.#put(document);
      if (isConflict(reply)) {
        // A second conflict is a proxy's word for any error (importers.md R11).
        document.etag = undefined;
        reply = await this.#put(document);
      }
    }
    const ok = isTaken(reply);
    if (ok && reply.etag) document.etag = reply.etag;
    else if (ok && document.etag && !this.#closed) await this.#refresh(document);
    return reply;
  }

  /** Learns the document's present ETag, and what another device has written meanwhile. */
  async #refresh(document: Seen): Promise<void> {
    const { wire, query } = this.#options;
    document.etag = undefined;
    const request = {
      method: "GET",
      resource: "activities/state",
      query: { ...query, stateId: document.id },
    } as const;
    const found = this.#learn(document, await wire.send(request));
    if (typeof found === "object") {
      this.#state = mergeStates(this.#state, found);
      this.#options.changed();
    }
    // A newer player is at work in this registration: it knows more than we do.
    if (found === "newer") this.close();
  }

  #put(document: Seen): Promise<HttpReply> {
    const { wire, query } = this.#options;
    return wire.send({
      method: "PUT",
      resource: "activities/state",
      query: { ...query, stateId: document.id },
      body: this.#textOf(document),
      ...(document.etag && { headers: { "If-Match": document.etag } }),
    });
  }

  #textOf(document: Seen): string {
    const state = fitState(this.#state, this.#most);
    const isTrimmed = state !== this.#state;
    if (isTrimmed !== this.#isTrimmed) {
      this.#isTrimmed = isTrimmed;
      this.#options.changed();
    }
    return JSON.stringify(
      document === this.#own ? state : { ...document.others, [this.#options.unit]: state },
    );
  }

  #learn(document: Seen, reply: HttpReply): StateReading {
    if (reply.status !== 200) return "none";
    document.etag = reply.etag;
    const content = readJson(reply.body);
    const { unit } = this.#options;
    if (document === this.#mirror) document.others = isObject(content) ? content : {};
    const state = readState(document === this.#own ? content : document.others[unit], unit);
    if (typeof state === "string" || JSON.stringify(state).length <= LARGEST_STATE) return state;
    // We wrote none as large, and to make it fit piece by piece would keep the page busy for hours.
    const { resume: _resume, ...rest } = state;
    return rest;
  }
}

const isConflict = ({ status }: HttpReply) => status === 409 || status === 412;
const isTaken = ({ status }: HttpReply) => status >= 200 && status < 300;
