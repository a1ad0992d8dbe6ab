import { afterEach, expect, test, vi } from "vitest";
import { tabLocks } from "./locks.adapter.ts";

type Holding = (lock: Lock | null) => Promise<unknown> | undefined;

/**
 * Web Locks of a browser that decides at once; the page hears of it `delay` ms later, and the browser of what the page
 * did just as late.
 */
function busyBrowser(delay: number): LockManager {
  const held = new Set<string>();
  const later = () => new Promise<void>((resolve) => setTimeout(resolve, delay));
  async function request(
    name: string,
    { signal, ifAvailable }: LockOptions,
    hold: Holding,
  ): Promise<unknown> {
    const aborted = new Promise<never>((_, reject) =>
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
    );
    while (held.has(name)) {
      if (ifAvailable) return later().then(() => hold(null));
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 100)), aborted]);
    }
    held.add(name);
    try {
      await Promise.race([later(), aborted]);
      return await hold({ name, mode: "exclusive" });
    } finally {
      void later().then(() => held.delete(name));
    }
  }
  return { request } as unknown as LockManager;
}

function inBrowser(delay: number): void {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { locks: busyBrowser(delay) });
}

async function outcome(answer: Promise<boolean>): Promise<boolean> {
  await vi.advanceTimersByTimeAsync(60_000);
  return answer;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a browser that takes long to answer is not another tab", async () => {
  inBrowser(5_000);
  const one = tabLocks();
  expect(await outcome(one.acquire("unit"))).toBe(true);
  expect(await outcome(tabLocks().isHeld("unit"))).toBe(true);
  one.release();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await outcome(tabLocks().isHeld("unit"))).toBe(false);
});

test.each([0, 5_000])("what another tab holds is refused, by a browser that takes %d ms", async (delay) => {
  inBrowser(delay);
  expect(await outcome(tabLocks().acquire("unit"))).toBe(true);
  expect(await outcome(tabLocks().acquire("unit"))).toBe(false);
});

test("what another tab lets go of while it is asked for is taken", async () => {
  inBrowser(0);
  const one = tabLocks();
  expect(await outcome(one.acquire("unit"))).toBe(true);
  const next = tabLocks().acquire("unit");
  await vi.advanceTimersByTimeAsync(500);
  one.release();
  expect(await outcome(next)).toBe(true);
});
