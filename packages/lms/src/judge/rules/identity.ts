/** Id, actor and time of a statement: cmi5 §9.1, §9.2, §9.7. */
import { at, quoted, sameJson } from "../../json-value.ts";
import { rule } from "../rule.ts";
import type { Rule } from "../rule.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const IDENTITY_RULES: readonly Rule[] = [
  rule(
    "9.1.0.0-1",
    {
      statement(statement, view) {
        const { id, json, exchange } = statement;
        if (id === undefined || !UUID.test(id))
          return `the statement's id is ${quoted(id ?? json["id"])}; a UUID was expected`;
        const same = view.issued.find((issued) => issued.id === id);
        if (same === undefined) return true;
        if (same.exchange.order === exchange.order) return `the id ${id} is used twice in one request`;
        return sameJson(same.json, json) ? true : `the id ${id} was used before, for another statement`;
      },
    },
    403,
  ),
  rule(
    "9.2.0.0-2",
    {
      statement({ defined, json }) {
        if (!defined) return undefined;
        const type = at(json, "actor", "objectType");
        return type === undefined || type === "Agent"
          ? true
          : `the actor is a ${quoted(type)}; an Agent was expected`;
      },
    },
    403,
  ),
  rule(
    "9.2.0.0-3",
    {
      statement({ defined, json }) {
        if (!defined) return undefined;
        const account = at(json, "actor", "account");
        return typeof at(account, "homePage") === "string" && typeof at(account, "name") === "string"
          ? true
          : `the actor's account is ${quoted(account)}; homePage and name were expected`;
      },
    },
    403,
  ),
  rule(
    "9.7.0.0-1",
    {
      statement: ({ json, timestamp }) =>
        timestamp === undefined ? `the timestamp is ${quoted(json["timestamp"])}; a time was expected` : true,
    },
    403,
  ),
  rule(
    "9.7.0.0-2",
    {
      statement({ json: { timestamp } }) {
        if (typeof timestamp !== "string") return undefined;
        return /(?:Z|\+00:?00)$/i.test(timestamp)
          ? true
          : `the timestamp ${timestamp} is not UTC; Z was expected at its end`;
      },
    },
    403,
  ),
];
