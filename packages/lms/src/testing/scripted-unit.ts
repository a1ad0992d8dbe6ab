/**
 * A unit written by hand, request by request, from the specification; deliberately nothing of our own session is in
 * it. Not part of the product.
 */
import { CATEGORIES, CMI5_EXTENSIONS, CMI5_VERBS, VERBS } from "@tessera/xapi";
import { isObject } from "../json-value.ts";
import type { JsonObject } from "../json-value.ts";
import type { UnitVerb } from "../judge/statement-view.ts";
import { CONTENT_ORIGIN, countedUuid } from "./test-lms.ts";
import type { TestLms } from "./test-lms.ts";

/** How one request departs from the usual. */
export interface SendOptions {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly method?: "PUT" | "POST";
  /** In place of the JSON of the statements. */
  readonly body?: string;
}

/** What of a statement is replaced; `undefined` takes a property away. Objects are merged, lists replaced. */
export type Patch = Readonly<Record<string, unknown>>;

export interface ScriptedUnit {
  readonly session: string;
  readonly launch: URL;
  readonly parameters: URLSearchParams;
  readonly launchData: JsonObject;
  token: string;
  /** Milliseconds added to the clock before each statement. */
  fetchToken(method?: string): Promise<JsonObject>;
  request(
    method: string,
    path: string,
    options?: SendOptions & { readonly endpoint?: string },
  ): Promise<Response>;
  readLaunchData(): Promise<Response>;
  readPreferences(): Promise<Response>;
  writePreferences(body: unknown, options?: SendOptions & { readonly profileId?: string }): Promise<Response>;
  /** Token, launch data, preferences. */
  start(): Promise<void>;
  /** A cmi5-defined statement as it should be. */
  defined(verb: UnitVerb, patch?: Patch): JsonObject;
  /** A cmi5-allowed statement as it should be. */
  allowed(patch?: Patch): JsonObject;
  /** PUTs one statement, POSTs several. The clock moves on by a second first. */
  send(statements: JsonObject | readonly JsonObject[], options?: SendOptions): Promise<Response>;
}

let statements = 0;

export async function launchUnit(test: TestLms, launch: JsonObject = {}): Promise<ScriptedUnit> {
  const answer = await test.api("POST", "launch", { course: "course-1", learner: "learner-1", ...launch });
  return scriptedUnit(test, String(answer["url"]), String(answer["session"]));
}

export function scriptedUnit(test: TestLms, launchUrl: string, session: string): ScriptedUnit {
  const launch = new URL(launchUrl);
  const parameters = launch.searchParams;
  const given = (name: string): string => parameters.get(name) ?? "";
  const agent = given("actor");
  const state = {
    activityId: given("activityId"),
    agent,
    registration: given("registration"),
    stateId: "LMS.LaunchData",
  };
  let launchData: JsonObject = {};

  const stamp = (): string => new Date(test.clock.now).toISOString();
  const template = (): JsonObject =>
    isObject(launchData["contextTemplate"]) ? launchData["contextTemplate"] : {};
  const context = (categories: readonly string[]): JsonObject => {
    const activities = isObject(template()["contextActivities"]) ? template()["contextActivities"] : {};
    const category = categories.map((id) => ({ id }));
    return {
      ...template(),
      registration: given("registration"),
      contextActivities: { ...(activities as JsonObject), ...(category.length === 0 ? {} : { category }) },
    };
  };

  const unit: ScriptedUnit = {
    session,
    launch,
    parameters,
    get launchData() {
      return launchData;
    },
    token: "",
    async fetchToken(method = "POST") {
      const response = await test.lms.fetch(
        new Request(given("fetch"), { method, headers: { Origin: CONTENT_ORIGIN } }),
      );
      const body = (await response.json()) as JsonObject;
      if (typeof body["auth-token"] === "string") unit.token = body["auth-token"];
      return body;
    },
    request(method, path, { headers = {}, query = {}, body, endpoint = given("endpoint") } = {}) {
      const url = new URL(`${endpoint.replace(/\/$/, "")}/${path}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
      const all: Record<string, string | undefined> = {
        Authorization: `Basic ${unit.token}`,
        "X-Experience-API-Version": "1.0.3",
        Origin: CONTENT_ORIGIN,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      };
      const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
      return test.lms.fetch(
        new Request(url, { method, headers: kept, ...(body === undefined ? {} : { body }) }),
      );
    },
    async readLaunchData() {
      const response = await unit.request("GET", "activities/state", { query: state });
      if (response.ok) launchData = (await response.clone().json()) as JsonObject;
      return response;
    },
    readPreferences: () =>
      unit.request("GET", "agents/profile", { query: { profileId: "cmi5LearnerPreferences", agent } }),
    writePreferences(body, { profileId = "cmi5LearnerPreferences", headers = {} } = {}) {
      return unit.request("PUT", "agents/profile", {
        query: { profileId, agent },
        headers: { "If-None-Match": "*", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    },
    async start() {
      await unit.fetchToken();
      await unit.readLaunchData();
      await unit.readPreferences();
    },
    defined(verb, patch = {}) {
      const judgedVerb = verb === "completed" || verb === "passed" || verb === "failed";
      const mastery = launchData["masteryScore"];
      const base = context([CATEGORIES.cmi5, ...(judgedVerb ? [CATEGORIES.moveOn] : [])]);
      const verdict = verb === "passed" || verb === "failed";
      const extensions = verdict && mastery !== undefined ? { [CMI5_EXTENSIONS.masteryScore]: mastery } : {};
      const results: Readonly<Record<UnitVerb, JsonObject>> = {
        initialized: {},
        completed: { result: { completion: true, duration: "PT30S" } },
        passed: { result: { success: true, score: { scaled: 0.9 }, duration: "PT30S" } },
        failed: { result: { success: false, score: { scaled: 0.1 }, duration: "PT30S" } },
        terminated: { result: { duration: "PT1M" } },
      };
      return merged(
        {
          id: countedUuid(1e9 + (statements += 1)),
          actor: JSON.parse(agent) as unknown,
          verb: CMI5_VERBS[verb],
          object: { objectType: "Activity", id: given("activityId") },
          ...results[verb],
          context: merged(base, { extensions }),
          timestamp: stamp(),
        },
        patch,
      );
    },
    allowed: (patch = {}) =>
      merged(
        {
          id: countedUuid(1e9 + (statements += 1)),
          actor: JSON.parse(agent) as unknown,
          verb: VERBS.answered,
          object: { objectType: "Activity", id: "https://example.org/courses/valves/intro/question-1" },
          result: { success: true, response: "yes", duration: "PT5S" },
          context: context([]),
          timestamp: stamp(),
        },
        patch,
      ),
    send(given, { method, body, query = {}, headers = {} } = {}) {
      const list = Array.isArray(given);
      const use = method ?? (list ? "POST" : "PUT");
      const id = list ? undefined : (given as JsonObject)["id"];
      return unit
        .request(use, "statements", {
          query: { ...(use === "PUT" && typeof id === "string" ? { statementId: id } : {}), ...query },
          headers,
          body: body ?? JSON.stringify(given),
        })
        .finally(() => {
          test.clock.now += 1000;
        });
    },
  };
  return unit;
}

/** `patch` over `base`; `undefined` takes a property away. */
export function merged(base: JsonObject, patch: Patch): JsonObject {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const before = result[name];
    if (value === undefined) delete result[name];
    else if (isObject(value) && isObject(before)) result[name] = merged(before, value);
    else result[name] = value;
  }
  return result;
}

/** A whole session as it should be: initialized, one answer, completed, passed, terminated. */
export async function playWell(unit: ScriptedUnit): Promise<void> {
  await unit.start();
  await unit.send(unit.defined("initialized"));
  await unit.send([unit.allowed()]);
  await unit.send(unit.defined("completed"));
  await unit.send(unit.defined("passed"));
  await unit.send(unit.defined("terminated"));
}
