/** What LMSs do to State and the other documents: importers.md M5, 2.3, 2.4, 2.6. */
import { STATE_IDS } from "@tessera/xapi";
import { isObject, parseJson } from "../../json-value.ts";
import type { Answering, Asked, Behaviour } from "../behaviour.ts";
import {
  error,
  instead,
  isRead,
  jsonOf,
  parameterOf,
  plain,
  withJson,
  withStatus,
  without,
} from "./asking.ts";

const PRECONDITIONS = ["if-match", "if-none-match"];
const VALIDATORS = ["etag", "last-modified"];

/** The store behind it takes the write without any condition. */
const noPreconditions: Answering = async (asked, next) => {
  const headers = Object.fromEntries(
    Object.entries(asked.headers).filter(([name]) => !PRECONDITIONS.includes(name)),
  );
  const response = await next({ ...asked, headers });
  const left = new Headers(response.headers);
  for (const name of VALIDATORS) left.delete(name);
  return new Response(response.body, { status: response.status, headers: left });
};

const mismatchIs409: Answering = async (asked, next) => {
  const response = await next(asked);
  return response.status === 412 && asked.headers["if-match"] !== undefined
    ? withStatus(response, 409)
    : response;
};

function merged(old: unknown, more: unknown): unknown {
  if (!isObject(old) || !isObject(more)) return more;
  const names = [...Object.keys(old), ...Object.keys(more).filter((name) => !Object.hasOwn(old, name))];
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(more, name) ? merged(old[name], more[name]) : old[name]]),
  );
}

/** A POST becomes a PUT of what `change` makes of the document that is there. */
function posting(change: (old: unknown, more: unknown) => unknown): Answering {
  return async (asked, next) => {
    if (asked.method !== "POST") return next(asked);
    const { "if-match": _, "if-none-match": __, ...headers } = asked.headers;
    const old = await next({ ...asked, method: "GET", headers, body: new Uint8Array() });
    const json = change(old.ok ? parseJson(await old.text()) : undefined, jsonOf(asked));
    return next({ ...withJson(asked, json), method: "PUT", headers });
  };
}

/** As PHP arrays come back: keys in order, and no difference between an empty object and an empty list. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return names.length === 0 ? [] : Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

const isLaunchData = (asked: Asked): boolean => parameterOf(asked, "stateId") === STATE_IDS.launchData;

const keysSorted: Answering = async (asked, next) => {
  const response = await next(asked);
  if (asked.method !== "GET" || !response.ok || isLaunchData(asked)) return response;
  const json = parseJson(await response.clone().text());
  return json === undefined ? response : Response.json(sorted(json), { headers: headersLeft(response) });
};

/** Length and type are the new body's. */
function headersLeft({ headers }: Response): Headers {
  const left = new Headers(headers);
  left.delete("content-length");
  left.delete("content-type");
  return left;
}

const ofLearner: Answering = (asked, next) =>
  // LMS.LaunchData is written for one launch; the LMS finds it by its own key.
  next(isLaunchData(asked) ? asked : without(asked, "registration"));

export const DOCUMENTS = {
  "no-preconditions": { every: noPreconditions },
  "if-match-409": { state: mismatchIs409, others: mismatchIs409 },
  "deep-merge": { state: posting(merged) },
  "post-replaces": { state: posting((_, more) => more) },
  "no-state-list": {
    state: instead(
      (asked) => isRead(asked) && parameterOf(asked, "stateId") === undefined,
      () => error(404, "not found"),
    ),
  },
  "no-delete": {
    state: instead(
      ({ method }) => method === "DELETE",
      () => error(405, "not allowed"),
    ),
  },
  "keys-sorted": { state: keysSorted },
  "state-per-learner": { state: ofLearner },
  "launch-data-as-html": {
    state: async (asked, next) => {
      const response = await next(asked);
      return isLaunchData(asked) && response.ok
        ? plain(200, await response.text(), "text/html; charset=utf-8")
        : response;
    },
  },
  "no-learner-profile": {
    others: instead(
      ({ path }) => path === "agents/profile",
      () => error(404, "not found"),
    ),
  },
  "learner-profile-400": {
    others: instead(
      ({ path }) => path === "agents/profile",
      () => error(400, "unknown resource"),
    ),
  },
  "no-about-no-agents": {
    others: instead(
      ({ path }) => path === "about" || path === "agents",
      () => error(400, "unknown resource"),
    ),
  },
  "no-agents-no-lists": {
    every: instead(
      (asked) =>
        asked.path === "agents" ||
        (asked.path === "statements" && asked.method === "GET" && asked.query.length === 0),
      () => error(400, "this request is not passed on"),
    ),
  },
} satisfies Readonly<Record<string, Behaviour>>;
