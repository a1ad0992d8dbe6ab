import { expect, test } from "vitest";
import { whenReloadable } from "./when-reloadable.ts";
import type { PlayingUnit } from "./when-reloadable.ts";

interface Player extends PlayingUnit {
  ready: boolean;
  tell(): void;
  readonly listeners: Set<() => void>;
}

function starting(): Player {
  const listeners = new Set<() => void>();
  return {
    ready: false,
    listeners,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: () => listeners.forEach((listener) => listener()),
  };
}

test("a unit whose session starts is loaded again when it has started, once", () => {
  const player = starting();
  let reloads = 0;
  whenReloadable(player, { isReloaded: false, reload: () => (reloads += 1) });
  player.tell();
  expect(reloads).toBe(0);
  player.ready = true;
  player.tell();
  player.tell();
  expect([reloads, player.listeners.size]).toEqual([1, 0]);
});

test("a page without a player, one that plays, and one that was loaded again before are loaded again at once", () => {
  let reloads = 0;
  const reload = () => (reloads += 1);
  whenReloadable(undefined, { isReloaded: false, reload });
  whenReloadable({ ...starting(), ready: true }, { isReloaded: false, reload });
  // Its token came with the first load: offline it may wait for ever to start.
  whenReloadable(starting(), { isReloaded: true, reload });
  expect(reloads).toBe(3);
});
