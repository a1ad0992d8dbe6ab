/** JSON Canonicalization Scheme (RFC 8785): one text for one value, whoever writes it. */
import { isObject, type Json } from "./json.ts";

export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonicalJson(each)).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  // Code units decide the order (§3.2.3), which is how `sort` compares.
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(",")}}`;
}
