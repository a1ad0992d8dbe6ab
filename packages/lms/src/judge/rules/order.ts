/** Which statement may come when: cmi5 §7.1.1, §7.1.3, §9.3 and §9.3.2. */
import { rule } from "../rule.ts";
import type { Answer, Rule } from "../rule.ts";
import { issuedWith } from "../session-view.ts";
import type { SessionView } from "../session-view.ts";
import type { StatementView } from "../statement-view.ts";

const name = (statement: StatementView): string => statement.verb ?? "a cmi5-allowed statement";

/** Nothing may be sent before the LMS has answered `initialized` with 2xx; a batch holds it too early. */
function initializedFirst(statement: StatementView, view: SessionView): Answer {
  if (statement.defined && statement.verb === "initialized") {
    return statement.batch === 1
      ? true
      : `initialized shares its request with ${statement.batch - 1} other statements; it goes alone`;
  }
  const [initialized] = issuedWith(view, "initialized");
  if (initialized === undefined) return `${name(statement)} arrived before initialized`;
  if (!view.acknowledged(initialized)) {
    return `${name(statement)} arrived before initialized was answered; wait for the answer first`;
  }
  return earlierThanInitialized(statement, view) ?? true;
}

function earlierThanInitialized(statement: StatementView, view: SessionView): string | undefined {
  const [initialized] = issuedWith(view, "initialized", statement);
  if (initialized?.timestamp === undefined || statement.timestamp === undefined) return undefined;
  return statement.timestamp < initialized.timestamp
    ? `the timestamp of ${name(statement)} lies ${initialized.timestamp - statement.timestamp} ms before that of initialized`
    : undefined;
}

const FIRST_WITHIN_MS = 10_000;

export const ORDER_RULES: readonly Rule[] = [
  rule("7.1.1.0-1", {
    session(view) {
      const sent = issuedWith(view, "initialized").length;
      if (sent > 0) return true;
      return view.end === "open" || view.exchanges.length === 0
        ? undefined
        : "the session ended without initialized";
    },
  }),
  rule(
    "7.1.3.0-1",
    {
      statement(statement, view) {
        if (statement.defined) return undefined;
        const [initialized] = issuedWith(view, "initialized");
        if (initialized === undefined) return "a cmi5-allowed statement arrived before initialized";
        const [terminated] = issuedWith(view, "terminated");
        const time = statement.timestamp;
        if (terminated?.timestamp !== undefined && time !== undefined && time > terminated.timestamp) {
          return `the timestamp of a cmi5-allowed statement lies ${time - terminated.timestamp} ms after terminated`;
        }
        return earlierThanInitialized(statement, view) ?? true;
      },
    },
    403,
  ),
  rule("9.3.0.0-4", { statement: initializedFirst }, 403),
  rule(
    "9.3.2.0-2",
    {
      statement(statement, view) {
        if (view.issued.some((issued) => issued.id !== statement.id)) return undefined;
        return statement.verb === "initialized" && statement.defined
          ? true
          : `the first statement is ${name(statement)}; initialized was expected`;
      },
    },
    403,
  ),
  rule(
    "9.3.2.0-3",
    {
      statement(statement, view) {
        if (!statement.defined || statement.verb !== "initialized") return undefined;
        return issuedWith(view, "initialized", statement).length === 0
          ? true
          : "initialized was sent a second time";
      },
    },
    403,
  ),
  rule("9.3.2.0-1", {
    statement(statement, view) {
      if (!statement.defined || statement.verb !== "initialized" || statement.retry) return undefined;
      const { launchedAt, openedAt = launchedAt } = view.launch;
      const took = statement.exchange.at - Math.max(launchedAt, openedAt);
      return took <= FIRST_WITHIN_MS
        ? true
        : `initialized came ${took} ms after the launch; this LMS takes ${FIRST_WITHIN_MS} ms for a reasonable time`;
    },
  }),
];
