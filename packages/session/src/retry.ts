import type { HttpReply } from "./ports.ts";

/** Longest wait between two tries, in ms. */
const LONGEST = 60_000;
/**
 * Longest wait that a server may ask for with Retry-After, in ms. A date is read by the device's clock, which may be an
 * hour wrong; and a learner who has a session open for an hour is rare.
 */
const LONGEST_ASKED = 300_000;

/** True when the same request may succeed later: no reply, 408, 429, 5xx (501 and 505 will not change). */
export function isPassing({ status }: HttpReply): boolean {
  return (
    status === 0 || status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
  );
}

/**
 * How long to wait before the next try: 1, 2, 4 … 60 s and up to a quarter more, or what the server asks for.
 * @param failures - tries so far, ≥ 1
 * @param random - [0, 1)
 * @returns ms
 */
export function retryDelay(
  reply: HttpReply,
  { failures, random, now }: { readonly failures: number; readonly random: number; readonly now: number },
): number {
  const own = Math.min(LONGEST, 1_000 * 2 ** (failures - 1)) * (1 + random / 4);
  const asked = reply.retryAfter ?? "";
  const seconds = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now;
  return seconds > own ? Math.min(seconds, LONGEST_ASKED) : own;
}
