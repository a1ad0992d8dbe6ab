/** Statements and State documents nest about ten levels deep; a document of more than this is nobody's. */
const DEEPEST = 64;

/**
 * JSON from outside. What nests deeper than any honest document is refused here, since the browser could read it and
 * then could not write it again: `JSON.stringify` gives up where `JSON.parse` did not.
 * @returns undefined for what is no JSON, and for what is too deep
 */
export function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    let level: unknown[] = [value];
    for (let depth = 0; level.length; depth++) {
      if (depth > DEEPEST) return undefined;
      level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
    }
    return value;
  } catch {
    return undefined;
  }
}

/** An object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
