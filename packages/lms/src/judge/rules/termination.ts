/** The end of a session: cmi5 §7.1.2, §9.3 and §9.3.8, and what an LMS refuses afterwards (§9.3.6). */
import { rule } from "../rule.ts";
import type { Answer, Rule } from "../rule.ts";
import { issuedWith } from "../session-view.ts";
import type { SessionView } from "../session-view.ts";
import type { StatementView } from "../statement-view.ts";

const name = (statement: StatementView): string => statement.verb ?? "a cmi5-allowed statement";

/** By arrival: after `terminated` nothing is sent but, where its fate is unknown, the same again. */
function nothingAfter(statement: StatementView, view: SessionView): Answer {
  const [terminated] = issuedWith(view, "terminated", statement);
  if (terminated === undefined)
    return statement.defined && statement.verb === "terminated" ? true : undefined;
  const retried = view.issued.some((issued) => issued.id !== undefined && issued.id === statement.id);
  return retried ? undefined : `${name(statement)} was sent after terminated`;
}

/** By timestamp (§9.3). */
function latest(statement: StatementView, view: SessionView): Answer {
  const time = statement.timestamp;
  if (time === undefined) return undefined;
  if (statement.defined && statement.verb === "terminated") {
    const later = view.issued.find(
      (issued) => issued.id !== statement.id && (issued.timestamp ?? time) > time,
    );
    return later === undefined ? true : `terminated has an earlier timestamp than ${name(later)}`;
  }
  const [terminated] = issuedWith(view, "terminated", statement);
  return terminated?.timestamp !== undefined && time > terminated.timestamp
    ? `${name(statement)} has a later timestamp than terminated`
    : undefined;
}

function terminatedSent(view: SessionView): Answer {
  if (issuedWith(view, "terminated").length > 0) return true;
  if (view.end === "open" || view.exchanges.length === 0) return undefined;
  return "the session ended without terminated";
}

/** After this many refusals in a row a unit should have understood. */
const REFUSALS = 3;

export const TERMINATION_RULES: readonly Rule[] = [
  rule("7.1.2.0-1", { statement: nothingAfter, session: terminatedSent }, 403),
  rule("+7.1.2-2", { session: terminatedSent }),
  rule("9.3.0.0-5", { statement: latest }, 403),
  rule("9.3.8.0-1", { session: terminatedSent }),
  rule("9.3.8.0-2", { statement: nothingAfter }, 403),
  rule("9.3.8.0-4", {
    request({ target, method, path }, view) {
      if (target !== "xapi" || path === "statements") return undefined;
      const [terminated] = issuedWith(view, "terminated");
      return terminated !== undefined && view.acknowledged(terminated)
        ? `${method} ${path} came after terminated; an LMS may refuse it, so nothing should`
        : undefined;
    },
  }),
  rule("9.3.6.0-2", {
    request({ target, order }, view) {
      if (target !== "xapi") return undefined;
      const last = view.exchanges
        .filter((past) => past.target === "xapi" && past.order < order)
        .slice(-REFUSALS);
      return last.length === REFUSALS && last.every((past) => past.status === 401)
        ? `another request came after ${REFUSALS} answers with 401; the session is over`
        : undefined;
    },
  }),
];
