/** What the launch URL said is what the unit uses: cmi5 §8.1. */
import { parseJson, quoted, sameJson, at } from "../../json-value.ts";
import type { Exchange } from "../exchange.ts";
import { rule } from "../rule.ts";
import type { Answer, Check, Rule } from "../rule.ts";
import { issuedWith, parameter } from "../session-view.ts";
import type { SessionView } from "../session-view.ts";

const RESOURCES = [
  "statements",
  "activities/state",
  "activities/profile",
  "agents/profile",
  "activities",
  "agents",
  "about",
];

const endpoint: Check = {
  request({ target, path }) {
    if (target !== "xapi") return undefined;
    return RESOURCES.includes(path)
      ? true
      : `${path === "" ? "/" : path} is not the endpoint followed by an xAPI resource`;
  },
};

/** The agent of requests that name one, deep-equal to the launch's (an added property is a difference). */
export function agentOf(exchange: Exchange, view: SessionView): Answer {
  if (exchange.target !== "xapi") return undefined;
  const given = parameter(exchange, "agent");
  if (given === undefined) return undefined;
  const found = parseJson(given);
  return sameJson(found, view.launch.actor)
    ? true
    : `the agent is ${quoted(found ?? given)}; ${quoted(view.launch.actor)} was expected, unchanged`;
}

const actor: Check = {
  request: agentOf,
  statement(statement, view) {
    const found = statement.json["actor"];
    return sameJson(found, view.launch.actor)
      ? true
      : `the actor is ${quoted(found)}; ${quoted(view.launch.actor)} was expected, unchanged`;
  },
};

const registration: Check = {
  request(exchange, view) {
    if (exchange.target !== "xapi" || exchange.path !== "activities/state") return undefined;
    return sameRegistration(parameter(exchange, "registration"), view);
  },
  statement: (statement, view) => sameRegistration(at(statement.json, "context", "registration"), view),
};

export function sameRegistration(found: unknown, view: SessionView): Answer {
  const wanted = view.launch.registration;
  return typeof found === "string" && found.toLowerCase() === wanted.toLowerCase()
    ? true
    : `the registration is ${quoted(found)}; ${wanted} was expected`;
}

const activityId: Check = {
  request(exchange, view) {
    if (exchange.target !== "xapi" || exchange.path !== "activities/state") return undefined;
    const found = parameter(exchange, "activityId");
    return found === view.launch.activityId
      ? true
      : `the activityId is ${quoted(found)}; ${view.launch.activityId} was expected`;
  },
};

const objectId: Check = {
  statement(statement, view) {
    if (!statement.defined) return undefined;
    const found = at(statement.json, "object", "id");
    return found === view.launch.activityId
      ? true
      : `the object's id is ${quoted(found)}; the launch's activityId ${view.launch.activityId} was expected`;
  },
};

const USUAL_ORDER = "endpoint fetch actor registration activityId";

export const LAUNCH_RULES: readonly Rule[] = [
  rule("8.1.0.0-7", {
    session(view) {
      if (view.launch.parameterOrder.join(" ") === USUAL_ORDER) return undefined;
      if (issuedWith(view, "initialized").length > 0) return true;
      return view.end === "open" || view.exchanges.length === 0
        ? undefined
        : `launched with ${view.launch.parameterOrder.join(", ")} in this order, the unit never sent initialized`;
    },
  }),
  rule("8.1.1.0-2", endpoint),
  rule("8.1.1.0-3", endpoint),
  rule("8.1.3.0-2", actor, 403),
  rule("8.1.3.0-3", actor, 403),
  rule("8.1.4.0-2", registration, 403),
  rule("8.1.4.0-3", registration, 403),
  rule("8.1.5.0-5", { ...activityId, ...objectId }, 403),
  rule("8.1.5.0-6", objectId, 403),
  rule(
    "9.4.0.0-1",
    {
      statement({ defined, json }) {
        if (!defined) return undefined;
        return at(json, "object", "id") === undefined
          ? `the object is ${quoted(json["object"])}; the unit was expected`
          : true;
      },
    },
    403,
  ),
  rule("9.4.0.0-2", objectId, 403),
];
