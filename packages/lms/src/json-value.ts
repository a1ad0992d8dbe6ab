/** Reading JSON that a stranger sent: nothing here trusts the shape of a value. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of own property names, or undefined where the path breaks off. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

/** A list as it is; a single value as a list of one, as xAPI allows in contextActivities; nothing as an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** Same JSON value; the order of properties does not count, the order of list members does. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((member, index) => sameJson(member, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]))
  );
}

/** Deeper than this is nobody's statement or document; what walks through JSON here need not fear for its stack. */
const DEEPEST = 64;

/**
 * The parsed text, or undefined when it is not JSON (JSON has no undefined, so the two can't be confused) or nests
 * deeper than anything honest.
 */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    let level = [value];
    for (let depth = 0; level.length > 0; depth += 1) {
      if (depth > DEEPEST) return undefined;
      level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
    }
    return value;
  } catch {
    return undefined;
  }
}

/** A value as it should appear inside a message: JSON, cut at 120 characters. */
export function quoted(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? "nothing");
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
