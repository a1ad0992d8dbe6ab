import type { Locks } from "../ports.ts";

/** A page that is being reloaded may hold its lock a moment longer, in ms. */
const PATIENCE = 1_500;
/** How often it is asked for meanwhile, in ms. */
const STEP = 150;
/** Without Web Locks: how often a living tab shows itself, and when its sign counts as dead, in ms. */
const BEAT = 1_000;
const DEAD = 3_500;

/** Web Locks; on plain http, where they are missing, a sign of life in localStorage; without either, everybody is alone. */
export function tabLocks(): Locks {
  // Plain http has no `navigator.locks`, whatever the types say.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  return locks ? webLocks(locks) : heartbeat();
}

/**
 * Asks only for what is free: each answer then says whether another page holds it. A request that waits and is given up
 * may have been granted a moment ago, and the page would be its own other tab.
 */
function webLocks(locks: LockManager): Locks {
  let release = () => {};
  const ask = (name: string) =>
    new Promise<boolean>((resolve) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>((done) => (release = done));
      };
      // Forbidden here (an opaque origin): nothing says that another tab is alive.
      locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(true));
    });
  return {
    async acquire(name) {
      for (let waited = 0; !(await ask(name)); waited += STEP) {
        if (waited >= PATIENCE) return false;
        await new Promise((resolve) => setTimeout(resolve, STEP));
      }
      return true;
    },
    isHeld: (name) =>
      locks.request(name, { ifAvailable: true }, async (lock) => lock === null).catch(() => false),
    release: () => release(),
  };
}

function heartbeat(): Locks {
  let release = () => {};
  const read = (key: string) => Number(localStorage.getItem(key) ?? 0);
  /** A sign that is still fresh is looked at again: its tab may have died a moment ago. */
  const isHeld = async (name: string) => {
    try {
      const sign = read(name);
      if (Date.now() - sign >= DEAD) return false;
      await new Promise((resolve) => setTimeout(resolve, DEAD));
      return read(name) !== sign;
    } catch {
      // Storage is forbidden: a second tab cannot be seen.
      return false;
    }
  };
  return {
    isHeld,
    async acquire(name) {
      if (await isHeld(name)) return false;
      try {
        const beat = () => localStorage.setItem(name, String(Date.now()));
        beat();
        const timer = setInterval(beat, BEAT);
        release = () => {
          clearInterval(timer);
          localStorage.removeItem(name);
        };
        addEventListener("pagehide", release);
      } catch {
        // As above.
      }
      return true;
    },
    release: () => release(),
  };
}
