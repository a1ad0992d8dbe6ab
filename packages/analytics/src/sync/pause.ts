import type { HttpReply, SyncPorts } from "./http.ts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 120_000;

/** A later try may succeed where the LRS is busy, or something before it is. */
export const mayPass = (status: number): boolean => status === 429 || status === 408 || status >= 500;

/**
 * What the LRS asks for, else twice as long as before, spread so that many clients do not come back together.
 *
 * @param attempt - how often it was tried, from 1
 * @returns milliseconds
 */
export function pauseAfter(
  reply: Pick<HttpReply, "header"> | undefined,
  attempt: number,
  { now, chance }: Pick<SyncPorts, "now" | "chance">,
): number {
  const asked = reply?.header("retry-after");
  if (asked !== undefined) {
    const ms = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now();
    if (Number.isFinite(ms)) return Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
  }
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return full * (0.5 + chance() / 2);
}
