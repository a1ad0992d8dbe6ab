import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { statement } from "../testing/statements.ts";
import type { Json } from "../testing/statements.ts";
import { isoMoment, microseconds } from "./moments.ts";
import { actorKey, normalise } from "./normalise.ts";

const UNIT = "https://example.org/course/unit";
const LESSON = "http://adlnet.gov/expapi/activities/lesson";
const row = (value: unknown) => {
  const found = normalise(value);
  if ("unusable" in found) throw new Error(found.unusable);
  return found.row;
};

test("an answer of one of our units has every column that reports need", () => {
  const found = row(
    statement({
      id: "AAAAAAAA-0000-4000-8000-000000000001",
      who: "ada",
      verb: "answered",
      seconds: 1,
      object: `${UNIT}/q-1`,
      unit: UNIT,
      quiz: `${UNIT}/quiz`,
      version: 2,
      session: "s-1",
      result: { response: "a[,]b", success: false, score: { scaled: 0.5 }, duration: "PT12.5S" },
    }),
  );
  expect(found).toMatchObject({
    id: "aaaaaaaa-0000-4000-8000-000000000001",
    actor: "https://lms.example|ada",
    verb: "answered",
    object: `${UNIT}/q-1`,
    unit: UNIT,
    parent: `${UNIT}/quiz`,
    version: "2",
    session: "s-1",
    response: "a[,]b",
    success: false,
    scaled: 0.5,
    durationMs: 12_500,
    stamp: Date.UTC(2026, 0, 5, 0, 0, 1) * 1_000,
  });
});

test("an answer that a later session sent counts when it was given", () => {
  const result = { extensions: { "https://w3id.org/tessera/ext/occurred-at": "2026-01-04T10:00:00Z" } };
  expect(row(statement({ who: "ada", verb: "answered", seconds: 9, result })).stamp).toBe(
    Date.UTC(2026, 0, 4, 10) * 1_000,
  );
});

describe("whose unit it is", () => {
  const grouped = (grouping: unknown, verb = "completed") => {
    const one = statement({ who: "ada", verb, seconds: 1, object: "urn:lms:17" });
    const { category } = (one["context"] as { contextActivities: { category: object[] } }).contextActivities;
    return row({ ...one, context: { contextActivities: { grouping, category } } }).unit;
  };
  test("a lesson comes before what says nothing, and a course is none", () => {
    const course = {
      id: "urn:course",
      definition: { type: "https://w3id.org/xapi/cmi5/activitytype/course" },
    };
    expect(grouped([course, { id: "urn:plain" }])).toBe("urn:plain");
    expect(grouped([{ id: "urn:plain" }, { id: UNIT, definition: { type: LESSON } }])).toBe(UNIT);
    expect(grouped([course])).toBeUndefined();
  });
  test("a list of one may stand without brackets", () => expect(grouped({ id: UNIT })).toBe(UNIT));
  test("satisfied is said of the course", () => {
    const course = {
      id: "urn:course",
      definition: { type: "https://w3id.org/xapi/cmi5/activitytype/course" },
    };
    expect(grouped([course], "https://w3id.org/xapi/adl/verbs/satisfied")).toBe("urn:course");
  });
});

describe("what a statement of another tool belongs to", () => {
  const site = {
    id: "https://moodle.example",
    definition: { type: "http://id.tincanapi.com/activitytype/lms" },
  };
  const course = {
    id: "https://moodle.example/course/7",
    definition: { type: "https://w3id.org/xapi/cmi5/activitytype/course" },
  };
  const unitOf = (verb: string, grouping: unknown) => {
    const one = statement({ who: "ada", verb, seconds: 1, object: "https://moodle.example/quiz/5" });
    return row({ ...one, context: { contextActivities: { grouping } } }).unit;
  };
  test("what was completed is the object, not all that it is grouped under", () => {
    for (const verb of ["initialized", "completed", "passed", "failed", "terminated"])
      expect(unitOf(verb, [site, course])).toBe("https://moodle.example/quiz/5");
  });
  test("an answer belongs to the course, and never to the site", () => {
    expect(unitOf("answered", [site, course])).toBe("https://moodle.example/course/7");
    expect(unitOf("answered", [site])).toBeUndefined();
    expect(unitOf("answered", { id: "urn:plain" })).toBe("urn:plain");
  });
});

test("a stranger's question is told apart by its right answer", () => {
  const asked = (pattern: readonly string[]) => {
    const one = statement({ who: "ada", verb: "answered", seconds: 1 });
    return row({ ...one, object: { id: "urn:q", definition: { correctResponsesPattern: pattern } } }).version;
  };
  expect(asked(["a"])).not.toBe(asked(["b"]));
  expect(asked(["a"])).toBe("=a");
});

test("two identity providers may know the same account name", () => {
  const key = (homePage: string) => actorKey({ account: { homePage, name: "7" } });
  expect(key("https://a.example")).not.toBe(key("https://b.example"));
  expect(actorKey({ mbox: "mailto:Ada@EXAMPLE.org" })).toBe("mailto:Ada@example.org");
});

test("a film that was watched is not a page that was read", () => {
  const said = (type: string) => {
    const one = statement({ who: "ada", verb: "http://adlnet.gov/expapi/verbs/experienced", seconds: 1 });
    return row({ ...one, object: { id: "urn:it", definition: { type } } }).verb;
  };
  expect(said("https://w3id.org/xapi/video/activity-type/video")).toBe("watched");
  expect(said("http://activitystrea.ms/schema/1.0/audio")).toBe("watched");
  expect(said("http://activitystrea.ms/schema/1.0/page")).toBe("experienced");
});

test("every verb of ours has its own word, and a stranger's is its IRI", () => {
  for (const word of ["launched", "experienced", "answered", "scored", "voided"])
    expect(row(statement({ who: "a", verb: word, seconds: 1 })).verb).toBe(word);
  expect(row(statement({ who: "a", verb: "urn:verb:hummed", seconds: 1 })).verb).toBe("urn:verb:hummed");
});

test("a statement of xAPI 2.0 is read as one of 1.0.3", () => {
  const one = statement({ who: "ada", verb: "passed", seconds: 1, unit: UNIT });
  const context = one["context"] as object;
  expect(
    row({ ...one, version: "2.0.0", context: { ...context, contextAgents: [{}], contextGroups: [] } }),
  ).toMatchObject({
    verb: "passed",
    unit: UNIT,
  });
});

test("a voiding statement names what it voids, and a reference by another verb voids nothing", () => {
  const ref = { objectType: "StatementRef", id: "AAAAAAAA-0000-4000-8000-000000000001" };
  const one = (verb: string) => ({ ...statement({ who: "a", verb, seconds: 1 }), object: ref });
  expect(row(one("voided")).voids).toBe("aaaaaaaa-0000-4000-8000-000000000001");
  expect(row(one("commented")).voids).toBeUndefined();
});

test.each([
  [42, "not an object"],
  [{}, "no id"],
  [{ ...statement({ who: "a", verb: "passed", seconds: 1 }), id: "7" }, "no id"],
  [{ ...statement({ who: "a", verb: "passed", seconds: 1 }), actor: {} }, "no actor"],
  [{ ...statement({ who: "a", verb: "passed", seconds: 1 }), verb: {} }, "no verb"],
  [{ ...statement({ who: "a", verb: "passed", seconds: 1 }), object: {} }, "no object"],
  [{ ...statement({ who: "a", verb: "passed", seconds: 1 }), timestamp: "soon", stored: 5 }, "no timestamp"],
])("what cannot be counted is said: %#", (value, why) => {
  expect(normalise(value)).toEqual({ unusable: why });
});

test("no JSON at all makes it fail", () => {
  fc.assert(
    fc.property(
      fc.record({ id: fc.uuid(), verb: fc.jsonValue(), actor: fc.jsonValue(), object: fc.jsonValue() }),
      fc.jsonValue(),
      (statementLike, any) => {
        expect(() => normalise(any)).not.toThrow();
        expect(() =>
          normalise({ ...statementLike, context: any, result: any, timestamp: any }),
        ).not.toThrow();
        const whole = statement({ who: "a", verb: "answered", seconds: 1 });
        for (const key of Object.keys(whole)) expect(() => normalise({ ...whole, [key]: any })).not.toThrow();
      },
    ),
  );
});

describe("rules of cmi5 that a statement breaks", () => {
  const faults = (change: (one: Record<string, unknown>) => object) => {
    const one = statement({
      who: "ada",
      verb: "passed",
      seconds: 1,
      unit: UNIT,
      result: { success: true, duration: "PT1S", score: { scaled: 1 } },
    });
    const context = one["context"] as { contextActivities: { category: { id: string }[] } };
    context.contextActivities.category.push({ id: "https://w3id.org/xapi/cmi5/context/categories/moveon" });
    return row(change(one)).faults;
  };
  test.each([
    ["none", undefined, (one: object) => one],
    ["no duration", "no-duration", (one: object) => ({ ...one, result: { success: true } })],
    ["passed without success", "no-success", (one: object) => ({ ...one, result: { duration: "PT1S" } })],
    ["a time zone", "not-utc", (one: object) => ({ ...one, timestamp: "2026-01-05T10:00:00+02:00" })],
    ["no account", "actor-no-account", (one: object) => ({ ...one, actor: { mbox: "mailto:a@b.c" } })],
    [
      "a score of 80",
      "score-range",
      (one: object) => ({ ...one, result: { success: true, duration: "PT1S", score: { scaled: 80 } } }),
    ],
  ])("%s", (_name, code, change) => expect(faults(change)).toBe(code));
  test("another tool's statement that makes no claim to be cmi5 breaks none", () => {
    const one = statement({ who: "a", verb: "passed", seconds: 1 });
    expect(row({ ...one, actor: { mbox: "mailto:a@b.c" }, context: {} }).faults).toBeUndefined();
  });
});

test("moments are read to the microsecond and written as they were", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (micros) => {
      expect(microseconds(isoMoment(micros))).toBe(micros);
    }),
  );
  expect(microseconds("2026-01-05T10:00:00.1234567+02:00")).toBe(Date.UTC(2026, 0, 5, 8) * 1_000 + 123_456);
  for (const none of ["2026-02-30T00:00:00Z", "2026-01-05", "", 5])
    expect(microseconds(none)).toBeUndefined();
});

test("a moment before 1970, or too far to be told exactly, is none; what was stored stands in for it", () => {
  for (const odd of ["1969-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "2255-06-06T00:00:00Z"])
    expect(microseconds(odd)).toBeUndefined();
  const late: Json = {
    ...statement({ who: "ada", verb: "passed", seconds: 7 }),
    timestamp: "9999-12-31T23:59:59.9999999Z",
  };
  expect(normalise(late)).toMatchObject({ row: { stamp: microseconds(late["stored"]) } });
});

test("a score or a time that cannot be is left out of the row, and told as a fault", () => {
  const odd = (result: Json) => normalise(statement({ who: "ada", verb: "passed", seconds: 1, result }));
  const found = odd({ score: { scaled: 1e308 }, duration: `PT${"9".repeat(400)}S` });
  expect(found).toMatchObject({ row: { scaled: undefined, durationMs: undefined } });
  expect("row" in found && found.row.faults).toContain("score-range");
  expect(odd({ score: { scaled: -1 } })).toMatchObject({ row: { scaled: -1 } });
});
