import { CMI5_VERBS } from "@tessera/xapi";
import { sizeOf } from "./outbox-queue.ts";
import type { Waiting } from "./outbox-queue.ts";

/**
 * What the last request of a page holds, `terminated` at its end. Two requests of a page that is gone may overtake each
 * other, and an LMS takes nothing after `terminated`: what is under way goes again in the same request, under the same
 * ids. Where that is too much for the browser, only what decides about satisfaction; and where not even what is under
 * way fits a second time, `terminated` is what is left out. What stays behind is on disk, for the next session.
 *
 * @param queue - everything that waits, what is under way included, `terminated` last
 * @param underWay - sent and not answered, in a request that outlives the page
 * @param room - bytes that the browser still lets live on after the page
 */
export function lastRequest(
  queue: Iterable<Waiting>,
  underWay: readonly Waiting[],
  room: number,
): { readonly batch: readonly Waiting[]; readonly bytes: number } {
  // What an earlier session may have sent could have the whole request refused; it goes with the next session.
  const rest = [...queue].filter((one) => !one.entry.carried && !underWay.includes(one));
  const deciding = rest.filter(({ entry }) => entry.defined);
  const open = underWay.filter(({ isDone, entry }) => !isDone && !entry.carried);
  const choices = [
    [...open, ...rest],
    [...open, ...deciding],
    open.length
      ? deciding.filter(({ entry }) => entry.statement.verb.id !== CMI5_VERBS.terminated.id)
      : deciding,
  ];
  for (const batch of choices) {
    const bytes = total(batch, room);
    if (bytes <= room) return { batch, bytes };
  }
  return { batch: [], bytes: 0 };
}

/** Stops counting where it is too much anyway. */
function total(batch: readonly Waiting[], room: number): number {
  let bytes = 1;
  for (const waiting of batch) {
    bytes += sizeOf(waiting) + 1;
    if (bytes > room) break;
  }
  return bytes;
}
