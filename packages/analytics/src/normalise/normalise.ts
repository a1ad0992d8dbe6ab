/**
 * One statement, xAPI 1.0.3 or 2.0, of any tool → one row. Total: what is not there is left out, and what cannot be used
 * at all is said. Never trusts a shape: an LRS may have been lenient.
 */
import {
  ACTIVITY_TYPES,
  CATEGORIES,
  CMI5_EXTENSIONS,
  CMI5_VERBS,
  decodeDuration,
  isUuid,
  TESSERA_EXTENSIONS,
  VERBS,
} from "@tessera/xapi";
import type { ActivityRow, OptionRow, StatementRow } from "../row.ts";
import { faultsOf } from "./faults.ts";
import { microseconds } from "./moments.ts";

type Json = Readonly<Record<string, unknown>>;

export type Normalised =
  | { readonly row: StatementRow; readonly activity?: ActivityRow }
  /** Why it cannot be counted: without an id it could not be told from its own copy. */
  | { readonly unusable: "not an object" | "no id" | "no actor" | "no verb" | "no object" | "no timestamp" };

/** By what a verb displays: two names of ours may stand for one verb. */
const WORDS = new Map<string, string>(
  [...Object.values(CMI5_VERBS), ...Object.values(VERBS)].map(({ id, display }) => [id, display["en"] ?? id]),
);
/** A film that was watched through has the verb of a page that was read: what it is about tells them apart (decision 33). */
const MEDIA: ReadonlySet<unknown> = new Set([ACTIVITY_TYPES.video, ACTIVITY_TYPES.audio]);
/** What units of any tool may say of a course or block, not of a unit. */
const CONTAINERS: ReadonlySet<unknown> = new Set([ACTIVITY_TYPES.course, ACTIVITY_TYPES.block]);

/** Said by LMSs of units and courses; some leave out the category. */
const OF_LMS: ReadonlySet<string> = new Set(["launched", "abandoned", "waived", "satisfied"]);
/** What other tools say of the whole of something. */
const OF_WHOLE: ReadonlySet<string> = new Set(["initialized", "completed", "passed", "failed", "terminated"]);
/** Moodle's plugin groups every statement under the site first. */
const SITES: ReadonlySet<unknown> = new Set([
  "http://id.tincanapi.com/activitytype/lms",
  "http://id.tincanapi.com/activitytype/site",
]);

const NOTHING: Json = {};
const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : NOTHING;
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
const finite = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;
/** xAPI lets a list of one be written without brackets. */
const list = (value: unknown): readonly Json[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(object);

export function normalise(value: unknown): Normalised {
  if (object(value) === NOTHING) return { unusable: "not an object" };
  const statement = value as Json;
  const id = text(statement["id"]);
  if (id === undefined || !isUuid(id)) return { unusable: "no id" };
  const verbId = text(object(statement["verb"])["id"]);
  if (verbId === undefined) return { unusable: "no verb" };
  const actor = actorKey(statement["actor"]);
  if (actor === undefined) return { unusable: "no actor" };
  const target = object(statement["object"]);
  const named = objectKey(target);
  if (named === undefined) return { unusable: "no object" };
  const result = object(statement["result"]);
  const context = object(statement["context"]);
  const extensions = object(context["extensions"]);
  const stored = microseconds(statement["stored"]);
  const occurred = microseconds(object(result["extensions"])[TESSERA_EXTENSIONS.occurredAt]);
  const stamp = occurred ?? microseconds(statement["timestamp"]) ?? stored;
  if (stamp === undefined) return { unusable: "no timestamp" };

  const activities = object(context["contextActivities"]);
  const groupings = list(activities["grouping"]);
  const definition = object(target["definition"]);
  const word = WORDS.get(verbId) ?? verbId;
  const verb = word === "experienced" && MEDIA.has(definition["type"]) ? "watched" : word;
  const registration = text(context["registration"]);
  const scaled = finite(object(result["score"])["scaled"]);
  const duration = text(result["duration"]);
  const durationMs = duration === undefined ? undefined : finite(decodeDuration(duration));
  const categories = list(activities["category"]).map((one) => String(one["id"]));
  const ours = [CMI5_EXTENSIONS.sessionId, TESSERA_EXTENSIONS.courseVersion].some((key) =>
    Object.hasOwn(extensions, key),
  );
  const told = { verb, id: named, type: definition["type"] };
  const unit =
    ours || categories.includes(CATEGORIES.cmi5) || OF_LMS.has(verb)
      ? unitOf(groupings, told)
      : foreignUnit(groupings, told);
  const refers = target["objectType"] === "StatementRef";
  const faults = faultsOf(
    {
      verb,
      account: object(object(statement["actor"])["account"]) !== NOTHING,
      categories,
      registration: context["registration"],
      extensions,
      result,
      scaled,
      timestamp: statement["timestamp"],
      durationMs,
    },
    isUuid,
  );
  const row: StatementRow = {
    id: id.toLowerCase(),
    stored,
    stamp,
    actor,
    verb,
    object: named,
    unit,
    parent: text(list(activities["parent"])[0]?.["id"]),
    registration: registration?.toLowerCase(),
    session: text(extensions[CMI5_EXTENSIONS.sessionId]),
    courseVersion: text(extensions[TESSERA_EXTENSIONS.courseVersion]),
    version: versionOf(extensions, definition),
    attempt: whole(extensions[TESSERA_EXTENSIONS.attempt]),
    success: flag(result["success"]),
    completion: flag(result["completion"]),
    // Another than these is a mistake of whoever wrote it, which would outweigh thousands of true ones.
    scaled: scaled !== undefined && Math.abs(scaled) <= 1 ? scaled : undefined,
    response: typeof result["response"] === "string" ? result["response"] : undefined,
    durationMs,
    progress: finite(object(result["extensions"])[CMI5_EXTENSIONS.progress]),
    platform: text(context["platform"]),
    voids: verb === "voided" && refers && isUuid(named) ? named.toLowerCase() : undefined,
    faults: faults.length ? faults.join(" ") : undefined,
    instructor: context["instructor"] === undefined ? undefined : actorKey(context["instructor"]),
  };
  const activity = definition === NOTHING ? undefined : activityOf(named, definition, row.version);
  return { row, ...(activity && { activity }) };
}

const flag = (value: unknown) => (typeof value === "boolean" ? value : undefined);

/** What the INTEGER column takes. */
function whole(value: unknown): number | undefined {
  const number = finite(value);
  return number !== undefined && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : undefined;
}

/** Same person, same key, whichever tool reports; the account's home page belongs to it (two identity providers). */
export function actorKey(value: unknown): string | undefined {
  const actor = object(value);
  const account = object(actor["account"]);
  const name = text(account["name"]);
  if (name !== undefined) return `${text(account["homePage"]) ?? ""}|${name}`;
  const mbox = text(actor["mbox"]);
  // The part behind the @ is a host's name, in which case says nothing.
  if (mbox !== undefined)
    return mbox.replace(/^mailto:/i, "mailto:").replace(/@.*$/, (host) => host.toLowerCase());
  const sha1 = text(actor["mbox_sha1sum"]);
  if (sha1 !== undefined) return `sha1:${sha1.toLowerCase()}`;
  return text(actor["openid"]) ?? (actor["objectType"] === "Group" ? "group" : undefined);
}

function objectKey(target: Json): string | undefined {
  const type = target["objectType"];
  if (type === "SubStatement") return "substatement";
  if (type === "Agent" || type === "Group") return actorKey(target);
  return text(target["id"]);
}

/**
 * cmi5 puts the publisher id among `grouping` (10.2.1); the object is an id that the LMS chose. Some LMSs put the course
 * there, too: what says that it is a unit comes first, then what does not say that it is none.
 */
function unitOf(
  groupings: readonly Json[],
  { verb, id, type }: { readonly verb: string; readonly id: string; readonly type: unknown },
): string | undefined {
  const typeOf = (one: Json) => object(one["definition"])["type"];
  const lesson = groupings.find((one) => typeOf(one) === ACTIVITY_TYPES.unit);
  const other = groupings.find((one) => verb === "satisfied" || !CONTAINERS.has(typeOf(one)));
  const found = text((lesson ?? other)?.["id"]);
  if (found !== undefined) return found;
  return type === ACTIVITY_TYPES.unit || (verb === "satisfied" && CONTAINERS.has(type)) ? id : undefined;
}

/**
 * Of a statement that is none of cmi5: what was begun, completed or passed is the object itself (a quiz of Moodle is not its
 * course); everything else belongs to what it is grouped under, and that is not the site.
 */
function foreignUnit(
  groupings: readonly Json[],
  { verb, id, type }: { readonly verb: string; readonly id: string; readonly type: unknown },
): string | undefined {
  if (OF_WHOLE.has(verb) || type === ACTIVITY_TYPES.unit) return id;
  return text(groupings.find((one) => !SITES.has(object(one["definition"])["type"]))?.["id"]);
}

function versionOf(extensions: Json, definition: Json): string | undefined {
  const own = extensions[TESSERA_EXTENSIONS.questionVersion];
  if (typeof own === "number") return String(own);
  const pattern = definition["correctResponsesPattern"];
  return Array.isArray(pattern) ? `=${pattern.join(" | ")}`.slice(0, 500) : undefined;
}

function activityOf(id: string, definition: Json, version: string | undefined): ActivityRow {
  const name = word(definition["name"]);
  const pattern = definition["correctResponsesPattern"];
  return {
    id,
    name,
    type: text(definition["type"]),
    interaction: text(definition["interactionType"]),
    pattern: Array.isArray(pattern) ? JSON.stringify(pattern) : undefined,
    options: version?.startsWith("=") === true ? optionsOf(id, version, definition) : [],
  };
}

/** Of a language map: English where there is one, else the first. */
function word(map: unknown): string | undefined {
  const words = object(map);
  return text(words["en"]) ?? text(words["en-US"]) ?? Object.values(words).map(text).find(Boolean);
}

/** Only where a response is a list of options: order and pairs say something else than what was chosen. */
function optionsOf(question: string, version: string, definition: Json): readonly OptionRow[] {
  const type = definition["interactionType"];
  const patterns = Array.isArray(definition["correctResponsesPattern"])
    ? definition["correctResponsesPattern"]
    : [];
  const right = new Set(patterns.flatMap((pattern) => String(pattern).split("[,]")));
  const named = (id: string, label: string, position: number): OptionRow => ({
    ...{ question, version, id, text: label, position },
    correct: right.has(id),
  });
  if (type === "true-false") return ["true", "false"].map((id, position) => named(id, id, position));
  if (type !== "choice" && type !== "likert") return [];
  return list(definition[type === "choice" ? "choices" : "scale"]).flatMap((choice, position) => {
    const id = text(choice["id"]);
    return id === undefined ? [] : [named(id, word(choice["description"]) ?? id, position)];
  });
}
