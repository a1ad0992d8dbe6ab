import { CMI5_VERBS, STATE_IDS } from "@tessera/xapi";
import type { SentStatement } from "@tessera/xapi";
import type { HttpReply } from "./ports.ts";
import { isPassing } from "./retry.ts";
import type { Wire } from "./wire.ts";

/** Whether the LMS has a statement; the reply, when asking again later may tell more. */
export type Stored = "yes" | "no" | "unknown" | HttpReply;

/** What became of the statements of one request. */
export type Fate =
  /** The LMS has them, now or since an earlier try. */
  | { readonly is: "delivered" }
  /** The LMS will never take it: one statement, and the status of its answer. */
  | { readonly is: "parked"; readonly status: number }
  /** Nobody knows yet: the same again after a wait. */
  | { readonly is: "open"; readonly reply: HttpReply; readonly doubtful?: true }
  /** One of them is refused, nobody knows which: fewer at a time. */
  | { readonly is: "mixed" }
  /** The LMS has ended the session. */
  | { readonly is: "over" };

/** What is known of a statement before its answer is read. */
export interface Sent {
  readonly statement: SentStatement;
  /** An earlier request with it was not answered. */
  readonly isTried: boolean;
  /** It was part of a batch that was refused; some LMSs store a part of it all the same (importers.md M5). */
  readonly isSplit: boolean;
  /** An earlier session may have sent it. */
  readonly isCarried: boolean;
  /** Doubtful answers so far. */
  readonly doubts: number;
}

/** Tries of a statement whose refusal may be a proxy's (404, 409, 412; importers.md 2.3), before it is parked. */
const DOUBTFUL_TRIES = 4;

/** Reads answers to statements, and asks the LMS where an answer alone does not say what became of them. */
export class Delivery {
  readonly #wire: Wire;
  readonly #launchData: Readonly<Record<string, string>>;

  /** @param query - of this session's State requests */
  constructor(wire: Wire, query: Readonly<Record<string, string>>) {
    this.#wire = wire;
    this.#launchData = { ...query, stateId: STATE_IDS.launchData };
  }

  async fateOf(batch: readonly Sent[], reply: HttpReply): Promise<Fate> {
    const { status } = reply;
    if (status >= 200 && status < 300) return { is: "delivered" };
    if (status === 401) return { is: "over" };
    if (isPassing(reply)) return { is: "open", reply };
    if (status === 403) {
      // A forbidden statement ends the session only when its launch data is forbidden too (session.md part 0).
      const data = await this.#get("activities/state", this.#launchData);
      if (isPassing(data)) return { is: "open", reply: data };
      if (data.status === 401 || data.status === 403) return { is: "over" };
    }
    const [only] = batch;
    return batch.length === 1 && only ? this.#fateOfOne(only, reply) : { is: "mixed" };
  }

  async #fateOfOne(sent: Sent, reply: HttpReply): Promise<Fate> {
    const { statement, isTried, isSplit, isCarried, doubts } = sent;
    const { status } = reply;
    // The LMS has one of an earlier session: it counts (importers.md R9).
    if (status === 403 && oncePerRegistration(statement)) return { is: "delivered" };
    if (isTried || isSplit || isCarried || status === 409 || status === 412) {
      const found = await this.isStored(statement);
      if (typeof found === "object") return { is: "open", reply: found };
      // Where it cannot be read, an id that was sent before and is refused now is one that is known.
      const isKnown = found === "unknown" && (isTried || isCarried || status === 409);
      if (found === "yes" || isKnown) return { is: "delivered" };
    }
    const isDoubtful = status === 404 || status === 409 || status === 412;
    return isDoubtful && doubts + 1 < DOUBTFUL_TRIES
      ? { is: "open", reply, doubtful: true }
      : { is: "parked", status };
  }

  async isStored({ id, verb }: SentStatement): Promise<Stored> {
    const reply = await this.#get("statements", { statementId: id });
    // There is no condition that a read could fail: a proxy says so of an LRS that is away (importers.md 2.3).
    if (isPassing(reply) || reply.status === 412) return reply;
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

  #get(resource: "activities/state" | "statements", query: Readonly<Record<string, string>>) {
    return this.#wire.send({ method: "GET", resource, query });
  }
}

function oncePerRegistration({ verb }: SentStatement): boolean {
  return verb.id === CMI5_VERBS.completed.id || verb.id === CMI5_VERBS.passed.id;
}
