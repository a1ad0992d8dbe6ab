import { describe, expect, test } from "vitest";
import type { Statement } from "../statement.ts";
import { normaliseStatement } from "./normalise.ts";
import { sameStatement } from "./same-statement.ts";

const A = { mbox: "mailto:a@example.com" };
const B = { mbox: "mailto:b@example.com" };
const BASE = {
  id: "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
  actor: A,
  verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
  object: { objectType: "Activity", id: "https://example.com/q", definition: { name: { en: "Q" } } },
  result: { duration: "PT1.234S", score: { scaled: 1 } },
  context: { registration: "00000000-0000-4000-8000-000000000001" },
  timestamp: "2026-01-31T08:30:00.120Z",
} satisfies Statement;

const changed = (changes: object) => ({ ...BASE, ...changes }) as Statement;

describe("two statements are the same", () => {
  test.each<[string, object]>([
    [
      "where a store set stored, authority and version",
      { stored: "2026-01-31T08:30:01Z", authority: B, version: "1.0.0" },
    ],
    [
      "with another definition of the Activity",
      { object: { ...BASE.object, definition: { name: { en: "R" } } } },
    ],
    ["with another display of the verb", { verb: { id: BASE.verb.id } }],
    ["with an Activity that does not say that it is one", { object: { id: BASE.object.id } }],
    ["with the same moment written in another way", { timestamp: "2026-01-31T09:30:00.12+01:00" }],
    [
      "with a duration that differs beyond 0.01 s",
      { result: { duration: "PT1.239S", score: { scaled: 1 } } },
    ],
    ["with the id in capitals", { id: BASE.id.toUpperCase() }],
    ["with the mail domain in capitals", { actor: { mbox: "mailto:a@EXAMPLE.com" } }],
    ["with the properties in another order", { result: { score: { scaled: 1 }, duration: "PT1.234S" } }],
  ])("%s", (_what, changes) => {
    expect(sameStatement(BASE, changed(changes))).toBe(true);
  });

  test("with the members of a Group in another order", () => {
    const group = (member: readonly object[]) => changed({ actor: { objectType: "Group", member } });
    expect(sameStatement(group([A, B]), group([B, A]))).toBe(true);
  });

  test("when one is what a store made of the other", () => {
    const { timestamp: _timestamp, ...sent } = BASE;
    const context = { contextActivities: { parent: { id: "x:y" } } };
    const original = { ...sent, context } as unknown as Statement;
    const stored = normaliseStatement(original, {
      id: BASE.id,
      stored: "2026-01-31T08:30:01.000001Z",
      authority: B,
    });
    expect(sameStatement(stored, original)).toBe(true);
  });
});

describe("two statements differ", () => {
  test.each<[string, object]>([
    ["by id", { id: "00000000-0000-4000-8000-000000000009" }],
    ["by actor", { actor: B }],
    ["by the name of the actor", { actor: { ...A, name: "A" } }],
    ["by the case of the local part of an address", { actor: { mbox: "mailto:A@example.com" } }],
    ["by verb", { verb: { id: "http://adlnet.gov/expapi/verbs/passed" } }],
    ["by object", { object: { id: "https://example.com/r" } }],
    ["by score", { result: { ...BASE.result, score: { scaled: 0.9 } } }],
    ["by the way a duration is written", { result: { ...BASE.result, duration: "PT0M1.234S" } }],
    ["by moment", { timestamp: "2026-01-31T08:30:00.121Z" }],
    ["by a property that one lacks", { context: undefined }],
  ])("%s", (_what, changes) => {
    expect(sameStatement(BASE, changed(changes))).toBe(false);
  });
});
