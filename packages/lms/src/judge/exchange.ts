import type { Agent, Iri, LaunchData, Uuid } from "@tessera/xapi";

/** What one launch promised the unit: the facts that everything it sends is compared with. */
export interface LaunchFacts {
  readonly sessionId: string;
  readonly registration: Uuid;
  /** The LMS's id of the unit, as in the launch URL; never the publisher's (cmi5 §8.1.5). */
  readonly activityId: Iri;
  readonly publisherId: Iri;
  readonly actor: Agent;
  readonly endpoint: string;
  readonly fetchUrl: string;
  /** What the fetch URL answers with; the unit sends it after `Basic `. */
  readonly token: string;
  readonly launchData: LaunchData;
  /** Milliseconds since 1970, LMS clock: the `launched` statement. */
  readonly launchedAt: number;
  /** When the unit's first file was asked for, where this LMS serves the content. */
  readonly openedAt?: number;
  /** The five names in the order in which the launch URL has them. */
  readonly parameterOrder: readonly string[];
}

/** One request of a unit, as the LMS saw it, with the status it answered. */
export interface Exchange {
  /** Position among all requests and answers of the session; rises, gaps allowed. */
  readonly order: number;
  /** Position of the answer in the same count; absent while none has left. */
  readonly answered?: number;
  /** Milliseconds since 1970, LMS clock. */
  readonly at: number;
  /** `return`: the page at the returnURL, where that is one of the LMS's own. */
  readonly target: "fetch" | "xapi" | "return";
  readonly method: string;
  /** Below the endpoint and without a leading slash, e.g. `statements`; with one when outside of the endpoint. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status?: number;
}

/** How a session stands: `open` may still go on, so nothing is missing from it yet. */
export type SessionEnd = "open" | "terminated" | "abandoned";

/** A whole session as it can be written to a file and judged again later. */
export interface SessionRecord {
  readonly launch: LaunchFacts;
  readonly exchanges: readonly Exchange[];
  readonly end: SessionEnd;
}
