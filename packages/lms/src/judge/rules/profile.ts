/** The learner's preferences: cmi5 §11. */
import { LEARNER_PREFERENCES } from "@tessera/xapi";
import { at, isObject, parseJson, quoted } from "../../json-value.ts";
import type { Exchange } from "../exchange.ts";
import { rule } from "../rule.ts";
import type { Answer, Rule } from "../rule.ts";
import { answeredReads, parameter } from "../session-view.ts";
import type { SessionView } from "../session-view.ts";
import { agentOf } from "./launch.ts";

const PREFERENCES = { path: "agents/profile", parameter: "profileId", id: LEARNER_PREFERENCES } as const;
/** RFC 5646 tags with commas between them and nothing else. */
const TAGS = /^[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*(?:,[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*)*$/;

const onProfile = ({ target, path }: Exchange): boolean => target === "xapi" && path === PREFERENCES.path;
const isWrite = ({ method }: Exchange): boolean => method === "PUT" || method === "POST";
const writesPreferences = (exchange: Exchange): boolean =>
  onProfile(exchange) && isWrite(exchange) && parameter(exchange, "profileId") === LEARNER_PREFERENCES;

function documentName(exchange: Exchange): Answer {
  if (!onProfile(exchange)) return undefined;
  const name = parameter(exchange, "profileId");
  if (name === LEARNER_PREFERENCES) return true;
  const body = isWrite(exchange) ? parseJson(exchange.body) : undefined;
  const meant =
    /learner-?_?preferences?/i.test(name ?? "") ||
    at(body, "languagePreference") !== undefined ||
    at(body, "audioPreference") !== undefined;
  return meant
    ? `the preferences document is called ${quoted(name)}; ${LEARNER_PREFERENCES} was expected`
    : undefined;
}

function documentForm(exchange: Exchange): Answer {
  if (!writesPreferences(exchange)) return undefined;
  const body = parseJson(exchange.body);
  const type = exchange.headers["content-type"] ?? "";
  if (!/^\s*application\/json\b/i.test(type))
    return `the preferences are sent as ${quoted(type)}; application/json was expected`;
  if (!isObject(body)) return `the preferences are ${quoted(exchange.body)}; a JSON object was expected`;
  // POST merges into what is there, so it may carry one of the two.
  const missing = ["languagePreference", "audioPreference"].filter((name) => body[name] === undefined);
  if (missing.length > 0 && exchange.method === "PUT") return `the preferences lack ${missing.join(" and ")}`;
  const audio = body["audioPreference"];
  if (audio !== undefined && audio !== "on" && audio !== "off")
    return `audioPreference is ${quoted(audio)}; on or off was expected`;
  const conditional =
    exchange.headers["if-match"] !== undefined || exchange.headers["if-none-match"] !== undefined;
  return conditional ? true : { remark: "the preferences were written without If-Match or If-None-Match" };
}

/** The same write again, after a 403 that was meant as the last word. */
function refusedWrite(exchange: Exchange, view: SessionView): Answer {
  const refused = view.exchanges.filter(
    (past) => past.order < exchange.order && writesPreferences(past) && past.status === 403,
  );
  if (refused.length === 0) return undefined;
  if (!writesPreferences(exchange)) return true;
  return refused.some((past) => past.body === exchange.body)
    ? "the preferences were written again after the LMS had answered 403"
    : true;
}

export const PROFILE_RULES: readonly Rule[] = [
  rule(
    "11.0.0.0-1",
    { request: (exchange, view) => (onProfile(exchange) ? agentOf(exchange, view) : undefined) },
    403,
  ),
  rule("11.0.0.0-2", { request: refusedWrite }),
  rule(
    "11.0.0.0-3",
    {
      statement({ defined, verb }, view) {
        if (!defined || verb !== "initialized") return undefined;
        return answeredReads(view, PREFERENCES).length > 0
          ? true
          : `initialized was sent before ${LEARNER_PREFERENCES} was read`;
      },
    },
    403,
  ),
  rule("11.0.0.0-4", { request: documentName }, 400),
  rule("11.0.0.0-5", { request: documentForm }, 400),
  rule(
    "11.1.0.0-1",
    {
      request(exchange) {
        if (!writesPreferences(exchange)) return undefined;
        const language = at(parseJson(exchange.body), "languagePreference");
        if (language === undefined) return undefined;
        return typeof language === "string" && TAGS.test(language)
          ? true
          : `languagePreference is ${quoted(language)}; RFC 5646 tags with commas and no spaces were expected`;
      },
    },
    400,
  ),
];
