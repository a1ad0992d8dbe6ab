/** The one-time URL and the token it gives: cmi5 §8.1.2 and §8.2. */
import { quoted, sameJson } from "../../json-value.ts";
import type { Exchange } from "../exchange.ts";
import { rule } from "../rule.ts";
import type { Answer, Check, Rule } from "../rule.ts";
import type { SessionView } from "../session-view.ts";

const posts: Check = {
  request({ target, method }) {
    if (target !== "fetch") return undefined;
    return method === "POST" ? true : `the fetch URL was called with ${method}; POST was expected`;
  },
};

/** The fetch URL is taken whole, its own query included. */
function asGiven({ target, path, query }: Exchange, { launch }: SessionView): Answer {
  if (target !== "fetch") return undefined;
  const given = new URL(launch.fetchUrl);
  return path === given.pathname && sameJson(query, [...given.searchParams])
    ? true
    : `${path} was called with the query ${quoted(query)}; the fetch URL is ${launch.fetchUrl}`;
}

/** RFC 1945 §11.1: the scheme, one space, and the token exactly as it was given. */
function authorization({ target, headers }: Exchange, { launch }: SessionView): Answer {
  if (target !== "xapi") return undefined;
  const found = headers["authorization"];
  if (found === undefined)
    return "the request has no Authorization header; Basic and the auth-token were expected";
  if (found === `Basic ${launch.token}`) return true;
  const scheme = found.split(" ")[0] ?? "";
  return scheme === "Basic"
    ? "the Authorization header carries something else than the auth-token, verbatim"
    : `the Authorization scheme is ${scheme}; Basic was expected`;
}

export const TOKEN_RULES: readonly Rule[] = [
  rule("8.1.2.0-3", { request: asGiven }),
  rule("8.1.2.0-4", posts),
  rule("8.2.1.0-2", posts),
  rule("+8.2.1-6", {
    request({ target, method, order }, view) {
      if (target !== "fetch" || method !== "POST") return undefined;
      const before = view.exchanges.filter(
        (past) =>
          past.target === "fetch" &&
          past.method === "POST" &&
          past.order < order &&
          (past.status ?? 200) === 200,
      );
      return before.length === 0
        ? true
        : `the fetch URL was called for the ${before.length + 1}. time; it gives a token once`;
    },
  }),
  rule("8.1.2.0-5", { request: authorization }, 401),
  rule("8.2.1.0-5", { request: authorization }, 401),
  rule(
    "8.2.2.0-4",
    {
      request(exchange, view) {
        const found = exchange.headers["authorization"];
        return found?.startsWith("Basic ") === true ? authorization(exchange, view) : undefined;
      },
    },
    401,
  ),
  rule("8.2.2.0-5", { request: authorization }, 401),
];
