import type { LmsClient, XapiRequest } from "./lms-client.ts";
import type { Clock, HttpReply } from "./ports.ts";

/** A request without a reply is given up after this long, in ms. */
export const REQUEST_TIMEOUT = 15_000;
/** What a browser lets live on after the page, over all requests in flight, is 64 KiB; we stay below. */
const KEEPALIVE_BYTES = 60 * 1024;

/** Sends requests with a time-out, and keeps the account of what may outlive the page. */
export class Wire {
  readonly #clock: Clock;
  readonly #client: LmsClient;
  #inFlight = 0;

  constructor(client: LmsClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Bytes that may still be sent with keepalive now. */
  get room(): number {
    return KEEPALIVE_BYTES - this.#inFlight;
  }

  /** True when a body of this size may be sent with keepalive now. */
  fits(bytes: number): boolean {
    return bytes <= this.room;
  }

  /** Never rejects; a time-out is status 0. */
  async send(request: XapiRequest): Promise<HttpReply> {
    const bytes = request.body === undefined ? 0 : byteLength(request.body);
    const keepalive = bytes > 0 && this.fits(bytes);
    if (keepalive) this.#inFlight += bytes;
    const sent = (signal: AbortSignal) =>
      this.#client.request({ ...request, ...(keepalive && { keepalive }), signal });
    try {
      return await timed(this.#clock, sent);
    } finally {
      if (keepalive) this.#inFlight -= bytes;
    }
  }
}

/** Gives a request up after `REQUEST_TIMEOUT`, whether or not its transport listens to the signal. */
export async function timed(
  clock: Clock,
  send: (signal: AbortSignal) => Promise<HttpReply>,
): Promise<HttpReply> {
  const abort = new AbortController();
  let stop = () => {};
  const timedOut = new Promise<HttpReply>((resolve) => {
    stop = clock.after(REQUEST_TIMEOUT, () => {
      abort.abort();
      resolve({ status: 0, body: "" });
    });
  });
  try {
    return await Promise.race([send(abort.signal), timedOut]);
  } finally {
    stop();
  }
}

/** Length in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
