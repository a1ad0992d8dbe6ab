import type { RawApi } from "./edition.ts";

/** The browser's own storage. @throws where it is full or forbidden */
export interface WebStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** What is worth keeping; answers one by one are nobody's business here. */
const KEPT = new Set(["cmi.suspend_data", "cmi.completion_status", "cmi.success_status", "cmi.score.scaled"]);

/** The key under which a course's work lies. */
export function webKey(course: string): string {
  return `tessera-web ${course}`;
}

/**
 * A learning platform of nobody's: the calls of SCORM 2004 over the browser's own storage, for the web target.
 * It keeps where the learner is and sends nothing anywhere.
 * @returns undefined where the browser forbids storage
 */
export function webLms(store: WebStore, course: string): RawApi | undefined {
  const key = webKey(course);
  let values: Record<string, string> = {};
  let error = "0";
  try {
    const text = store.get(key);
    // A test write: some browsers let a page read and refuse the first write.
    store.set(key, text ?? "{}");
    values = readValues(text);
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
      error = "0";
      return values[element] ?? "";
    },
    SetValue(element: string, value: string) {
      if (KEPT.has(element)) values[element] = value;
      return done();
    },
    Commit() {
      try {
        store.set(key, JSON.stringify(values));
        return done();
      } catch {
        return done("391");
      }
    },
    GetLastError: () => error,
    GetErrorString: (code: string) => (code === "391" ? "The browser's storage is full or closed" : ""),
  };
}

function readValues(text: string | null): Record<string, string> {
  try {
    const found: unknown = JSON.parse(text ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}
