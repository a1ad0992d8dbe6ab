/** One request on its way through the LRS, with what every resource may use. */
import type { Uuid } from "@tessera/xapi";
import type { StoredForm } from "@tessera/xapi";
import type { LrsCaller } from "./caller.ts";
import type { Parameters } from "./parameters.ts";
import type { LrsStore } from "./store.ts";

export interface LrsLimits {
  /** Bytes of a statement request without attachments, and of one document. */
  readonly bodyBytes: number;
  /** Bytes of a multipart request. */
  readonly multipartBytes: number;
  /** Statements in one batch. */
  readonly batch: number;
  /** Statements in one page of results; also the default. */
  readonly page: number;
}

/** What `createLrs` was given. */
export interface LrsServices {
  readonly store: LrsStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly ids: () => Uuid;
  readonly limits: LrsLimits;
  /** Never throws. */
  readonly onStored: (statement: StoredForm) => void;
}

export interface Call extends LrsServices {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** The path of the request as the caller sees it, e.g. `/xapi/statements`; for `more`. */
  readonly path: string;
  readonly parameters: Parameters;
  /** Of the request, the form parameters of the alternate syntax among them. */
  readonly headers: Headers;
  /** Reads the body once; @throws Refusal 413 above `maxBytes` */
  readonly body: (maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly caller: LrsCaller;
}

/** What a resource answers; the common headers are added to it. */
export interface Answer {
  readonly status: number;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const NO_CONTENT: Answer = { status: 204 };

export function jsonAnswer(value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status: 200,
    body: JSON.stringify(value),
    headers: { "content-type": "application/json", ...headers },
  };
}
