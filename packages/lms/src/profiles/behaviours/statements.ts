/** What LMSs do to statements: importers.md M4, M5, 2.2, 2.3, 2.4, 2.6. */
import { CATEGORIES, CMI5_VERBS } from "@tessera/xapi";
import { at, listOf, parseJson } from "../../json-value.ts";
import type { JsonObject } from "../../json-value.ts";
import { UNIT_VERBS } from "../../judge/statement-view.ts";
import type { UnitVerb } from "../../judge/statement-view.ts";
import type { Answering, Asked, Behaviour } from "../behaviour.ts";
import {
  error,
  idsIn,
  instead,
  isWrite,
  jsonOf,
  parameterOf,
  plain,
  statementsIn,
  textOf,
} from "./asking.ts";
import { withJson } from "./asking.ts";

/** Longer than any test or trial runs. */
const DAY_MS = 24 * 60 * 60 * 1000;
const MEBIBYTE = 1024 * 1024;

const isOver = ({ session }: Asked): boolean => session.status === "terminated";

function repeatedId(status: 400 | 409, message: string): Behaviour {
  return {
    statements: instead(
      (asked) => isWrite(asked) && idsIn(asked).some((id) => asked.session.taken.has(id)),
      () => error(status, message),
    ),
  };
}

/** A batch that dies half-way can never be sent whole again. */
const oneByOne: Answering = async (asked, next) => {
  const json = jsonOf(asked);
  if (asked.method !== "POST" || !Array.isArray(json)) return next(asked);
  const ids: unknown[] = [];
  for (const statement of json as readonly unknown[]) {
    const response = await next(withJson(asked, statement));
    if (!response.ok) return response;
    ids.push(...listOf(await response.json()));
  }
  return Response.json(ids);
};

/** What is stored is stored; then the handler fails, and its error is written behind the answer. */
const broken: Answering = async (asked, next) => {
  const response = await next(asked);
  if (!isWrite(asked) || !response.ok) return response;
  const failure = { error: "Exception - Call to undefined function cmi5_grade_item_update()" };
  return plain(200, `${JSON.stringify(idsIn(asked))}${JSON.stringify(failure)}`, "application/json");
};

function verbByIri(statement: JsonObject): UnitVerb | undefined {
  const id = at(statement, "verb", "id");
  return UNIT_VERBS.find((name) => CMI5_VERBS[name].id === id);
}

const verbsByIri: Behaviour = {
  counts: verbByIri,
  statements: instead(
    (asked) =>
      isWrite(asked) &&
      asked.session.status !== "launched" &&
      statementsIn(asked).some((statement) => verbByIri(statement) === "initialized") &&
      !idsIn(asked).some((id) => asked.session.taken.has(id)),
    () => error(400, "initialized has been sent in this session"),
  ),
};

/** `passed` and `failed` of any object; `completed` needs the cmi5 category. */
function verbByEnglishWord(statement: JsonObject): UnitVerb | undefined {
  const word = at(statement, "verb", "display", "en");
  const categories = listOf(at(statement, "context", "contextActivities", "category"));
  const isCmi5 = categories.some((activity) => at(activity, "id") === CATEGORIES.cmi5);
  const verb = UNIT_VERBS.find((name) => name === word);
  return verb === "passed" || verb === "failed" || isCmi5 ? verb : undefined;
}

const listOfOne: Answering = async (asked, next) => {
  const response = await next(asked);
  if (asked.method !== "GET" || !response.ok || parameterOf(asked, "statementId") === undefined)
    return response;
  return Response.json({ statements: [await response.json()], more: "" });
};

function isInitialized(statement: JsonObject): boolean {
  return at(statement, "verb", "id") === CMI5_VERBS.initialized.id;
}

/** It parses and writes the body anew, but keeps the length: fewer bytes than announced, and it waits for the rest. */
function isRewritten(asked: Asked): boolean {
  const text = textOf(asked);
  const json = parseJson(text);
  return isWrite(asked) && json !== undefined && JSON.stringify(json) !== text;
}

export const STATEMENTS = {
  "repeated-id-400": repeatedId(400, "Error writing to database"),
  "repeated-id-409": repeatedId(409, "a statement with this id exists"),
  "batch-one-by-one": { statements: oneByOne },
  "broken-answer": { statements: broken },
  "verb-iri-alone": verbsByIri,
  "verb-by-english-word": {
    counts: verbByEnglishWord,
    statements: instead(
      (asked) =>
        asked.method === "PUT" &&
        statementsIn(asked).some((statement) => at(statement, "verb", "display") === undefined),
      () => error(500, "'NoneType' object has no attribute 'get'"),
    ),
  },
  "result-for-one-statement": { statements: listOfOne },
  "initialized-alone": {
    statements: instead(
      (asked) => statementsIn(asked).length > 1 && statementsIn(asked).some(isInitialized),
      () => error(403, "initialized is alone in its request"),
    ),
  },
  "hangs-on-other-json": {
    every: instead(isRewritten, () => error(504, "the upstream server did not answer")),
  },
  "body-limit": {
    every: instead(
      ({ body }) => body.byteLength > MEBIBYTE,
      () => error(413, "Payload content length greater than maximum allowed: 1048576"),
    ),
  },
  "statements-end": {
    settings: { graceMs: DAY_MS },
    statements: instead(
      (asked) => isWrite(asked) && isOver(asked),
      () => error(400, "the session is terminated"),
    ),
  },
  "all-ends-403": { settings: { endedStatus: 403 } },
  "no-cmi5-rules": { settings: { enforce: false } },
  "put-and-two-states": { settings: { graceMs: DAY_MS }, every: putAndTwoStates() },
  "every-error-412": {
    every: async (asked, next) => {
      const response = await next(asked);
      // A token that is deleted is found missing before anything is passed on.
      const isKept = response.ok || response.status === 404 || response.status === 401;
      return isKept ? response : plain(412, "Wrong Response", "text/plain");
    },
  },
} satisfies Readonly<Record<string, Behaviour>>;

function putAndTwoStates(): Answering {
  const kept = ["LMS.LaunchData", "suspendData"];
  return async (asked, next) => {
    const isStatement = asked.path === "statements" && asked.method === "PUT";
    const isState = asked.path === "activities/state" && kept.includes(parameterOf(asked, "stateId") ?? "");
    const isDone = isStatement || (isState && (asked.method === "PUT" || asked.method === "GET"));
    if (!isDone) return Response.json({ success: true });
    const response = await next(asked);
    if (isState && response.status === 404) return Response.json({});
    return response.status === 204 ? Response.json({ success: true }) : response;
  };
}
