import { expect, test } from "vitest";
import type { AnsweredEvent, Setting } from "../edition.ts";
import { answered } from "../testing/page.ts";
import { answer12 } from "./answer-12.ts";
import { answer2004 } from "./answer-2004.ts";
import { statusOf } from "./edition-12.ts";
import { timeOfDay, timespan } from "./time.ts";

const context = { index: 2, name: "which-seal", time: new Date(2026, 10, 28, 9, 5, 7) };
const component = (id: string) => ({ id, description: { en: id } });
const components = (...ids: string[]) => ids.map(component);

/** Element → value, without what all answers have. */
function said(settings: readonly Setting[]): Record<string, string> {
  return Object.fromEntries(
    settings
      .map(([name, value]): Setting => [name.replace("cmi.interactions.2.", ""), value])
      .filter(([name]) => /^(type|.*response.*|correct_responses.*)$/.test(name)),
  );
}

function event(
  interactionType: NonNullable<AnsweredEvent["definition"]["interactionType"]>,
  response: string,
  patterns: readonly string[],
  parts: Partial<AnsweredEvent["definition"]> = {},
): AnsweredEvent {
  const definition = { interactionType, correctResponsesPattern: patterns, ...parts };
  return answered({ response, definition: definition as never });
}

test("SCORM 1.2: an answer has everything that an interaction can say", () => {
  expect(answer12(answered(), context)).toEqual([
    ["cmi.interactions.2.id", "which-seal"],
    ["cmi.interactions.2.type", "choice"],
    ["cmi.interactions.2.objectives.0.id", "choose"],
    ["cmi.interactions.2.time", "09:05:07"],
    ["cmi.interactions.2.correct_responses.0.pattern", "a,c"],
    ["cmi.interactions.2.weighting", "2"],
    ["cmi.interactions.2.student_response", "a,b"],
    ["cmi.interactions.2.result", "wrong"],
    ["cmi.interactions.2.latency", "0000:00:12.34"],
  ]);
});

test("SCORM 2004: an answer has everything that an interaction can say", () => {
  expect(answer2004(answered(), context)).toEqual([
    ["cmi.interactions.2.id", "https://example.org/courses/pumps/units/seal/questions/which-seal"],
    ["cmi.interactions.2.type", "choice"],
    ["cmi.interactions.2.objectives.0.id", "https://example.org/courses/pumps/objectives/choose"],
    ["cmi.interactions.2.timestamp", `${context.time.toISOString().slice(0, 22)}Z`],
    ["cmi.interactions.2.correct_responses.0.pattern", "lip[,]mechanical"],
    ["cmi.interactions.2.weighting", "2"],
    ["cmi.interactions.2.learner_response", "lip[,]packing"],
    ["cmi.interactions.2.result", "incorrect"],
    ["cmi.interactions.2.latency", "PT12.34S"],
    ["cmi.interactions.2.description", "{lang=en}Which seal?"],
  ]);
});

test.each([
  [event("true-false", "true", ["false"]), "t", ["f"]],
  [
    event("sequencing", "b[,]a", ["a[,]b"], { choices: components("a-step", "b", "a") }),
    "b,c",
    // The pattern names a step that the definition does not have: it can't be said.
    ["c,b"],
  ],
  [
    event("matching", "pump[.]cold[,]fan[.]air", ["pump[.]air[,]fan[.]cold"], {
      source: components("pump", "fan"),
      target: components("air", "cold"),
    }),
    "1.b,2.a",
    ["1.a,2.b"],
  ],
  [event("numeric", "21.5", ["20[:]22", "21"]), "21.5", ["21"]],
  [event("numeric", "1e21", ["[:]22"]), undefined, []],
  [
    event("fill-in", "Ball valve[,]DN 50", ["{case_matters=false}ball valve[,]{lang=en}dn 50"]),
    "Ball valve,DN 50",
    ["ball valve,dn 50"],
  ],
  [event("fill-in", "x".repeat(400), []), "x".repeat(255), []],
  [event("choice", "", ["a"], { choices: components("a") }), "", ["a"]],
  [event("likert", "agree", [], { scale: components("disagree", "agree") }), "b", []],
])("SCORM 1.2: %# an answer in its dialect", (given, response, patterns) => {
  const found = said(answer12(given, context));
  expect(found["student_response"]).toBe(response);
  expect(
    Object.keys(found)
      .filter((name) => name.startsWith("correct"))
      .map((name) => found[name]),
  ).toEqual(patterns);
});

test("SCORM 1.2: a choice beyond the 26th letter is left out, not mistaken for another", () => {
  const choices = components(...Array.from({ length: 27 }, (_, index) => `option-${index}`));
  const found = said(answer12(event("choice", "option-26", ["option-0"], { choices }), context));
  expect(found).toEqual({ type: "choice", "correct_responses.0.pattern": "a" });
});

test("what a course keeps out of records is in no interaction", () => {
  const { response: _response, ...silent } = answered();
  for (const answer of [answer12, answer2004])
    expect(
      answer(silent, context)
        .map(([name]) => name)
        .join(),
    ).not.toMatch(/(student|learner)_response/);
});

test.each([
  ["true-false", "true", 1],
  ["numeric", "20[:]22", 1],
  ["choice", "a[,]b", 10],
  ["fill-in", "{case_matters=false}one", 5],
] as const)("SCORM 2004: %s has no more patterns than every LMS must take", (type, pattern, most) => {
  const patterns = Array.from({ length: 12 }, (_, index) => `${pattern}${index}`);
  const found = said(answer2004(event(type, pattern, patterns), context));
  expect(Object.keys(found).filter((name) => name.startsWith("correct"))).toHaveLength(most);
});

test("SCORM 2004: typed text is cut to what an LMS must take, its parameters kept", () => {
  const long = "y".repeat(300);
  const found = said(answer2004(event("fill-in", `${long}[,]b`, [`{case_matters=true}${long}`]), context));
  expect(found["learner_response"]).toBe(`${"y".repeat(250)}[,]b`);
  expect(found["correct_responses.0.pattern"]).toBe(`{case_matters=true}${"y".repeat(250)}`);
});

test("SCORM 2004: a question without an answer has no response, since there is no empty one", () => {
  expect(said(answer2004(event("numeric", "", ["1"]), context))).not.toHaveProperty("learner_response");
  expect(said(answer2004(event("fill-in", "", ["a"]), context))).toHaveProperty("learner_response", "");
});

test.each([
  [0, "0000:00:00.00"],
  [1_234, "0000:00:01.23"],
  [59_999, "0000:00:59.99"],
  [3_600_000 * 25 + 61_000, "0025:01:01.00"],
  [-5, "0000:00:00.00"],
  [Number.NaN, "0000:00:00.00"],
  [1e15, "9999:59:59.99"],
])("a time of %i ms is %s in SCORM 1.2", (ms, text) => {
  expect(timespan(ms)).toBe(text);
});

test("a time of day is the learner's, two digits each", () => {
  expect(timeOfDay(new Date(2026, 0, 1, 3, 4, 5))).toBe("03:04:05");
});

const NOTHING = { completed: false, passed: false, failed: false, progress: 0 };

test.each([
  ["NotApplicable", {}, "completed"],
  ["Completed", {}, "incomplete"],
  ["Completed", { failed: true }, "incomplete"],
  ["Completed", { completed: true, failed: true }, "completed"],
  ["Passed", { completed: true }, "incomplete"],
  ["Passed", { passed: true }, "passed"],
  ["Passed", { failed: true }, "failed"],
  ["CompletedAndPassed", { passed: true }, "incomplete"],
  ["CompletedAndPassed", { passed: true, completed: true }, "passed"],
  ["CompletedAndPassed", { completed: true, failed: true }, "failed"],
  ["CompletedAndPassed", { completed: true, failed: true, passed: true }, "passed"],
  ["CompletedOrPassed", { completed: true, failed: true }, "completed"],
  ["CompletedOrPassed", { failed: true }, "failed"],
  ["CompletedOrPassed", { passed: true }, "passed"],
] as const)("SCORM 1.2: where moving on asks for %s, %o is %s", (moveOn, reached, status) => {
  expect(statusOf({ ...NOTHING, ...reached, moveOn })).toBe(status);
});
