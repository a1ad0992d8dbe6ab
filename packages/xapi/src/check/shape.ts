/** The checks that every part of a statement shares: kinds of value, known properties, formats. */
import { child, fault, found, quote, type Faults } from "./fault.ts";
import { isIri, isLanguageTag, isTimestamp, isUuid } from "./formats.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own properties only: `__proto__` and `constructor` in a body are keys like any other. */
export function property(value: JsonObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What an object may and must have; `section` is quoted for both. */
export interface Shape {
  readonly what: string;
  readonly section: string;
  readonly known: readonly string[];
  readonly required?: readonly string[];
}

/** @returns the object, or `undefined` after reporting that there is none to look into */
export function checkObject(
  faults: Faults,
  path: string,
  value: unknown,
  shape: Shape,
): JsonObject | undefined {
  if (!isJsonObject(value)) {
    fault(faults, path, `found ${found(value)}, expected ${shape.what} as an object`, shape.section);
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (!shape.known.includes(key)) reportUnknown(faults, path, key, shape);
    // §2.2: null is refused whatever the property; extensions are not looked into.
    else if (value[key] === null) {
      fault(faults, child(path, key), "found null, expected a value or no such property", "2.2");
    }
  }
  for (const key of shape.required ?? []) {
    if (!Object.hasOwn(value, key)) {
      fault(faults, path, `found no ${quote(key)}, expected ${shape.what} to have one`, shape.section);
    }
  }
  return value;
}

function reportUnknown(faults: Faults, path: string, key: string, shape: Shape): void {
  const other = shape.known.find((known) => known.toLowerCase() === key.toLowerCase());
  const expected = other ? `${quote(other)} in exactly this case` : `one of ${shape.known.join(", ")}`;
  fault(
    faults,
    child(path, key),
    `found the property ${quote(key)} in ${shape.what}, expected ${expected}`,
    "2.2",
  );
}

/** True for a property that is there and not null (null is reported by {@link checkObject}). */
export function present(value: JsonObject, key: string): boolean {
  const held = property(value, key);
  return held !== undefined && held !== null;
}

interface Format {
  readonly what: string;
  readonly section: string;
  readonly holds: (text: string) => boolean;
}

const UUID: Format = { what: "a UUID in its standard form", section: "4.4", holds: isUuid };
const IRI: Format = { what: "an absolute IRI", section: "4.3", holds: isIri };
const TAG: Format = { what: "an RFC 5646 language tag", section: "4.2", holds: isLanguageTag };
const TIMESTAMP: Format = {
  what: "an RFC 3339 timestamp with its time zone, such as 2026-01-31T08:30:00.000Z",
  section: "4.5",
  holds: isTimestamp,
};

export function checkFormat(faults: Faults, path: string, value: unknown, format: Format): void {
  if (typeof value === "string" && format.holds(value)) return;
  fault(faults, path, `found ${found(value)}, expected ${format.what}`, format.section);
}

export const checkUuid = (faults: Faults, path: string, value: unknown) =>
  checkFormat(faults, path, value, UUID);
export const checkIri = (faults: Faults, path: string, value: unknown) =>
  checkFormat(faults, path, value, IRI);
export const checkLanguageTag = (faults: Faults, path: string, value: unknown) =>
  checkFormat(faults, path, value, TAG);
export const checkTimestamp = (faults: Faults, path: string, value: unknown) =>
  checkFormat(faults, path, value, TIMESTAMP);

export function checkString(faults: Faults, path: string, value: unknown, section: string): void {
  if (typeof value !== "string") {
    fault(faults, path, `found ${found(value)}, expected a string`, section);
  }
}

export function checkBoolean(faults: Faults, path: string, value: unknown, section: string): void {
  if (typeof value !== "boolean") {
    fault(faults, path, `found ${found(value)}, expected true or false`, section);
  }
}

/** @returns the items, or none after reporting that the value is no array */
export function checkArray(
  faults: Faults,
  path: string,
  value: unknown,
  expected: { readonly what: string; readonly section: string },
): readonly unknown[] {
  if (Array.isArray(value)) return value;
  fault(faults, path, `found ${found(value)}, expected an array of ${expected.what}`, expected.section);
  return [];
}

/** §4.2: RFC 5646 tags to strings. */
export function checkLanguageMap(faults: Faults, path: string, value: unknown): void {
  if (!isJsonObject(value)) {
    fault(faults, path, `found ${found(value)}, expected a language map`, "4.2");
    return;
  }
  for (const [tag, text] of Object.entries(value)) {
    if (!isLanguageTag(tag)) {
      fault(
        faults,
        child(path, tag),
        `found the key ${quote(tag)}, expected an RFC 5646 language tag`,
        "4.2",
      );
    } else if (typeof text !== "string") {
      fault(faults, child(path, tag), `found ${found(text)}, expected a string`, "4.2");
    }
  }
}

/** §4.1: keys are IRIs; values are never judged. */
export function checkExtensions(faults: Faults, path: string, value: unknown): void {
  if (!isJsonObject(value)) {
    fault(faults, path, `found ${found(value)}, expected a map of extensions`, "4.1");
    return;
  }
  for (const key of Object.keys(value)) {
    if (!isIri(key)) {
      fault(faults, child(path, key), `found the key ${quote(key)}, expected an absolute IRI`, "4.1");
    }
  }
}

/** Runs `check` on every property of `checks` that is there. */
export function checkEach(
  faults: Faults,
  path: string,
  value: JsonObject,
  checks: Readonly<Record<string, (faults: Faults, path: string, value: unknown) => void>>,
): void {
  for (const [key, check] of Object.entries(checks)) {
    if (present(value, key)) check(faults, child(path, key), value[key]);
  }
}
