import type { Course } from "@tessera/course";
import type { Agent, Statement } from "@tessera/xapi";
import { expect, test } from "vitest";
import {
  ADA,
  BORIS,
  course,
  CREDENTIAL,
  everything,
  LMS,
  observed,
  POLICY,
  said,
  voiding,
  WATCH,
} from "../testing/cohort.testing.ts";
import { EvidenceCollector, type Evidence } from "./evidence.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { awardRule, criteriaOf, type AwardRule } from "./rule.ts";
import { addSpan } from "./span.ts";

const issuer = { domain: "badges.example.org" };
function ruleOf(award: object = {}, credential: object = {}): AwardRule {
  const reading = awardRule(
    course({ ...CREDENTIAL, award: { ...CREDENTIAL.award, ...award }, ...credential }),
    issuer,
  );
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  return reading.rule;
}
const RULE = ruleOf();

function collect(statements: readonly Statement[], rule = RULE): Evidence {
  const collector = new EvidenceCollector(rule.unitIds, POLICY);
  for (const statement of statements) collector.add(statement);
  return collector.evidence();
}
/** Of the one learner that the statements are about. */
function of(statements: readonly Statement[], rule = RULE): Evaluation {
  const [registration] = collect(statements, rule).registrations;
  if (registration === undefined) throw new Error("nobody");
  return evaluate(rule, registration);
}
const missing = (statements: readonly Statement[], rule = RULE): readonly string[] => {
  const evaluation = of(statements, rule);
  return evaluation.earned ? [] : evaluation.missing;
};
const without = (at: number): Statement[] => everything().filter((_, index) => index !== at);

test("who has done all of it has earned it at the moment of the last piece, by a piece for each thing", () => {
  const evaluation = of(everything());
  expect(evaluation).toMatchObject({ earned: true, at: Date.parse("2026-06-02T10:00:00Z") });
  expect(evaluation.earned && evaluation.by.map(({ what, how }) => `${what} ${how}`)).toEqual([
    "Read completed",
    "Test completed",
    "Test passed",
    "Isolate a pump observed",
  ]);
});

test("the order of the statements makes no difference", () => {
  const statements = everything();
  const ids = (list: readonly Statement[]) => {
    const evaluation = of(list);
    return evaluation.earned && evaluation.by.map(({ piece }) => piece.statement.id);
  };
  expect(ids([...statements].reverse())).toEqual(ids(statements));
});

test.each([
  ["a unit that was not completed", without(0), "“Read” was not completed"],
  ["a test that was not passed", without(2), "“Test” was not passed"],
  ["no observation", without(3), "the observation “Isolate a pump”: 0 of 1 authorised observers have signed"],
])("%s is missing, and said so", (_, statements, says) => {
  expect(missing(statements)).toEqual([says]);
});

test("the stricter of the unit's and the award's mastery counts", () => {
  const scored = (scaled?: number) => [
    ...without(2),
    said("passed", "test", scaled === undefined ? {} : { scaled }),
  ];
  expect(missing(scored(0.75))).toEqual(["“Test” was passed with 75 %, and 80 % are asked for"]);
  expect(missing(scored(0.8))).toEqual([]);
  expect(missing(scored(0.65), ruleOf({ mastery: 0.5 }))).toEqual([
    "“Test” was passed with 65 %, and 70 % are asked for",
  ]);
  expect(missing(scored())).toEqual(["“Test” was passed without a score, and 80 % are asked for"]);
});

test("a question that is called passed is not the unit, and failing is not passing", () => {
  const question = said("passed", "test", { scaled: 1 });
  const { category: _category, ...activities } = question.context?.contextActivities ?? {};
  const bare: Statement = { ...question, context: { ...question.context, contextActivities: activities } };
  expect(missing([...without(2), bare])).toEqual(["“Test” was not passed"]);
  expect(missing([...without(2), said("failed", "test", { scaled: 0.9 })])).toEqual([
    "“Test” was not passed",
  ]);
});

test("a voided statement does not count, whatever stands first", () => {
  const statements = everything();
  const id = statements[2]?.id ?? "";
  expect(missing([...statements, voiding(id)])).toEqual(["“Test” was not passed"]);
  expect(missing([voiding(id.toUpperCase()), ...statements])).toEqual(["“Test” was not passed"]);
  expect(collect([...statements, voiding(id)]).voided).toBe(1);
});

test("of two registrations neither helps the other", () => {
  const other = "22222222-2222-4222-8222-222222222222";
  const moved = everything().map((statement, at): Statement =>
    at === 2 ? { ...statement, context: { ...statement.context, registration: other } } : statement,
  );
  const { registrations } = collect(moved);
  expect(registrations.map((registration) => evaluate(RULE, registration).earned)).toEqual([false, false]);
});

test("one learner's statements are not another's, even in one registration", () => {
  const mixed = everything().map((statement, at): Statement =>
    at === 2 ? { ...statement, actor: BORIS } : statement,
  );
  expect(collect(mixed).registrations.map((registration) => evaluate(RULE, registration).earned)).toEqual([
    false,
    false,
  ]);
});

test("what other authorities kept does not count, and is told", () => {
  const stranger: Agent = { account: { homePage: "https://lms.example.org", name: "somebody" } };
  const forged = everything().map((statement, at): Statement =>
    at === 2 ? { ...statement, authority: stranger } : statement,
  );
  expect(missing(forged)).toEqual(["“Test” was not passed"]);
  expect([...collect(forged).strangers]).toEqual([["account:https://lms.example.org somebody", 1]]);
  const { authority: _authority, ...unkept } = everything()[2] as Statement;
  expect(missing([...without(2), unkept])).toEqual(["“Test” was not passed"]);
});

test("an LMS that leaves out the publisher's id is understood by what it launched, for that learner only", () => {
  const bare = (statement: Statement): Statement => {
    const { grouping: _grouping, ...activities } = statement.context?.contextActivities ?? {};
    return { ...statement, context: { ...statement.context, contextActivities: activities } };
  };
  const launched = (slug: string, more: Partial<Statement> = {}): Statement => ({
    ...said("completed", slug, { at: "2026-06-01T09:00:00Z" }),
    verb: { id: "http://adlnet.gov/expapi/verbs/launched" },
    ...more,
  });
  const [read, completed, passed, watched] = everything() as [Statement, Statement, Statement, Statement];
  const session = [bare(read), bare(completed), bare(passed), watched];
  expect(of(session).earned).toBe(false);
  expect(of([...session, launched("read"), launched("test")]).earned).toBe(true);
  const others = [launched("read", { actor: BORIS }), launched("test", { actor: BORIS })];
  expect(missing([...session, ...others])).toContain("“Read” was not completed");
  const strangers = [launched("read", { authority: BORIS }), launched("test", { authority: BORIS })];
  expect(missing([...session, ...strangers])).toContain("“Read” was not completed");
});

test("all of it has to lie within the span, wherever the span lies", () => {
  const late = observed({ at: "2026-09-15T10:00:00Z" });
  expect(missing([...without(3), late])).toEqual([
    "“Read” was completed too long before the rest",
    "“Test” was completed too long before the rest",
    "“Test” was passed too long before the rest",
  ]);
  const again = [
    said("completed", "read", { at: "2026-09-01T10:00:00Z" }),
    said("completed", "test", { at: "2026-09-01T10:00:00Z" }),
    said("passed", "test", { at: "2026-09-01T10:00:00Z", scaled: 0.9 }),
  ];
  expect(of([...without(3), ...again, late])).toMatchObject({
    earned: true,
    at: Date.parse("2026-09-15T10:00:00Z"),
  });
  expect(missing([...without(3), late], ruleOf({ within: "P1Y" }))).toEqual([]);
});

test("a statement that dates itself after the LRS had it is taken at the LRS's time", () => {
  const future = said("passed", "test", {
    at: "2027-01-01T00:00:00Z",
    scaled: 0.9,
    stored: "2026-06-01T12:00:00Z",
  });
  expect(of([...without(2), future])).toMatchObject({ earned: true, at: Date.parse("2026-06-02T10:00:00Z") });
});

test.each<readonly [string, Statement, string]>([
  [
    "forged in a learner's browser",
    observed({ authority: LMS }),
    "it came with the rights of a learner's session, or of nobody known",
  ],
  ["of the learner themselves", observed({ instructor: ADA }), "the learner observed themselves"],
  [
    "of somebody who is on no list",
    observed({ instructor: BORIS }),
    "whoever observed is not on the issuer's list of observers",
  ],
  [
    "of an observer before their time",
    observed({ at: "2025-12-31T00:00:00Z" }),
    "whoever observed was not on the issuer's list at that time",
  ],
])("an observation %s earns nothing", (_, statement, why) => {
  expect(missing([...without(3), statement])).toEqual([
    "the observation “Isolate a pump”: 0 of 1 authorised observers have signed",
    `1 statement says that somebody observed, and does not count: ${why}`,
  ]);
});

test("forged statements of a session alone never earn what asks for an observation", () => {
  const forged = [
    ...without(3),
    observed({ authority: LMS }),
    said("passed", "job", { scaled: 1 }),
    said("completed", "job"),
  ];
  expect(of(forged).earned).toBe(false);
});

test("an observer who said no is taken at the last word", () => {
  const no = observed({ success: false, at: "2026-06-03T10:00:00Z" });
  expect(of([...without(3), no]).earned).toBe(false);
  expect(of([...everything(), no]).earned).toBe(false);
  const before = observed({ success: false, at: "2026-06-01T10:00:00Z" });
  expect(of([...everything(), before]).earned).toBe(true);
});

test("two observers are two people", () => {
  const two = ruleOf({ observations: 2 });
  expect(missing([...everything(), observed({ at: "2026-06-04T10:00:00Z" })], two)).toEqual([
    "on the job: 1 of 2 authorised observers have signed",
  ]);
});

test("an id that stands on different statements counts for neither", () => {
  const statements = everything();
  const twin = said("passed", "test", { scaled: 1, id: statements[2]?.id ?? "" });
  const evidence = collect([...statements, twin]);
  expect(evidence.ambiguous).toEqual([statements[2]?.id]);
  expect(missing([...statements, twin])).toEqual(["“Test” was not passed"]);
  expect(of([...statements, ...statements]).earned).toBe(true);
});

test("an award that asks for some units asks for no others", () => {
  expect(missing([said("completed", "read")], ruleOf({ units: ["read"], observations: undefined }))).toEqual(
    [],
  );
});

test.each<readonly [string, Course["credential"], string]>([
  ["no credential", undefined, "it awards no credential: its course.md has no `credential:`"],
  ["no award", { name: "C", valid: "P2Y" }, "has no `award:`"],
  ["no end", { name: "C", award: {} }, "does not say for how long it counts"],
  [
    "an unknown unit",
    { name: "C", valid: "P2Y", award: { units: ["nothing"] } },
    "asks for the unit `nothing`",
  ],
  ["nothing to show", { name: "C", valid: "P2Y", award: { units: ["job"] } }, "its award asks for nothing"],
])("a course with %s says what is missing", (_, credential, says) => {
  const reading = awardRule(course(credential), issuer);
  expect("faults" in reading && reading.faults.join("; ")).toContain(says);
});

test("what had to be done is said in words, and so is what it does not show", () => {
  expect(RULE.achievement.criteria).toBe(
    [
      "- Read: completed",
      "- Test: completed and passed with at least 80 %",
      "- All of it within 90 days",
      "- On the job: observed by one person whom the issuer has authorised",
    ].join("\n"),
  );
  expect(criteriaOf(ruleOf({ observations: undefined }))).toContain(
    "not supervised: it shows what was learnt, not who sat there",
  );
  expect(RULE.achievement.id).toBe("https://badges.example.org/achievements/pumps/v2");
});

test.each([
  ["2024-02-29T12:00:00Z", "P1Y", 1, "2025-02-28T12:00:00Z"],
  ["2026-01-31T00:00:00Z", "P1M", 1, "2026-02-28T00:00:00Z"],
  ["2026-03-31T00:00:00Z", "P1M", -1, "2026-02-28T00:00:00Z"],
  ["2026-01-01T00:00:00Z", "P2W3DT4H5M6S", 1, "2026-01-18T04:05:06Z"],
  ["2026-12-15T00:00:00Z", "P14M", 1, "2028-02-15T00:00:00Z"],
] as const)("%s and %s (%i) is %s", (start, span, sign, end) => {
  expect(addSpan(Date.parse(start), span, sign)).toBe(Date.parse(end));
});

test("what is no span leads nowhere", () => {
  for (const span of ["2 years", "P", "P9999999Y", "-P1Y"]) {
    const end = addSpan(0, span);
    expect(end === undefined || end === 0, span).toBe(true);
  }
  expect(WATCH).not.toEqual(LMS);
});
