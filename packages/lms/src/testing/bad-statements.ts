import { CATEGORIES, CMI5_EXTENSIONS, CMI5_VERBS, VERBS } from "@tessera/xapi";
import type { JsonObject } from "../json-value.ts";
import { ending } from "./bad-sessions.ts";
import type { BadSession } from "./bad-sessions.ts";
import type { Patch } from "./scripted-unit.ts";
import type { RequirementId } from "../requirement.ts";
import type { UnitVerb } from "../judge/statement-view.ts";

/** A statement that is right but for the patch, sent after initialized. */
function statement(
  id: RequirementId,
  verb: UnitVerb,
  why: string,
  patch: Patch,
  more: Partial<BadSession> = {},
): BadSession {
  return ending(id, why, (unit) => unit.send(unit.defined(verb, patch)), more);
}

/** The same for a cmi5-allowed one. */
function allowed(id: RequirementId, why: string, patch: Patch, more: Partial<BadSession> = {}): BadSession {
  return ending(id, why, (unit) => unit.send(unit.allowed(patch)), more);
}

const cmi5 = { id: CATEGORIES.cmi5 };
const moveOn = { id: CATEGORIES.moveOn };
const categories = (...category: readonly JsonObject[]): Patch => ({
  context: { contextActivities: { category } },
});
const extension = (name: keyof typeof CMI5_EXTENSIONS, value: unknown): Patch => ({
  context: { extensions: { [CMI5_EXTENSIONS[name]]: value } },
});
const other = "11111111-1111-4111-8111-111111111111";

/** Sessions that go well until one statement that is right but for its patch. */
export const BAD_STATEMENTS: readonly BadSession[] = [
  // xAPI itself
  allowed("4.1.0.0-1", "the verb is no IRI", { verb: { id: "answered" } }, { status: 400 }),
  allowed("4.1.0.0-1", "the object's id is no IRI", { object: { id: "question 1" } }, { status: 400 }),
  allowed(
    "4.1.0.0-1",
    "a duration has nothing after its T",
    { result: { duration: "P1DT" } },
    { status: 400 },
  ),
  allowed(
    "4.1.0.0-1",
    "a language map has a sentence for a tag",
    { verb: { display: { "in English": "answered" } } },
    { status: 400 },
  ),
  allowed("4.1.0.0-1", "a property is null", { result: { response: null } }, { status: 400 }),
  allowed("4.1.0.0-1", "a property is unknown to xAPI", { outcome: "right" }, { status: 400 }),
  allowed(
    "4.1.0.0-1",
    "a numeric pattern has a plain colon",
    { object: { definition: { interactionType: "numeric", correctResponsesPattern: ["4:5"] } } },
    { status: 400 },
  ),
  allowed("6.3.0.0-1", "a statement is voided", {
    verb: VERBS.voided,
    object: { objectType: "StatementRef", id: other },
  }),
  // identity
  statement("9.1.0.0-1", "terminated", "the id is no UUID", { id: "statement-1" }),
  ending("9.1.0.0-1", "two statements share an id", async (unit) => {
    const first = unit.allowed();
    await unit.send([first]);
    return unit.send([{ ...unit.allowed(), id: first["id"] }]);
  }),
  ending("9.1.0.0-1", "an id is used twice in one request", (unit) => {
    const first = unit.allowed();
    return unit.send([first, { ...unit.allowed(), id: first["id"] }]);
  }),
  statement("9.2.0.0-2", "completed", "the actor is a Group", { actor: { objectType: "Group" } }),
  statement("9.2.0.0-3", "completed", "the actor has a mailbox in place of an account", {
    actor: { account: undefined, mbox: "mailto:ada@example.org" },
  }),
  statement("8.1.3.0-3", "completed", "the actor has an added name", { actor: { name: "Ada" } }),
  allowed("8.1.3.0-2", "a cmi5-allowed statement has another actor", {
    actor: { account: { name: "learner-2" } },
  }),
  statement("9.7.0.0-1", "completed", "there is no timestamp", { timestamp: undefined }),
  allowed("9.7.0.0-1", "a cmi5-allowed statement has no timestamp", { timestamp: undefined }),
  statement("9.7.0.0-2", "completed", "the timestamp is in local time", {
    timestamp: "2026-01-05T12:00:00+02:00",
  }),
  // object
  statement("8.1.5.0-6", "completed", "the object is the publisher's id", {
    object: { id: "https://example.org/courses/valves/intro" },
  }),
  statement("9.4.0.0-2", "completed", "the object is another activity", {
    object: { id: "https://example.org/else" },
  }),
  statement("8.1.5.0-5", "passed", "the activityId is not the launch's", {
    object: { id: "https://example.org/else" },
  }),
  statement("9.4.0.0-1", "completed", "there is no object", { object: undefined }),
  // verbs
  ...(["launched", "abandoned", "waived", "satisfied"] as const).map((verb) =>
    statement("9.3.0.0-1", "completed", `the unit sends ${verb}`, { verb: CMI5_VERBS[verb] }),
  ),
  // score, success, completion
  statement("9.3.4.0-2", "passed", "passed lies below the mastery score", {
    result: { score: { scaled: 0.79 } },
  }),
  statement("9.3.5.0-2", "failed", "failed lies at the mastery score", {
    result: { score: { scaled: 0.8 } },
  }),
  statement("9.5.1.0-1", "failed", "failed lies above the mastery score", {
    result: { score: { scaled: 1 } },
  }),
  statement(
    "10.2.4.0-2",
    "passed",
    "passed follows the course, not the mastery score of LMS.LaunchData",
    { result: { score: { scaled: 0.85 } } },
    { launch: { masteryScore: 0.95 } },
  ),
  statement(
    "9.3.5.0-2",
    "failed",
    "failed against a mastery score of 0",
    { result: { score: { scaled: 0 } } },
    { launch: { masteryScore: 0 } },
  ),
  statement("9.5.1.0-2", "completed", "completed has a score", { result: { score: { scaled: 1 } } }),
  statement("9.5.1.0-2", "terminated", "terminated has a score", { result: { score: { scaled: 1 } } }),
  statement("9.5.1.0-3", "passed", "a raw score stands alone", { result: { score: { raw: 9 } } }),
  statement("9.5.1.0-3", "passed", "a raw score is above max", {
    result: { score: { raw: 11, min: 0, max: 10 } },
  }),
  statement("+9.5.1-4", "passed", "the scaled score is above 1", { result: { score: { scaled: 1.5 } } }),
  statement("+9.5.1-4", "failed", "the scaled score is negative", { result: { score: { scaled: -0.5 } } }),
  statement("+9.5.1-4", "passed", "the raw score is no integer", {
    result: { score: { raw: 8.5, min: 0, max: 10 } },
  }),
  statement("9.5.2.0-1", "passed", "passed has no success", { result: { success: undefined } }),
  statement("9.5.2.0-2", "failed", "failed has success true", { result: { success: true } }),
  statement("9.5.2.0-3", "completed", "completed has success", { result: { success: true } }),
  statement("9.5.3.0-1", "completed", "completed has no completion", { result: { completion: undefined } }),
  statement("9.5.3.0-2", "passed", "passed has completion", { result: { completion: true } }),
  statement("9.5.4.1-1", "terminated", "terminated has no duration", { result: { duration: undefined } }),
  statement("9.5.4.1-2", "completed", "completed has no duration", { result: { duration: undefined } }),
  statement("9.5.4.1-3", "passed", "passed has no duration", { result: { duration: undefined } }),
  statement("9.5.4.1-4", "failed", "failed has seconds for a duration", { result: { duration: "30" } }),
  allowed(
    "+9.5.5.1-1",
    "progress is no integer",
    { result: { extensions: { [CMI5_EXTENSIONS.progress]: 33.5 } } },
    { status: 204 },
  ),
  statement(
    "+9.5.5.1-1",
    "completed",
    "completed carries progress",
    { result: { extensions: { [CMI5_EXTENSIONS.progress]: 100 } } },
    { status: 204 },
  ),
  // context
  statement("9.6.0.0-1", "completed", "there is no context", { context: undefined }),
  statement("9.6.1.0-1", "completed", "the registration is another", { context: { registration: other } }),
  statement("8.1.4.0-3", "completed", "the registration is missing", {
    context: { registration: undefined },
  }),
  allowed("8.1.4.0-2", "a cmi5-allowed statement has no registration", {
    context: { registration: undefined },
  }),
  statement("9.6.2.0-1", "completed", "the template's grouping is missing", {
    context: { contextActivities: { grouping: undefined } },
  }),
  statement("9.6.2.0-1", "completed", "the template's grouping comes second", {
    context: {
      contextActivities: {
        grouping: [
          { id: "https://example.org/courses/valves" },
          { id: "https://example.org/courses/valves/intro" },
        ],
      },
    },
  }),
  statement("9.6.2.1-1", "completed", "the cmi5 category is missing", categories(moveOn)),
  allowed("+9.6.2.1-2", "a cmi5-allowed statement carries the cmi5 category", categories(cmi5)),
  statement("9.6.2.2-1", "passed", "passed lacks the moveOn category", categories(cmi5)),
  statement("9.6.2.2-2", "terminated", "terminated carries the moveOn category", categories(cmi5, moveOn)),
  allowed("9.6.2.2-2", "an answer with success carries the moveOn category", categories(moveOn)),
  statement("9.6.3.1-4", "completed", "the sessionid is missing", { context: { extensions: undefined } }),
  allowed("9.6.3.1-4", "a cmi5-allowed statement has another sessionid", extension("sessionId", other)),
  statement(
    "9.6.3.2-2",
    "passed",
    "the masteryscore extension is missing",
    extension("masteryScore", undefined),
  ),
  statement("9.6.3.2-2", "failed", "the masteryscore extension is a text", extension("masteryScore", "0.8")),
  statement(
    "9.6.3.2-2",
    "passed",
    "the masteryscore extension of 0 is dropped",
    extension("masteryScore", undefined),
    { launch: { masteryScore: 0 } },
  ),
  allowed("10.2.1.0-6", "the template's grouping is missing", { context: { contextActivities: undefined } }),
  allowed("10.2.1.0-7", "the template's sessionid is overwritten", extension("sessionId", "mine")),
];
