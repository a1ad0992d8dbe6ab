/** Requests and statements as xAPI has them: cmi5 §4.1, §7.0, and no voiding (§6.3). */
import { checkStatement, VERBS } from "@tessera/xapi";
import { at } from "../../json-value.ts";
import type { JsonObject } from "../../json-value.ts";
import type { Exchange } from "../exchange.ts";
import { rule } from "../rule.ts";
import type { Answer, Rule } from "../rule.ts";
import { statementsOf } from "../statement-view.ts";

const STATEMENT_FILTERS =
  "statementId voidedStatementId agent verb activity registration related_activities related_agents since until limit format attachments ascending";
const STATE = "activityId agent registration stateId";

/** xAPI Communication, Appendix B: resource → method → names of its query parameters. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  statements: { GET: STATEMENT_FILTERS, HEAD: STATEMENT_FILTERS, PUT: "statementId", POST: "" },
  "activities/state": {
    GET: `${STATE} since`,
    HEAD: `${STATE} since`,
    PUT: STATE,
    POST: STATE,
    DELETE: STATE,
  },
  "activities/profile": documents("activityId"),
  "agents/profile": documents("agent"),
  activities: { GET: "activityId", HEAD: "activityId" },
  agents: { GET: "agent", HEAD: "agent" },
  about: { GET: "", HEAD: "" },
};

function documents(whose: string): Readonly<Record<string, string>> {
  const names = `${whose} profileId`;
  return { GET: `${names} since`, HEAD: `${names} since`, PUT: names, POST: names, DELETE: names };
}

function requestFault(exchange: Exchange): string | undefined {
  const { method, path, query, headers } = exchange;
  const methods = PARAMETERS[path];
  // 8.1.1.0-3 says so already, and the answer is 404.
  if (methods === undefined) return undefined;
  if (query.some(([name]) => name === "method"))
    return "the alternate request syntax was used; cmi5 needs real headers";
  const names = methods[method];
  if (names === undefined) return `${path} does not take ${method}`;
  const unknown = query.map(([name]) => name).filter((name) => !names.split(" ").includes(name));
  if (unknown.length > 0)
    return `${path} does not take the parameter ${unknown.join(", ")}; an LRS answers 400`;
  const version = headers["x-experience-api-version"];
  if (path !== "about" && !/^1\.0(?:\.\d+)?$/.test(version ?? "")) {
    return `X-Experience-API-Version is ${version ?? "missing"}; 1.0.3 was expected`;
  }
  return bodyFault(exchange);
}

function bodyFault(exchange: Exchange): string | undefined {
  const { method, path, headers } = exchange;
  if (method !== "PUT" && method !== "POST") return undefined;
  const type = (headers["content-type"] ?? "").trim().toLowerCase();
  if (type === "") return "the request has a body and no Content-Type";
  if (path !== "statements") return undefined;
  if (!/^(?:application\/json|multipart\/mixed)\s*(?:;|$)/.test(type)) {
    return `the Content-Type of the statements is ${type}; application/json was expected`;
  }
  return statementsOf(exchange) === undefined
    ? "the body is not a statement, or a list of statements, in JSON"
    : undefined;
}

/** The first thing that xAPI has against a statement; the store will say the same. */
function statementFault(statement: JsonObject): string | undefined {
  const [first, ...more] = checkStatement(statement);
  if (first === undefined) return undefined;
  const others = more.length === 0 ? "" : `; and ${more.length} more`;
  return `${first.path}: ${first.message} (${first.rule})${others}`;
}

/** 400 is what an LRS says to a request that is not xAPI; preferences have rules of their own. */
function storeAnswers(exchanges: readonly Exchange[]): Answer {
  const asked = exchanges.filter(
    ({ target, path, status }) => target === "xapi" && path !== "agents/profile" && status !== undefined,
  );
  const bad = asked.filter(({ status }) => status === 400);
  if (bad.length > 0) return `${bad.length} of ${asked.length} requests were answered with 400`;
  return asked.length === 0 ? undefined : true;
}

export const TRANSPORT_RULES: readonly Rule[] = [
  rule(
    "4.1.0.0-1",
    {
      statement: ({ json }) => statementFault(json) ?? true,
      session: ({ exchanges }) => storeAnswers(exchanges),
    },
    400,
  ),
  rule(
    "7.0.0.0-2",
    { request: (exchange) => (exchange.target === "xapi" ? (requestFault(exchange) ?? true) : undefined) },
    400,
  ),
  rule(
    "6.3.0.0-1",
    {
      statement: ({ json }) =>
        at(json, "verb", "id") === VERBS.voided.id ? "a unit may not void statements" : undefined,
    },
    403,
  ),
];
