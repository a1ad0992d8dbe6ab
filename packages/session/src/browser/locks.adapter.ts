import type { Locks } from "../ports.ts";

/** A page that is being reloaded may hold its lock a moment longer, in ms. */
const PATIENCE = 1_500;
/** Without Web Locks: how often a living tab shows itself, and when its sign counts as dead, in ms. */
const BEAT = 1_000;
const DEAD = 3_500;

/** Web Locks; on plain http, where they are missing, a sign of life in localStorage; without either, everybody is alone. */
export function tabLocks(): Locks {
  // Plain http has no `navigator.locks`, whatever the types say.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  return locks ? webLocks(locks) : heartbeat();
}

function webLocks(locks: LockManager): Locks {
  let release = () => {};
  return {
    acquire(name) {
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), PATIENCE);
      return new Promise((resolve) => {
        const hold = () => {
          clearTimeout(timer);
          resolve(true);
          return new Promise<void>((done) => (release = done));
        };
        locks.request(name, { signal: patience.signal }, hold).catch((error: unknown) => {
          // Forbidden here (an opaque origin): nothing says that another tab is alive.
          resolve((error as Error).name !== "AbortError");
        });
      });
    },
    release: () => release(),
  };
}

function heartbeat(): Locks {
  let release = () => {};
  const read = (key: string) => Number(localStorage.getItem(key) ?? 0);
  return {
    async acquire(name) {
      try {
        if (Date.now() - read(name) < DEAD) {
          const sign = read(name);
          await new Promise((resolve) => setTimeout(resolve, DEAD));
          if (read(name) !== sign) return false;
        }
        const beat = () => localStorage.setItem(name, String(Date.now()));
        beat();
        const timer = setInterval(beat, BEAT);
        release = () => {
          clearInterval(timer);
          localStorage.removeItem(name);
        };
        addEventListener("pagehide", release);
      } catch {
        // Storage is forbidden: a second tab cannot be seen.
      }
      return true;
    },
    release: () => release(),
  };
}
