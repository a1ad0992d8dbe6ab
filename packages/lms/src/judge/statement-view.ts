import { CATEGORIES, CMI5_VERBS } from "@tessera/xapi";
import type { Cmi5VerbName } from "@tessera/xapi";
import { at, isObject, listOf, parseJson } from "../json-value.ts";
import type { JsonObject } from "../json-value.ts";
import type { Exchange, LaunchFacts } from "./exchange.ts";

/** The five cmi5 verbs that are a unit's to use (cmi5 §9.3). */
export const UNIT_VERBS = ["initialized", "completed", "passed", "failed", "terminated"] as const;
export type UnitVerb = (typeof UNIT_VERBS)[number];

/** One statement that arrived, with what the rules ask of it again and again. The JSON is untrusted. */
export interface StatementView {
  readonly json: JsonObject;
  readonly exchange: Exchange;
  /** Position in its request, and how many the request holds. */
  readonly index: number;
  readonly batch: number;
  /** Lower case; from the `statementId` parameter of a PUT where the body has none. */
  readonly id: string | undefined;
  /** The cmi5 verb, if it is one of the nine. */
  readonly verb: Cmi5VerbName | undefined;
  /** True for the cmi5 category, and for a unit's verb used on the unit itself: it means to be cmi5-defined. */
  readonly defined: boolean;
  readonly categories: readonly string[];
  /** Milliseconds since 1970; undefined when there is none that can be read. */
  readonly timestamp: number | undefined;
  /** The same id has arrived before: a retry. */
  readonly retry: boolean;
}

const verbNames = new Map<unknown, Cmi5VerbName>(
  Object.entries(CMI5_VERBS).map(([name, verb]) => [verb.id, name as Cmi5VerbName]),
);

export function isUnitVerb(verb: Cmi5VerbName | undefined): verb is UnitVerb {
  return (UNIT_VERBS as readonly unknown[]).includes(verb);
}

export interface StatementPlace {
  readonly exchange: Exchange;
  readonly index: number;
  readonly batch: number;
  readonly launch: LaunchFacts;
  readonly seen: ReadonlySet<string>;
}

export function viewStatement(json: JsonObject, place: StatementPlace): StatementView {
  const { exchange, index, batch, launch, seen } = place;
  const parameter = exchange.query.find(([name]) => name === "statementId")?.[1];
  const given = json["id"] ?? (exchange.method === "PUT" ? parameter : undefined);
  const id = typeof given === "string" ? given.toLowerCase() : undefined;
  const verb = verbNames.get(at(json, "verb", "id"));
  const categories = listOf(at(json, "context", "contextActivities", "category"))
    .map((activity) => at(activity, "id"))
    .filter((category) => typeof category === "string");
  const time = typeof json["timestamp"] === "string" ? Date.parse(json["timestamp"]) : Number.NaN;
  return {
    json,
    exchange,
    index,
    batch,
    id,
    verb,
    defined:
      categories.includes(CATEGORIES.cmi5) ||
      (isUnitVerb(verb) && at(json, "object", "id") === launch.activityId),
    categories,
    timestamp: Number.isNaN(time) ? undefined : time,
    retry: id !== undefined && seen.has(id),
  };
}

/**
 * The statements in a request's body, or undefined when the body holds none that can be read.
 * Of a multipart body (xAPI Communication §1.5.2) the first part counts.
 */
export function statementsOf(exchange: Exchange): readonly JsonObject[] | undefined {
  const parsed = parseBody(exchange);
  const members = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed];
  return members.every(isObject) && parsed !== undefined ? members : undefined;
}

function parseBody({ headers, body = "" }: Exchange): unknown {
  return parseJson(isMultipart(headers["content-type"]) ? firstPart(body) : body);
}

export function isMultipart(contentType: string | undefined): boolean {
  return /^\s*multipart\/mixed\b/i.test(contentType ?? "");
}

function firstPart(body: string): string {
  const boundary = body.slice(0, body.indexOf("\r\n"));
  const start = body.indexOf("\r\n\r\n");
  return body.slice(start + 4, body.indexOf(boundary, start));
}
