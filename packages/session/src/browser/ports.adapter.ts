import type { SessionPorts } from "../ports.ts";
import { browserClock } from "./clock.adapter.ts";
import { fetchTransport } from "./fetch.adapter.ts";
import { browserIds } from "./ids.adapter.ts";
import { pageLifecycle } from "./lifecycle.adapter.ts";
import { tabLocks } from "./locks.adapter.ts";
import { pageNavigation } from "./navigation.adapter.ts";
import { browserOutboxStore, tabStore } from "./storage.adapter.ts";

/** All that a session needs of a real page. */
export function browserPorts(): SessionPorts {
  const clock = browserClock();
  return {
    clock,
    ids: browserIds(),
    transport: fetchTransport(),
    tab: tabStore(),
    outbox: browserOutboxStore(clock),
    lifecycle: pageLifecycle(),
    navigation: pageNavigation(),
    locks: tabLocks(),
  };
}
