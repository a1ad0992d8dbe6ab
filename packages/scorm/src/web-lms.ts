import type { RawApi } from "./edition.ts";
import { readSuspendData } from "./suspend/suspend-data.ts";
import type { KeptUnit } from "./suspend/suspend-data.ts";

/** The browser's own storage. @throws where it is full or forbidden */
export interface WebStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** All that is worth keeping: a unit's work is in it; answers one by one are nobody's business here. */
const KEPT = "cmi.suspend_data";

/** Each unit has a place of its own, so that two that are open do not overwrite each other. */
const keyOf = (unit: string) => `tessera-web ${unit}`;

/** What a unit has reached, as its own page left it. */
export function readWebUnit(store: WebStore, course: string, unit: string): KeptUnit {
  try {
    const kept = readSuspendData(store.get(keyOf(unit)) ?? "", course);
    return typeof kept === "string" ? {} : (Object.values(kept)[0] ?? {});
  } catch {
    return {};
  }
}

/**
 * A learning platform of nobody's: the calls of SCORM 2004 over the browser's own storage, for the web target.
 * It keeps where the learner is and sends nothing anywhere.
 * @returns undefined where the browser forbids storage
 */
export function webLms(store: WebStore, unit: string): RawApi | undefined {
  const key = keyOf(unit);
  let kept: string;
  let error = "0";
  try {
    kept = store.get(key) ?? "";
    // Some browsers let a page read and refuse the first write.
    store.set(key, kept);
  } catch {
    return undefined;
  }
  const done = (code = "0") => {
    error = code;
    return code === "0" ? "true" : "false";
  };
  return {
    Initialize: () => done(),
    Terminate: () => done(),
    GetValue(element: string) {
      done();
      return element === KEPT ? kept : "";
    },
    SetValue(element: string, value: string) {
      if (element === KEPT) kept = value;
      return done();
    },
    Commit() {
      try {
        store.set(key, kept);
        return done();
      } catch {
        return done("391");
      }
    },
    GetLastError: () => error,
    GetErrorString: (code: string) => (code === "391" ? "The browser's storage is full or closed" : ""),
  };
}
