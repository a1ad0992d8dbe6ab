import type { Judgement, Rule } from "../rule.ts";
import { cannotTell, held, judge } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { schemaFindings } from "./schema-findings.ts";

/** A requirement that is nothing but all the others; its own findings apart. */
export interface ConjunctionRule extends Omit<Rule, "check"> {
  check(subject: Subject, others: readonly Judged[]): Judgement;
}

export interface Judged {
  readonly rule: Rule;
  readonly judgement: Judgement;
}

function conjunction(others: readonly Judged[], own: Judgement): Judgement {
  const duties = others.filter(({ rule }) => rule.binds === "package" && rule.level === "MUST");
  const violated = duties
    .filter(({ judgement }) => judgement.verdict === "violated")
    .map(({ rule }) => rule.id);
  if (violated.length > 0) {
    return { verdict: "violated", reason: `violates ${violated.join(", ")}`, findings: own.findings };
  }
  if (own.verdict === "violated") return own;
  const unknown = duties
    .filter(({ judgement }) => judgement.verdict === "cannot-tell")
    .map(({ rule }) => rule.id);
  if (unknown.length > 0)
    return cannotTell(`the package alone does not show ${unknown.join(", ")}`, own.findings);
  return own;
}

export const wholeStructure: ConjunctionRule = {
  id: "4.4.0.0-1",
  section: "4.4",
  level: "MUST",
  binds: "package",
  says: "The course has a structure that meets sections 13 and 14",
  check: (_, others) => conjunction(others, held("all of sections 13 and 14 that a package shows")),
};

export const conformingFeatures: ConjunctionRule = {
  id: "4.4.0.0-2",
  section: "4.4",
  level: "MUST",
  binds: "package",
  says: "No feature of the specification is used in a way that does not conform",
  check(subject, others) {
    if (!subject.parts) return conjunction(others, cannotTell("the course structure could not be read"));
    return conjunction(others, judge(schemaFindings(subject, "4.4.0.0-2"), "no feature is misused"));
  },
};
