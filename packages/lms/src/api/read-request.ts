import { checkStatement, LAUNCH_MODES } from "@tessera/xapi";
import type { Context, LearnerPreferences } from "@tessera/xapi";
import { isObject } from "../json-value.ts";
import type { JsonObject } from "../json-value.ts";
import type { LaunchRequest } from "../launch/launch-request.ts";
import type { LmsSettings, NetworkState } from "../ports.ts";
import { LmsRefusal } from "../world/lms-refusal.ts";
import type { PreviewLook } from "../world/preview.ts";

/** Reads a JSON object of the page. @throws LmsRefusal 400 */
export async function readObject(request: Request): Promise<JsonObject> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw new LmsRefusal(400, "the body is not JSON");
  }
  if (!isObject(body)) throw new LmsRefusal(400, "the body is not a JSON object");
  return body;
}

export function text(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string")
    throw new LmsRefusal(400, `${name} is ${JSON.stringify(value)}; a text was expected`);
  return value;
}

export function requiredText(body: JsonObject, name: string): string {
  const value = text(body, name);
  if (value === undefined || value === "") throw new LmsRefusal(400, `${name} is missing`);
  return value;
}

function oneOf<Word extends string>(
  body: JsonObject,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = text(body, name);
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined)
    throw new LmsRefusal(400, `${name} is ${value}; one of ${words.join(", ")} was expected`);
  return word;
}

function flag(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || typeof value === "boolean") return value;
  throw new LmsRefusal(400, `${name} is ${JSON.stringify(value)}; true or false was expected`);
}

/** [0, 1], or null for none. */
function mastery(body: JsonObject): number | null | undefined {
  const value = body["masteryScore"];
  if (value === undefined || value === null) return value;
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw new LmsRefusal(
    400,
    `masteryScore is ${JSON.stringify(value)}; a number from 0 to 1, or null, was expected`,
  );
}

/** A sound statement that a context can be checked in. */
const PROBE = {
  actor: { mbox: "mailto:nobody@example.org" },
  verb: { id: "https://example.org/verb" },
  object: { id: "https://example.org/object" },
};

/** A context in form; what the unit makes of it is the unit's to show. */
function template(body: JsonObject): Context | undefined {
  const value = body["contextTemplate"];
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new LmsRefusal(400, "contextTemplate is not a JSON object");
  const [fault] = checkStatement({ ...PROBE, context: value });
  if (fault !== undefined) throw new LmsRefusal(400, `contextTemplate is no context: ${fault.message}`);
  return value;
}

/** Only what was given: absent properties stay absent. */
function given<Value>(name: string, value: Value | undefined): Readonly<Record<string, Value>> {
  return value === undefined ? {} : { [name]: value };
}

export function launchRequestOf(body: JsonObject): LaunchRequest {
  return {
    course: requiredText(body, "course"),
    learner: requiredText(body, "learner"),
    ...given("au", text(body, "au")),
    ...given("mode", oneOf(body, "mode", LAUNCH_MODES)),
    ...given("masteryScore", mastery(body)),
    ...given("window", oneOf(body, "window", ["iframe", "window"])),
    ...given("relaunch", flag(body, "relaunch")),
    ...given("registration", text(body, "registration")),
    ...given("launchParameters", text(body, "launchParameters")),
    ...given("language", text(body, "language")),
    ...given("audio", oneOf(body, "audio", ["on", "off"])),
    ...given("returnURL", text(body, "returnURL")),
    ...given("contextTemplate", template(body)),
    ...given("entitlement", text(body, "entitlement")),
  };
}

export function preferencesOf(body: JsonObject): LearnerPreferences {
  return {
    ...given("languagePreference", text(body, "languagePreference")),
    ...given("audioPreference", oneOf(body, "audioPreference", ["on", "off"])),
  };
}

export function settingsOf(body: JsonObject): Partial<LmsSettings> {
  const graceMs = body["graceMs"];
  if (graceMs !== undefined && !(typeof graceMs === "number" && graceMs >= 0)) {
    throw new LmsRefusal(400, `graceMs is ${JSON.stringify(graceMs)}; milliseconds from 0 were expected`);
  }
  const endedStatus = body["endedStatus"];
  if (endedStatus !== undefined && endedStatus !== 401 && endedStatus !== 403) {
    throw new LmsRefusal(400, `endedStatus is ${JSON.stringify(endedStatus)}; 401 or 403 was expected`);
  }
  return {
    ...given("graceMs", graceMs),
    ...given("endedStatus", endedStatus),
    ...given("preferencesWritable", flag(body, "preferencesWritable")),
    ...given("shuffleParameters", flag(body, "shuffleParameters")),
    ...given("endpointSlash", flag(body, "endpointSlash")),
    ...given("enforce", flag(body, "enforce")),
    ...given("network", oneOf(body, "network", NETWORK_STATES)),
  };
}

const NETWORK_STATES: readonly NetworkState[] = ["works", "offline", "unavailable", "unauthorized", "slow"];

export function lookOf(body: JsonObject): Partial<PreviewLook> {
  return {
    ...given("direction", oneOf(body, "direction", ["auto", "ltr", "rtl"])),
    ...given("colours", oneOf(body, "colours", ["auto", "light", "dark"])),
  };
}
