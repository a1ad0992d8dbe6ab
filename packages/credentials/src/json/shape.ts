/** Says where JSON differs from the shape that it has to have; known members only, so that nothing rides along. */
import { isObject, type Json } from "./json.ts";

/** Writes each difference as `PATH: what was expected`. */
export type Shape = (value: Json, path: string, report: (difference: string) => void) => void;

const MOST = 20;

/** @returns at most twenty differences; empty when it fits */
export function differences(value: Json, shape: Shape): readonly string[] {
  const found: string[] = [];
  shape(value, "$", (difference) => found.length < MOST && found.push(difference));
  return found;
}

const when =
  (holds: (value: Json) => boolean, expected: string): Shape =>
  (value, path, report) => {
    if (!holds(value)) report(`${path}: expected ${expected}`);
  };

const matching = (pattern: RegExp, expected: string, longest = 2_000): Shape =>
  when((value) => typeof value === "string" && value.length <= longest && pattern.test(value), expected);

export const anything: Shape = () => undefined;
export const text = (longest = 20_000): Shape =>
  when(
    (value) => typeof value === "string" && value.length > 0 && value.length <= longest,
    `text of at most ${longest} characters`,
  );
export const iri = matching(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/, "an absolute address", 600_000);
export const bool = when((value) => typeof value === "boolean", "true or false");
export const number = when((value) => typeof value === "number", "a number");
export const exactly = (...values: readonly Json[]): Shape =>
  when((value) => values.includes(value), values.map((each) => JSON.stringify(each)).join(" or "));

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
/** @returns milliseconds since 1970; undefined for no moment, or one without its zone */
export function momentOf(value: unknown): number | undefined {
  if (typeof value !== "string" || !DATE_TIME.test(value)) return undefined;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : moment;
}
export const dateTime = when(
  (value) => momentOf(value) !== undefined,
  "a moment with its zone, such as 2026-11-28T12:00:00Z",
);

export const list =
  (each: Shape, least = 1, most = 200): Shape =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report(`${path}: expected a list`);
    if (value.length < least || value.length > most)
      return report(`${path}: expected ${least} to ${most} entries, found ${value.length}`);
    value.forEach((entry: Json, at) => each(entry, `${path}[${at}]`, report));
  };

/** One, or a list of them: JSON-LD lets both stand for a set. */
export const oneOrMore =
  (each: Shape): Shape =>
  (value, path, report) =>
    Array.isArray(value) ? list(each)(value, path, report) : each(value, path, report);

export const either =
  (one: Shape, other: Shape): Shape =>
  (value, path, report) => {
    const [first, second] = [differences(value, one), differences(value, other)];
    if (first.length > 0 && second.length > 0)
      (isObject(value) ? second : first).forEach((difference) => report(path + difference.slice(1)));
  };

export const record =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return report(`${path}: expected an object`);
    for (const name of Object.keys(required))
      if (!Object.hasOwn(value, name)) report(`${path}.${name}: it is missing`);
    for (const [name, member] of Object.entries(value)) {
      const shape = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name)
          ? optional[name]
          : undefined;
      if (shape === undefined) report(`${path}.${name.slice(0, 60)}: nothing of this name stands here`);
      else shape(member, `${path}.${name}`, report);
    }
  };

/** A list that holds `wanted`, among others or alone. */
export const typesWith = (wanted: string): Shape =>
  when(
    (value) =>
      (Array.isArray(value) ? value : [value]).every((each) => typeof each === "string") &&
      (value === wanted || (Array.isArray(value) && value.includes(wanted))),
    `a list of types with ${wanted}`,
  );
