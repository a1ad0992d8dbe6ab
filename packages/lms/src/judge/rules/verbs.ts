/** Which cmi5 verbs a unit may use, and how often: cmi5 §9.3. */
import { rule } from "../rule.ts";
import type { Answer, Check, Rule } from "../rule.ts";
import { issuedWith } from "../session-view.ts";
import type { EarlierStatement, SessionView } from "../session-view.ts";
import { isUnitVerb } from "../statement-view.ts";
import type { StatementView, UnitVerb } from "../statement-view.ts";

/** `verb` at most once for this unit, registration and learner, whatever the session. */
const oncePerRegistration = (verb: UnitVerb): Check => ({
  statement(statement, view) {
    if (!statement.defined || statement.verb !== verb) return undefined;
    // The same id is the same statement: two sessions that are open at once may both have it to send.
    const isOther = ({ id }: EarlierStatement): boolean => id === undefined || id !== statement.id;
    if (view.earlier.some((earlier) => earlier.verb === verb && isOther(earlier)))
      return `an earlier session of this registration has sent ${verb}`;
    return issuedWith(view, verb, statement).length > 0 ? `${verb} was sent a second time` : true;
  },
});

/** A verb whose use shows that the author's rule came to pass; from outside its absence says nothing. */
const witness = (verb: UnitVerb): Check => ({
  statement: (statement) => (statement.defined && statement.verb === verb ? true : undefined),
});

function failedAfterPassed(statement: StatementView, view: SessionView): Answer {
  if (!statement.defined || (statement.verb !== "failed" && statement.verb !== "passed")) return undefined;
  const other = statement.verb === "failed" ? "passed" : "failed";
  const others = [
    ...view.earlier.filter(({ verb }) => verb === other),
    ...issuedWith(view, other, statement),
  ];
  // Order is by timestamp (§9.3); one that can't be read counts as earlier than what arrives now.
  const wrong = others.some(({ timestamp }) => {
    const difference =
      (statement.timestamp ?? Number.POSITIVE_INFINITY) - (timestamp ?? Number.NEGATIVE_INFINITY);
    return statement.verb === "failed" ? difference >= 0 : difference < 0;
  });
  return wrong ? "failed follows passed in this registration" : true;
}

export const VERB_RULES: readonly Rule[] = [
  rule(
    "9.3.0.0-1",
    {
      statement({ verb, defined }) {
        if (verb === undefined) return undefined;
        if (!isUnitVerb(verb)) return `${verb} is a verb of the LMS, not of units`;
        return defined ? true : undefined;
      },
    },
    403,
  ),
  rule(
    "9.3.0.0-2",
    {
      statement(statement, view) {
        const { verb } = statement;
        if (!statement.defined || !isUnitVerb(verb)) return undefined;
        return issuedWith(view, verb, statement).length > 0
          ? `${verb} was sent a second time in this session`
          : true;
      },
    },
    403,
  ),
  rule(
    "9.3.0.0-3",
    {
      statement(statement, view) {
        if (!statement.defined || (statement.verb !== "passed" && statement.verb !== "failed"))
          return undefined;
        const [other] = [...issuedWith(view, "passed", statement), ...issuedWith(view, "failed", statement)];
        return other === undefined
          ? true
          : `${statement.verb} was sent, after ${other.verb ?? ""} in the same session`;
      },
    },
    403,
  ),
  rule("9.3.0.0-6", oncePerRegistration("completed"), 403),
  rule("9.3.3.0-2", oncePerRegistration("completed"), 403),
  rule("9.3.0.0-7", oncePerRegistration("passed"), 403),
  rule("9.3.4.0-3", oncePerRegistration("passed"), 403),
  rule("9.3.0.0-8", { statement: failedAfterPassed }, 403),
  rule("9.3.3.0-1", witness("completed")),
  rule("9.3.4.0-1", witness("passed")),
  rule("9.3.5.0-1", witness("failed")),
];
