import { expect, test } from "vitest";
import { isPassing, retryDelay } from "./retry.ts";

const reply = (retryAfter?: string) => ({ status: 503, body: "", ...(retryAfter && { retryAfter }) });
const NOW = Date.UTC(2026, 0, 5);

test("waits double from one second to a minute", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) =>
    retryDelay(reply(), { failures, random: 0, now: NOW }),
  );
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test("chance adds up to a quarter", () => {
  expect(retryDelay(reply(), { failures: 7, random: 0.999, now: NOW })).toBeCloseTo(74_985);
});

test("Retry-After is honoured, in seconds or as a date, but never shortens the wait nor exceeds five minutes", () => {
  const wait = (after: string) => retryDelay(reply(after), { failures: 1, random: 0, now: NOW });
  expect(wait("30")).toBe(30_000);
  expect(wait(new Date(NOW + 90_000).toUTCString())).toBe(90_000);
  expect(wait("0")).toBe(1_000);
  expect(wait("86400")).toBe(300_000);
  expect(wait("soon")).toBe(1_000);
});

test("what may pass: no reply, 408, 429 and most of 5xx", () => {
  const passing = [0, 408, 429, 500, 502, 503, 504, 507].map((status) => isPassing({ status, body: "" }));
  expect(passing).not.toContain(false);
  const final = [200, 204, 400, 401, 403, 404, 409, 412, 413, 501, 505].map((status) =>
    isPassing({ status, body: "" }),
  );
  expect(final).not.toContain(true);
});
