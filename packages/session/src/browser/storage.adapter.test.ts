import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SentStatement } from "@tessera/xapi";
import type { OutboxEntry } from "../outbox-store.ts";
import { localOutboxStore } from "./storage.adapter.ts";

const NOW = Date.parse("2026-11-22T07:00:00Z");
const learner = (name: string) => ({ account: { homePage: "https://lms.example", name } });

function entry(id: string, name: string): OutboxEntry {
  const statement = {
    id,
    actor: learner(name),
    timestamp: "2026-11-22T06:00:00Z",
  } as unknown as SentStatement;
  return { session: `session of ${name}`, seq: 1, statement, defined: false };
}

/** What a browser's Storage does, keys as its own properties included. */
class FakeStorage {
  getItem(key: string): string | null {
    return (this as unknown as Record<string, string>)[key] ?? null;
  }
  setItem(key: string, value: string): void {
    (this as unknown as Record<string, string>)[key] = value;
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key];
  }
}

beforeEach(() => vi.stubGlobal("localStorage", new FakeStorage()));
afterEach(() => vi.unstubAllGlobals());

test("on a shared computer the next learner finds nothing of the one before, and keeps their own", async () => {
  const store = localOutboxStore(NOW);
  await store.put(entry("1", "ada"));
  await store.put(entry("2", "bob"));
  await localOutboxStore(NOW).keepOnly(learner("bob"));
  expect(JSON.stringify(localStorage)).not.toContain('"ada');
  expect(await store.list("session of ada")).toEqual([]);
  expect(await store.list("session of bob")).toEqual([entry("2", "bob")]);
});

test("what nobody has taken up for 30 days is wiped", async () => {
  await localOutboxStore(NOW).put(entry("1", "ada"));
  localOutboxStore(NOW + 29 * 24 * 3_600_000);
  expect(Object.keys(localStorage)).toHaveLength(1);
  localOutboxStore(NOW + 31 * 24 * 3_600_000);
  expect(Object.keys(localStorage)).toEqual([]);
});
