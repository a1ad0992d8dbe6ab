import { expect, test } from "vitest";
import type { LaunchData } from "@tessera/xapi";
import { readLaunch } from "./launch.ts";
import type { UnitEvent } from "./session.ts";
import { allowedStatement, definedStatement } from "./statement.ts";
import type { DefinedVerb, StatementFrame } from "./statement.ts";
import { FakeLms } from "./testing/fake-lms.ts";
import { answered, QUIZ, UNIT } from "./testing/harness.ts";
import { VirtualClock } from "./testing/virtual-clock.ts";

const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const STAMP = { id: "00000000-0000-4000-8000-000000000001", timestamp: "2026-01-05T09:00:00.000Z" };
const SCORE = { scaled: 0.9, raw: 9, max: 10 };
const VERBS: readonly DefinedVerb[] = ["initialized", "completed", "passed", "failed", "terminated"];

function frame(launchData: Partial<LaunchData> = {}, unit = UNIT): StatementFrame {
  const reading = readLaunch(new FakeLms(new VirtualClock()).launch());
  if (reading.type !== "launch") throw new Error(reading.type);
  const template = {
    contextActivities: {
      grouping: [{ id: "https://lms.example/publisher" }, { id: UNIT.unit.id }],
      category: [{ id: "https://lms.example/category" }],
    },
    extensions: {
      "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1",
      "https://lms.example/e": 1,
    },
  };
  return {
    launch: reading.launch,
    launchData: { contextTemplate: template, ...launchData },
    unit,
    sessionId: "own",
    mastery: 0.8,
  };
}

const defined = (verb: DefinedVerb, more: Partial<StatementFrame> = {}) =>
  definedStatement({ ...frame(), ...more }, STAMP, { verb, activeMs: 90_500, score: SCORE });
const allowed = (event: UnitEvent, unit = UNIT) => allowedStatement(frame({}, unit), STAMP, event as never);
const ids = (list: readonly { readonly id: string }[] = []) => list.map(({ id }) => id);

test("a passed statement, whole", () => {
  expect(defined("passed")).toMatchInlineSnapshot(`
    {
      "actor": {
        "account": {
          "homePage": "https://lms.example",
          "name": "u-1",
        },
        "objectType": "Agent",
      },
      "context": {
        "contextActivities": {
          "category": [
            {
              "id": "https://lms.example/category",
            },
            {
              "id": "https://w3id.org/xapi/cmi5/context/categories/cmi5",
              "objectType": "Activity",
            },
            {
              "id": "https://w3id.org/xapi/cmi5/context/categories/moveon",
              "objectType": "Activity",
            },
          ],
          "grouping": [
            {
              "id": "https://lms.example/publisher",
            },
            {
              "id": "https://example.org/course/unit-1",
            },
          ],
        },
        "extensions": {
          "https://lms.example/e": 1,
          "https://w3id.org/tessera/ext/course-version": "1.2.0",
          "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.8,
          "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1",
        },
        "language": "de",
        "registration": "11111111-1111-4111-8111-111111111111",
      },
      "id": "00000000-0000-4000-8000-000000000001",
      "object": {
        "definition": {
          "name": {
            "de": "Einheit",
          },
          "type": "http://adlnet.gov/expapi/activities/lesson",
        },
        "id": "https://lms.example/activity/1?x=1#y",
        "objectType": "Activity",
      },
      "result": {
        "duration": "PT1M30.5S",
        "score": {
          "max": 10,
          "min": 0,
          "raw": 9,
          "scaled": 0.9,
        },
        "success": true,
      },
      "timestamp": "2026-01-05T09:00:00.000Z",
      "verb": {
        "display": {
          "de": "bestanden",
          "en": "passed",
        },
        "id": "http://adlnet.gov/expapi/verbs/passed",
      },
    }
  `);
});

test("an answered statement, whole", () => {
  expect(allowed(answered())).toMatchInlineSnapshot(`
    {
      "actor": {
        "account": {
          "homePage": "https://lms.example",
          "name": "u-1",
        },
        "objectType": "Agent",
      },
      "context": {
        "contextActivities": {
          "category": [
            {
              "id": "https://lms.example/category",
            },
          ],
          "grouping": [
            {
              "id": "https://lms.example/publisher",
            },
            {
              "id": "https://example.org/course/unit-1",
            },
          ],
          "other": [
            {
              "definition": {
                "name": {
                  "de": "Segmentieren",
                },
                "type": "http://adlnet.gov/expapi/activities/objective",
              },
              "id": "https://example.org/course/objective/segment",
              "objectType": "Activity",
            },
          ],
          "parent": [
            {
              "definition": {
                "name": {
                  "de": "Quiz",
                },
                "type": "http://adlnet.gov/expapi/activities/assessment",
              },
              "id": "https://example.org/course/unit-1/quiz",
              "objectType": "Activity",
            },
          ],
        },
        "extensions": {
          "https://lms.example/e": 1,
          "https://w3id.org/tessera/ext/attempt": 1,
          "https://w3id.org/tessera/ext/course-version": "1.2.0",
          "https://w3id.org/tessera/ext/question-version": 3,
          "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1",
        },
        "language": "de",
        "registration": "11111111-1111-4111-8111-111111111111",
      },
      "id": "00000000-0000-4000-8000-000000000001",
      "object": {
        "definition": {
          "interactionType": "choice",
          "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        },
        "id": "https://example.org/course/unit-1/q-1",
        "objectType": "Activity",
      },
      "result": {
        "duration": "PT1.23S",
        "response": "a[,]b",
        "score": {
          "max": 2,
          "min": 0,
          "raw": 2,
          "scaled": 1,
        },
        "success": true,
      },
      "timestamp": "2026-01-05T09:00:00.000Z",
      "verb": {
        "display": {
          "en": "answered",
        },
        "id": "http://adlnet.gov/expapi/verbs/answered",
      },
    }
  `);
});

test.each(VERBS)(
  "[8.1.5.0-6] [9.4.0.0-1] [9.4.0.0-2] [9.6.2.1-1] [9.6.2.2-1] [9.6.2.2-2] [9.5.1.0-2] [9.5.2.0-1] [9.5.2.0-2] [9.5.2.0-3] [9.5.3.0-1] [9.5.3.0-2] [9.6.1.0-1] [9.7.0.0-1] %s is the launch's activity, with its categories and nothing of another verb's result",
  (verb) => {
    const { object, context, result, timestamp } = defined(verb);
    expect(object).toMatchObject({ id: frame().launch.activityId });
    expect(context?.registration).toBe(frame().launch.registration);
    expect(timestamp).toBe(STAMP.timestamp);
    const judged = verb === "passed" || verb === "failed";
    const categories = ids(context?.contextActivities?.category).slice(1);
    expect(categories).toEqual(judged || verb === "completed" ? [CMI5, MOVE_ON] : [CMI5]);
    expect(result?.success).toBe(judged ? verb === "passed" : undefined);
    expect(result?.completion).toBe(verb === "completed" ? true : undefined);
    expect(result?.score === undefined).toBe(!judged);
  },
);

test.each(["completed", "passed", "failed", "terminated"] as const)(
  "[9.5.4.1-1] [9.5.4.1-2] [9.5.4.1-3] [9.5.4.1-4] %s says how long the unit was in sight",
  (verb) => expect(defined(verb).result?.duration).toBe("PT1M30.5S"),
);

test("[9.6.2.0-1] [10.2.1.0-6] [10.2.1.0-7] [9.6.3.1-4] the template stays as it is and comes first, in every statement", () => {
  for (const { context } of [defined("initialized"), defined("passed"), allowed(answered())]) {
    const template = frame().launchData.contextTemplate;
    expect(context?.contextActivities?.grouping).toEqual(template?.contextActivities?.grouping);
    expect(context?.contextActivities?.category?.[0]).toEqual({ id: "https://lms.example/category" });
    expect(context?.extensions).toMatchObject(template?.extensions ?? {});
  }
});

test("(B20) a category that the template already has is not said twice", () => {
  const contextTemplate = { contextActivities: { category: [{ id: CMI5 }] } };
  const { context } = defined("terminated", { launchData: { contextTemplate } });
  expect(ids(context?.contextActivities?.category)).toEqual([CMI5]);
});

test("[+9.6.2.1-2] a cmi5-allowed statement has neither category", () => {
  for (const event of [answered(), { type: "progressed", percent: 5 } as const]) {
    expect(ids(allowed(event).context?.contextActivities?.category)).toEqual([
      "https://lms.example/category",
    ]);
  }
});

test("[9.6.3.2-2] (B1) the mastery score is named with a verdict, also when it is 0, and with nothing else", () => {
  const key = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
  expect(defined("passed", { mastery: 0 }).context?.extensions?.[key]).toBe(0);
  expect(defined("failed").context?.extensions?.[key]).toBe(0.8);
  expect(defined("completed").context?.extensions).not.toHaveProperty([key]);
});

test("[9.5.1.0-3] [+9.5.1-4] (B5) scores of verdicts stay in range and raw comes with whole points only", () => {
  const score = (score: typeof SCORE) =>
    definedStatement(frame(), STAMP, { verb: "passed", activeMs: 0, score });
  expect(score({ scaled: 1.5, raw: 15, max: 10 }).result?.score).toEqual({
    scaled: 1,
    raw: 10,
    min: 0,
    max: 10,
  });
  expect(score({ scaled: 0.85, raw: 8.5, max: 10 }).result?.score).toEqual({ scaled: 0.85 });
  expect(score({ scaled: 0.1 + 0.2, raw: 0, max: 0 }).result?.score).toEqual({ scaled: 0.3 });
});

test("a negative score of a question keeps its sign and has its lowest", () => {
  const event = { ...answered(), score: { scaled: -0.5, raw: -1, max: 2 } } as UnitEvent;
  expect(allowed(event).result?.score).toEqual({ scaled: -0.5, raw: -1, min: -2, max: 2 });
});

test("how sure the learner said to be is an extension of the result, and absent where it was not said", () => {
  const sure = { ...answered(), confidence: 3 } as UnitEvent;
  expect(allowed(sure).result?.extensions).toEqual({ "https://w3id.org/tessera/ext/confidence": 3 });
  expect(allowed(answered()).result).not.toHaveProperty("extensions");
});

test("verbs are displayed in English and in the course's language where its word is known", () => {
  expect(defined("passed").verb.display).toEqual({ en: "passed", de: "bestanden" });
  expect(defined("failed").verb.display).toEqual({ en: "failed" });
  const british = { ...UNIT, course: { ...UNIT.course, language: "en-GB" }, strings: {} };
  expect(allowed(answered(), british).verb.display).toEqual({ en: "answered", "en-GB": "answered" });
});

const OTHERS: readonly UnitEvent[] = [
  {
    type: "experienced",
    page: { id: "https://example.org/course/unit-1/p", name: "Seite" },
    activeMs: 61_000,
  },
  { type: "progressed", percent: 40 },
  { type: "asked", question: { id: "https://example.org/course/unit-1/q-1", name: "Frage" }, hint: 2 },
  { type: "attempted", quiz: QUIZ, attempt: 2 },
  { type: "scored", quiz: QUIZ, attempt: 2, score: SCORE, success: true, durationMs: 5_000 },
];

test.each(OTHERS.map((event) => [event.type, event] as const))("%s says what it is about", (_, event) => {
  const { verb, object, result, context } = allowed(event);
  const { extensions = {}, contextActivities: activities } = context ?? {};
  const own = Object.fromEntries(Object.entries(extensions).filter(([key]) => key.includes("tessera")));
  expect({ verb: verb.id, object, result, own, other: activities?.other }).toMatchSnapshot();
});

test("(B21) a time that makes no sense is no time", () => {
  for (const activeMs of [-5, NaN])
    expect(definedStatement(frame(), STAMP, { verb: "terminated", activeMs }).result?.duration).toBe("PT0S");
});

test("(B15) ids are sent as the publisher gave them, never built from the launch's activityId", () => {
  const { object, context } = allowed(answered());
  expect(object).toMatchObject({ id: "https://example.org/course/unit-1/q-1" });
  expect(ids(context?.contextActivities?.parent)).toEqual([QUIZ.id]);
  expect(JSON.stringify([object, context])).not.toContain(frame().launch.activityId);
});
