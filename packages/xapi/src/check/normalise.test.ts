import { expect, test } from "vitest";
import type { Statement } from "../statement.ts";
import { inUtc, normaliseStatement } from "./normalise.ts";
import { checkStatement } from "./statement.ts";

const FIELDS = {
  id: "00000000-0000-4000-8000-000000000001",
  stored: "2026-01-31T08:30:00.000001Z",
  authority: { account: { homePage: "https://lrs.example", name: "key" } },
};
const SENT = {
  actor: { mbox: "mailto:learner@example.com" },
  verb: { id: "http://adlnet.gov/expapi/verbs/answered" },
  object: { id: "https://example.com/question/1" },
} satisfies Statement;

test("a store fills in what is missing and leaves what was said", () => {
  expect(normaliseStatement(SENT, FIELDS)).toEqual({
    ...SENT,
    ...FIELDS,
    timestamp: FIELDS.stored,
    version: "1.0.0",
  });
  const said = {
    id: "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
    timestamp: "2020-01-01T00:00:00Z",
    version: "1.0.2",
  };
  expect(normaliseStatement({ ...SENT, ...said }, FIELDS)).toMatchObject(said);
});

test("stored and authority are the store's own, whatever was sent", () => {
  const sent = { ...SENT, stored: "2001-01-01T00:00:00Z", authority: { mbox: "mailto:me@example.com" } };
  expect(normaliseStatement(sent, FIELDS)).toMatchObject({
    stored: FIELDS.stored,
    authority: FIELDS.authority,
  });
});

test("a single context activity becomes an array of one, in a SubStatement too", () => {
  const context = { contextActivities: { parent: SENT.object, other: [SENT.object] } };
  const sent = {
    ...SENT,
    context,
    object: { objectType: "SubStatement", ...SENT, context },
  } as unknown as Statement;
  const arrays = { contextActivities: { parent: [SENT.object], other: [SENT.object] } };
  expect(normaliseStatement(sent, FIELDS)).toMatchObject({ context: arrays, object: { context: arrays } });
});

test("a statement is not changed by being normalised", () => {
  const sent = Object.freeze({ ...SENT, context: Object.freeze({ contextActivities: Object.freeze({}) }) });
  expect(checkStatement(normaliseStatement(sent, FIELDS))).toEqual([]);
});

test("timestamps are kept in UTC with every digit", () => {
  expect(inUtc("2026-01-31T08:30:00.123456789+01:00")).toBe("2026-01-31T07:30:00.123456789Z");
  expect(inUtc("2026-01-01T00:00:00+14:00")).toBe("2025-12-31T10:00:00Z");
  expect(inUtc("2026-01-31T08:30:00.5Z")).toBe("2026-01-31T08:30:00.5Z");
});
