/** The form in which a store keeps and returns a statement: Data §2.3.1, §2.4.6.2, §2.4.10. */
import type { Actor, Statement, Uuid } from "../statement.ts";
import { readTimestamp } from "./formats.ts";
import { isJsonObject, property, type JsonObject } from "./shape.ts";

/** What a store sets on a statement that it accepts. */
export interface StoreFields {
  /** Used when the statement has no id. */
  readonly id: Uuid;
  /** RFC 3339, UTC. Also the `timestamp` of a statement without one (§2.4.7). */
  readonly stored: string;
  readonly authority: Actor;
}

/** A statement as a store returns it. */
export type StoredForm = Statement &
  Required<Pick<Statement, "id" | "timestamp" | "stored" | "authority" | "version">>;

/**
 * What an LRS stores for a statement that {@link checkStatement} found no fault in: context activities as arrays,
 * timestamps in UTC, `id`, `timestamp` and `version` where missing, `stored` and `authority` always. Everything
 * else is kept as it came. The argument is not changed.
 */
export function normaliseStatement(statement: Statement, fields: StoreFields): StoredForm {
  const normal = normaliseParts(statement as unknown as JsonObject) as unknown as Statement;
  return {
    ...normal,
    id: statement.id ?? fields.id,
    timestamp: normal.timestamp ?? fields.stored,
    stored: fields.stored,
    authority: fields.authority,
    version: statement.version ?? "1.0.0",
  };
}

function normaliseParts(statement: JsonObject): JsonObject {
  const changes: Record<string, unknown> = {};
  const context = property(statement, "context");
  const activities = isJsonObject(context) ? property(context, "contextActivities") : undefined;
  if (isJsonObject(context) && isJsonObject(activities)) {
    const arrays = Object.entries(activities).map(([key, value]) => [
      key,
      Array.isArray(value) ? value : [value],
    ]);
    changes["context"] = { ...context, contextActivities: Object.fromEntries(arrays) };
  }
  const timestamp = property(statement, "timestamp");
  if (typeof timestamp === "string") changes["timestamp"] = inUtc(timestamp);
  const object = property(statement, "object");
  if (isJsonObject(object) && property(object, "objectType") === "SubStatement") {
    changes["object"] = normaliseParts(object);
  }
  return { ...statement, ...changes };
}

/** §4.5: the same moment in UTC, every digit of the fraction kept. Text that ends in Z is left as it is. */
export function inUtc(timestamp: string): string {
  if (timestamp.endsWith("Z")) return timestamp;
  const moment = readTimestamp(timestamp);
  // A leap second, :60, has no other form that Date can write.
  if (!moment || timestamp.slice(17, 19) === "60") return timestamp;
  const fraction = /\.\d+/.exec(timestamp)?.[0] ?? "";
  return `${new Date(moment.seconds * 1_000).toISOString().slice(0, 19)}${fraction}Z`;
}
