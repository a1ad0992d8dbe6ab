import fc from "fast-check";
import { expect, test } from "vitest";
import { finding, statement } from "./sample-lms.testing.ts";
import {
  filterStatements,
  pageOf,
  prettyJson,
  ruleNotes,
  shortened,
  statementLine,
} from "./statement-lines.ts";

test("a line is the verb's word, the sentence, and what became of it", () => {
  expect(statementLine(statement(1, { met: ["9.3.0.0-4", "9.7.0.0-1"] }))).toMatchObject({
    verb: "answered",
    sentence: "Ada answered “Question 1”",
    mark: "plain",
    note: "2 rules met",
  });
});

test.each([
  ["refused", { outcome: "rejected", status: 403, broken: ["9.3.0.0-4"] }, "refused (403), 1 rule broken"],
  ["refused", { outcome: "rejected", status: 400 }, "refused (400)"],
  ["broken", { broken: ["9.3.0.0-4", "9.7.0.0-1"] }, "2 rules broken"],
  ["dropped", { outcome: "dropped", status: 200 }, "taken (200) and thrown away"],
  ["again", { outcome: "again" }, "sent again, stored once"],
  ["lms", { from: "lms", met: [] }, "by the LMS"],
] as const)("a statement is marked %s: %j", (mark, more, note) => {
  expect(statementLine(statement(1, more))).toMatchObject({ mark, note });
});

test.each([
  [{ verb: { id: "https://w3id.org/xapi/video/verbs/played" } }, "played"],
  [{ verb: { id: "https://example.org/verbs#did" } }, "did"],
  [{ verb: { id: "https://example.org/verbs/did/" } }, "did"],
  [{ verb: {} }, "no verb"],
  [[], "no verb"],
  [null, "no verb"],
])("the verb of %j is said as %s", (json, verb) => {
  expect(statementLine(statement(1, { json })).verb).toBe(verb);
});

test("statements are found by words of verb and sentence, by who sent them, and by trouble", () => {
  const all = [
    statement(1, { from: "lms", sentence: "Ada launched “Tags”" }),
    statement(2),
    statement(3, { outcome: "rejected", status: 403 }),
    statement(4, { broken: ["9.3.0.0-4"] }),
  ];
  const lines = (text: string, only: "all" | "unit" | "trouble"): number[] =>
    filterStatements(all, { text, only }).map(({ line }) => line);
  expect(lines("", "all")).toEqual([1, 2, 3, 4]);
  expect(lines("", "unit")).toEqual([2, 3, 4]);
  expect(lines("", "trouble")).toEqual([3, 4]);
  expect(lines("TAGS ada", "all")).toEqual([1]);
  expect(lines("answered 4", "trouble")).toEqual([4]);
});

test("without a page the newest is shown, and a page beyond the last is the last", () => {
  const all = Array.from({ length: 450 }, (_, index) => index);
  expect(pageOf(all, undefined, 200)).toMatchObject({ page: 2, pages: 3, first: 401 });
  expect(pageOf(all, 0, 200).items).toHaveLength(200);
  expect(pageOf(all, 99, 200).page).toBe(2);
  expect(pageOf([], undefined, 200)).toEqual({ items: [], page: 0, pages: 1, first: 1 });
});

test("the pages together hold each line once, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (all, size) => {
      const { pages } = pageOf(all, undefined, size);
      const together = Array.from({ length: pages }, (_, page) => pageOf(all, page, size).items).flat();
      expect(together).toEqual(all);
    }),
  );
});

test("broken rules carry what was found, met ones their text once the table is there", () => {
  const rules = new Map([["9.7.0.0-1", { section: "9.7", level: "MUST" as const, text: "A timestamp." }]]);
  const findings = [finding({ line: 1 }), finding({ line: 2, message: "of another statement" })];
  const notes = ruleNotes(statement(1, { met: ["9.7.0.0-1"], broken: ["9.3.0.0-4"] }), { rules, findings });
  expect(notes.broken).toEqual([
    {
      id: "9.3.0.0-4",
      section: "9.3",
      level: "MUST",
      text: "initialized is first in the session.",
      message: "passed arrived before initialized",
    },
  ]);
  expect(notes.met).toEqual([{ id: "9.7.0.0-1", section: "9.7", level: "MUST", text: "A timestamp." }]);
  expect(ruleNotes(statement(1), { rules: new Map(), findings: [] }).met[0]).toMatchObject({
    section: "",
    text: "",
  });
});

test("long quotations are cut at a word, what was answered and how it went stays", () => {
  const sentence = `Ada answered “${"word ".repeat(40).trim()}”: “yes”. Wrong, 0 %, 2 s`;
  expect(shortened(sentence)).toMatch(/^Ada answered “(word )+…”: “yes”\. Wrong, 0 %, 2 s$/);
  expect(shortened(sentence).length).toBeLessThan(120);
  expect(statementLine(statement(1, { sentence })).sentence).toContain("Wrong, 0\u00A0%, 2 s");
  expect(shortened("Ada launched “Tags”")).toBe("Ada launched “Tags”");
});

test("any JSON is shown indented", () => {
  expect(prettyJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyJson(undefined)).toBe("null");
});
