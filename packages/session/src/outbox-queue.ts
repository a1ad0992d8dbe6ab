import { VERBS } from "@tessera/xapi";
import type { XapiRequest } from "./lms-client.ts";
import type { OutboxEntry } from "./outbox-store.ts";
import { byteLength } from "./wire.ts";

const BATCH_STATEMENTS = 25;
const BATCH_BYTES = 48 * 1024;

export interface Waiting {
  readonly entry: OutboxEntry;
  /** While it is being written to disk. */
  stored: Promise<void> | undefined;
  isTried: boolean;
  isSplit: boolean;
  doubts: number;
  isDone: boolean;
  /** The LMS was asked whether it has it. */
  isAsked: boolean;
  text?: string;
}

/** What waits, first in, first out; every step costs the same for ten statements and for ten thousand. */
export class OutboxQueue {
  #all: Waiting[] = [];
  /** Everything before it is done. */
  #head = 0;
  #done = 0;
  #answers = 0;
  /** Statements of one batch at most; fewer after a refusal. */
  #limit = BATCH_STATEMENTS;

  get length(): number {
    return this.#all.length - this.#done;
  }

  get answers(): number {
    return this.#answers;
  }

  *[Symbol.iterator](): Iterator<Waiting> {
    for (let at = this.#head; at < this.#all.length; at++) {
      const one = this.#all[at] as Waiting;
      if (!one.isDone) yield one;
    }
  }

  push(entry: OutboxEntry, more: Partial<Waiting> = {}): Waiting {
    const waiting = {
      entry,
      stored: undefined,
      isTried: false,
      isSplit: false,
      doubts: 0,
      isDone: false,
      isAsked: false,
      ...more,
    };
    this.#all.push(waiting);
    if (isAnswer(waiting)) this.#answers += 1;
    return waiting;
  }

  remove(batch: readonly Waiting[]): void {
    for (const waiting of batch) {
      if (waiting.isDone) continue;
      waiting.isDone = true;
      this.#done += 1;
      if (isAnswer(waiting)) this.#answers -= 1;
    }
    while (this.#all[this.#head]?.isDone) this.#head += 1;
    if (this.#head < 1_000) return;
    this.#all = this.#all.slice(this.#head);
    this.#done -= this.#head;
    this.#head = 0;
  }

  /** The next request: one statement that goes alone, or a batch. */
  nextBatch(): readonly Waiting[] {
    const batch: Waiting[] = [];
    let bytes = 1;
    for (const waiting of this) {
      const { defined, carried } = waiting.entry;
      if (defined || carried) return batch.length ? batch : [waiting];
      bytes += sizeOf(waiting) + 1;
      if (batch.length === this.#limit || (batch.length && bytes > BATCH_BYTES)) break;
      batch.push(waiting);
    }
    return batch;
  }

  /** After a batch of which one was refused. */
  narrow(batch: readonly Waiting[]): void {
    for (const waiting of batch) waiting.isSplit = true;
    this.#limit = Math.ceil(batch.length / 2);
  }

  /** After a batch that went through: twice as many again. */
  widen(): void {
    this.#limit = Math.min(BATCH_STATEMENTS, this.#limit * 2);
  }
}

function textOf(waiting: Waiting): string {
  return (waiting.text ??= JSON.stringify(waiting.entry.statement));
}

/** Length in UTF-8. */
export function sizeOf(waiting: Waiting): number {
  return byteLength(textOf(waiting));
}

const isAnswer = ({ entry }: Waiting) => entry.statement.verb.id === VERBS.answered.id;

/** One that goes alone by PUT, several by POST; a repetition is the same to the byte. */
export function statementRequest(batch: readonly Waiting[]): XapiRequest {
  const [only] = batch;
  return batch.length === 1 && only && (only.entry.defined || only.entry.carried)
    ? {
        method: "PUT",
        resource: "statements",
        query: { statementId: only.entry.statement.id },
        body: textOf(only),
      }
    : { method: "POST", resource: "statements", body: `[${batch.map(textOf).join(",")}]` };
}
