/** Values inside a stranger's JSON, without believing that they are there. */
import { isObject, type Json, type JsonObject } from "@tessera/credentials";

export function inside(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let inner = value;
  for (const name of path) inner = isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  return inner;
}

export const textIn = (value: Json | undefined, ...path: readonly string[]): string | undefined => {
  const found = inside(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
};

/** One, or a list of them: JSON-LD lets both stand for a set. */
export const objectsIn = (value: Json | undefined, ...path: readonly string[]): readonly JsonObject[] => {
  const found = inside(value, ...path);
  return (Array.isArray(found) ? (found as readonly Json[]) : [found]).filter((each) => isObject(each));
};
