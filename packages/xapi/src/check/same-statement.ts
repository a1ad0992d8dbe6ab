/** Statement comparison: Data §2.3.1, "Statement Comparision Requirements". */
import type { Statement } from "../statement.ts";
import { readTimestamp } from "./formats.ts";
import { isJsonObject, property, type JsonObject } from "./shape.ts";

/**
 * True when the two differ only where §2.3.1 lets them: what a store assigns (`stored`, `authority`, `version`, and
 * an `id` or `timestamp` that one of them lacks), activity definitions, verb displays, the form of a timestamp, the
 * order of Group members, the case of UUIDs and of email domains, durations beyond 0.01 s, and a single context
 * activity against an array of it.
 */
export function sameStatement(one: Statement, other: Statement): boolean {
  if (one.id !== undefined && other.id !== undefined && one.id.toLowerCase() !== other.id.toLowerCase())
    return false;
  const assigned = timestampIsAssigned(one) || timestampIsAssigned(other);
  return comparable(one, assigned) === comparable(other, assigned);
}

/** A store that had to make up the timestamp used the value of `stored` (§2.4.7). */
function timestampIsAssigned(statement: Statement): boolean {
  return statement.timestamp === undefined || statement.timestamp === statement.stored;
}

function comparable(statement: Statement, withoutTimestamp: boolean): string {
  const { id: _id, stored: _stored, authority: _authority, version: _version, ...rest } = statement;
  const parts = statementParts(rest as unknown as JsonObject);
  if (withoutTimestamp) delete parts["timestamp"];
  return canonicalJson(parts);
}

function statementParts(statement: JsonObject): Record<string, unknown> {
  const parts: Record<string, unknown> = { ...statement };
  const change = (key: string, into: (value: unknown) => unknown) => {
    if (Object.hasOwn(parts, key)) parts[key] = into(parts[key]);
  };
  change("actor", comparableThing);
  change("verb", (verb) => (isJsonObject(verb) ? property(verb, "id") : verb));
  change("object", comparableThing);
  change("context", comparableContext);
  change("result", comparableResult);
  change("timestamp", comparableTimestamp);
  return parts;
}

/** Anything that can be an object or an actor: by its identity, not by its description. */
function comparableThing(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const type = property(value, "objectType") ?? (Object.hasOwn(value, "id") ? "Activity" : "Agent");
  if (type === "Activity") return { objectType: type, id: property(value, "id") };
  if (type === "SubStatement") return statementParts(value);
  if (type === "StatementRef") return { objectType: type, id: lower(property(value, "id")) };
  const actor: Record<string, unknown> = { ...value, objectType: type };
  if (typeof actor["mbox"] === "string") actor["mbox"] = comparableMbox(actor["mbox"]);
  if (typeof actor["mbox_sha1sum"] === "string") actor["mbox_sha1sum"] = lower(actor["mbox_sha1sum"]);
  if (Array.isArray(actor["member"])) {
    actor["member"] = actor["member"].map((member) => canonicalJson(comparableThing(member))).sort();
  }
  return actor;
}

/** The part after the last @ is case insensitive (§2.4.2.3). */
export function comparableMbox(mbox: string): string {
  const at = mbox.lastIndexOf("@");
  return mbox.slice(0, at) + mbox.slice(at).toLowerCase();
}

function comparableContext(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const context: Record<string, unknown> = { ...value };
  for (const key of ["instructor", "team", "statement"]) {
    if (Object.hasOwn(context, key)) context[key] = comparableThing(context[key]);
  }
  if (Object.hasOwn(context, "registration")) context["registration"] = lower(context["registration"]);
  const lists = context["contextActivities"];
  if (isJsonObject(lists)) {
    const arrays = Object.entries(lists).map(([key, list]) => [
      key,
      (Array.isArray(list) ? list : [list]).map(comparableThing),
    ]);
    context["contextActivities"] = Object.fromEntries(arrays);
  }
  return context;
}

function comparableResult(value: unknown): unknown {
  const duration = isJsonObject(value) ? property(value, "duration") : undefined;
  if (typeof duration !== "string") return value;
  return { ...(value as JsonObject), duration: duration.replace(/([.,]\d\d)\d+(?=[A-Z]$)/, "$1") };
}

function comparableTimestamp(value: unknown): unknown {
  const moment = typeof value === "string" ? readTimestamp(value) : undefined;
  return moment ? [moment.seconds, moment.fraction] : value;
}

function lower(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** JSON with sorted keys, so that the order of properties does not matter. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    isJsonObject(held)
      ? Object.fromEntries(
          Object.entries(held).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
        )
      : held,
  );
}
