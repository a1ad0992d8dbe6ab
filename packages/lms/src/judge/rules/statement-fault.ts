/** The judge's own look at what xAPI (Data §2) says of a statement; the store looks again, more closely. */
import { at, isObject, listOf, quoted } from "../../json-value.ts";
import type { JsonObject } from "../../json-value.ts";
import { isDuration } from "./duration-form.ts";

const TOP = "id actor verb object result context timestamp stored authority version attachments";
const RESULT = "score success completion response duration extensions";
const SCORE = "scaled raw min max";
const CONTEXT =
  "registration instructor team contextActivities revision platform language statement extensions";
const ACTIVITIES = "parent grouping category other";
const DEFINITION =
  "name description type moreInfo interactionType correctResponsesPattern choices scale source target steps extensions";
const INTERACTIONS =
  "true-false choice fill-in long-fill-in matching performance sequencing likert numeric other".split(" ");
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** An absolute IRI: a scheme, then none of the characters that RFC 3987 leaves out. */
export function isIri(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>{}|\\^`"]+$/.test(value);
}

/** RFC 5646, loosely: letters and digits in groups of up to eight. */
const isTag = (tag: string): boolean => /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag);

/** What is wrong with a statement, or undefined. */
export function statementFault(statement: JsonObject): string | undefined {
  return (
    strangers(statement, TOP, "the statement") ??
    emptyValue(statement) ??
    verbFault(statement["verb"]) ??
    objectFault(statement["object"]) ??
    resultFault(statement["result"]) ??
    contextFault(statement["context"]) ??
    timeFault(statement)
  );
}

function strangers(value: unknown, names: string, what: string): string | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) return `${what} is ${quoted(value)}; an object was expected`;
  const unknown = Object.keys(value).filter((name) => !names.split(" ").includes(name));
  return unknown.length === 0
    ? undefined
    : `${what} has the property ${unknown.join(", ")}, which xAPI does not know`;
}

/** Data §2.2: no nulls, except inside extensions. */
function emptyValue(value: unknown, path = "the statement"): string | undefined {
  if (value === null) return `${path} is null`;
  if (Array.isArray(value)) return firstOf(value, (member, index) => emptyValue(member, `${path}[${index}]`));
  if (!isObject(value)) return undefined;
  return firstOf(Object.entries(value), ([name, member]) =>
    name === "extensions" ? undefined : emptyValue(member, name),
  );
}

function firstOf<Member>(
  members: readonly Member[],
  fault: (member: Member, index: number) => string | undefined,
): string | undefined {
  for (const [index, member] of members.entries()) {
    const found = fault(member, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function verbFault(verb: unknown): string | undefined {
  if (!isIri(at(verb, "id"))) return `the verb's id is ${quoted(at(verb, "id"))}; an IRI was expected`;
  return strangers(verb, "id display", "the verb") ?? languageFault(at(verb, "display"), "verb.display");
}

function languageFault(map: unknown, what: string): string | undefined {
  if (map === undefined) return undefined;
  if (!isObject(map)) return `${what} is ${quoted(map)}; texts by language tag were expected`;
  const wrong = Object.entries(map).find(([tag, text]) => !isTag(tag) || typeof text !== "string");
  return wrong === undefined
    ? undefined
    : `${what} has ${quoted(wrong)}; a text by RFC 5646 tag was expected`;
}

function objectFault(object: unknown): string | undefined {
  if (!isObject(object)) return `the object is ${quoted(object)}; an activity was expected`;
  const type = object["objectType"] ?? "Activity";
  if (type !== "Activity") return undefined;
  if (!isIri(object["id"])) return `the object's id is ${quoted(object["id"])}; an IRI was expected`;
  const definition = object["definition"];
  return (
    strangers(definition, DEFINITION, "the definition") ??
    languageFault(at(definition, "name"), "definition.name") ??
    languageFault(at(definition, "description"), "definition.description") ??
    interactionFault(definition)
  );
}

function interactionFault(definition: unknown): string | undefined {
  const type = at(definition, "interactionType");
  if (type === undefined) return undefined;
  if (!INTERACTIONS.includes(String(type))) return `interactionType is ${quoted(type)}`;
  return firstOf(listOf(at(definition, "correctResponsesPattern")), (pattern) => {
    if (typeof pattern !== "string") return `correctResponsesPattern has ${quoted(pattern)}`;
    const wrong =
      (type === "true-false" && !/^(?:true|false)$/.test(pattern)) ||
      (type === "numeric" && !/^(?:-?[\d.]+|(?:-?[\d.]+)?\[:\](?:-?[\d.]+)?)$/.test(pattern)) ||
      (type === "performance" && /(?<!\[):|:(?!\])/.test(pattern) && !pattern.includes("[.]"));
    return wrong
      ? `the correctResponsesPattern ${quoted(pattern)} is none of a ${String(type)} interaction`
      : undefined;
  });
}

function resultFault(result: unknown): string | undefined {
  const score = at(result, "score");
  const duration = at(result, "duration");
  return (
    strangers(result, RESULT, "the result") ??
    strangers(score, SCORE, "the score") ??
    firstOf(Object.entries(isObject(score) ? score : {}), ([name, value]) =>
      typeof value === "number" ? undefined : `score.${name} is ${quoted(value)}; a number was expected`,
    ) ??
    (duration === undefined || isDuration(duration)
      ? undefined
      : `the duration ${quoted(duration)} is not ISO 8601`)
  );
}

function contextFault(context: unknown): string | undefined {
  const activities = at(context, "contextActivities");
  return (
    strangers(context, CONTEXT, "the context") ??
    strangers(activities, ACTIVITIES, "contextActivities") ??
    firstOf(Object.values(isObject(activities) ? activities : {}).flatMap(listOf), (activity) =>
      isIri(at(activity, "id"))
        ? undefined
        : `an activity of the context has the id ${quoted(at(activity, "id"))}`,
    ) ??
    firstOf(Object.keys(extensionsOf(context)), (key) =>
      isIri(key) ? undefined : `the context extension ${quoted(key)} is not an IRI`,
    )
  );
}

function extensionsOf(value: unknown): JsonObject {
  const extensions = at(value, "extensions");
  return isObject(extensions) ? extensions : {};
}

function timeFault({ timestamp }: JsonObject): string | undefined {
  if (timestamp === undefined || (typeof timestamp === "string" && TIMESTAMP.test(timestamp)))
    return undefined;
  return `the timestamp ${quoted(timestamp)} is not ISO 8601`;
}
