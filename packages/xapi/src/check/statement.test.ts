import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkStatement } from "./statement.ts";

const AGENT = { mbox: "mailto:learner@example.com" };
const VERB = { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } };
const ACTIVITY = { id: "https://example.com/question/1" };
const ID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0";
const REF = { objectType: "StatementRef", id: ID };
const ATTACHMENT = {
  usageType: "http://example.com/usage",
  display: { en: "An essay" },
  contentType: "text/plain; charset=ascii",
  length: 27,
  sha2: "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a",
};
const MINIMAL = { actor: AGENT, verb: VERB, object: ACTIVITY };

const statement = (changes: object) => ({ ...MINIMAL, ...changes });
const define = (definition: object) => statement({ object: { ...ACTIVITY, definition } });
const sub = (changes: object) =>
  statement({ object: { objectType: "SubStatement", ...MINIMAL, ...changes } });

/** `path (section)` of each fault: what a reader needs to find it. */
function faultsOf(value: unknown): readonly string[] {
  return checkStatement(value).map(({ path, rule }) => `${path} (${rule.replace("xAPI 1.0.3 Data ", "")})`);
}

describe("what the specification allows", () => {
  test.each<[string, unknown]>([
    ["the smallest statement", MINIMAL],
    ["an anonymous Group", statement({ actor: { objectType: "Group", member: [AGENT, AGENT] } })],
    ["an identified Group without members", statement({ actor: { objectType: "Group", ...AGENT } })],
    ["an Agent as object", statement({ object: { objectType: "Agent", ...AGENT } })],
    ["a StatementRef as object", statement({ object: REF })],
    ["a SubStatement", sub({ timestamp: "2999-01-01T00:00:00Z" })],
    [
      "a voiding statement",
      statement({ verb: { id: "http://adlnet.gov/expapi/verbs/voided" }, object: REF }),
    ],
    ["null inside extensions", statement({ result: { extensions: { "http://x.example/e": null } } })],
    ["a single context activity", statement({ context: { contextActivities: { parent: ACTIVITY } } })],
    ["a score of any size without bounds", statement({ result: { score: { raw: 1e9 } } })],
    ["version 1.0.3", statement({ version: "1.0.3" })],
    ["an attachment", statement({ attachments: [ATTACHMENT] })],
    ["two Agents as authority", statement({ authority: { objectType: "Group", member: [AGENT, AGENT] } })],
    ["matching", define({ interactionType: "matching", source: [{ id: "a" }], target: [{ id: "a" }] })],
    [
      "a numeric range",
      define({ interactionType: "numeric", correctResponsesPattern: ["4[:]", "[:]-.5", "3"] }),
    ],
    [
      "a survey question",
      define({ interactionType: "likert", scale: [{ id: "1", description: { en: "no" } }] }),
    ],
  ])("%s has no fault", (_what, value) => {
    expect(checkStatement(value)).toEqual([]);
  });
});

describe("what the specification refuses", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["no object at all", "statement", ["$ (2.4)"]],
    ["an array", [MINIMAL], ["$ (2.4)"]],
    ["missing actor, verb and object", {}, ["$ (2.4)", "$ (2.4)", "$ (2.4)"]],
    ["an unknown property", statement({ extra: 1 }), ["$.extra (2.2)"]],
    ["a property in another case", statement({ Timestamp: "2026-01-31T08:30:00Z" }), ["$.Timestamp (2.2)"]],
    ["a null", statement({ result: null }), ["$.result (2.2)"]],
    ["a null deep inside", statement({ context: { registration: null } }), ["$.context.registration (2.2)"]],
    ["an id that is no UUID", statement({ id: "1" }), ["$.id (4.4)"]],
    ["an Agent without identifier", statement({ actor: { name: "A" } }), ["$.actor (2.4.2.1)"]],
    [
      "an Agent with two",
      statement({ actor: { ...AGENT, openid: "http://a.example" } }),
      ["$.actor (2.4.2.1)"],
    ],
    ["an Agent with members", statement({ actor: { ...AGENT, member: [] } }), ["$.actor.member (2.2)"]],
    [
      "an unknown objectType of an actor",
      statement({ actor: { ...AGENT, objectType: "agent" } }),
      ["$.actor.objectType (2.4.2.1)"],
    ],
    ["an mbox that is no mailto", statement({ actor: { mbox: "a@b.example" } }), ["$.actor.mbox (2.4.2.3)"]],
    [
      "a short mbox_sha1sum",
      statement({ actor: { mbox_sha1sum: "abc" } }),
      ["$.actor.mbox_sha1sum (2.4.2.3)"],
    ],
    ["an openid without scheme", statement({ actor: { openid: "a.example" } }), ["$.actor.openid (4.3)"]],
    [
      "an account without name",
      statement({ actor: { account: { homePage: "http://a.example" } } }),
      ["$.actor.account (2.4.2.4)"],
    ],
    ["a Group with neither", statement({ actor: { objectType: "Group" } }), ["$.actor (2.4.2.2)"]],
    [
      "a Group with two identifiers",
      statement({ actor: { objectType: "Group", ...AGENT, openid: "http://a.example" } }),
      ["$.actor (2.4.2.2)"],
    ],
    [
      "a Group in a Group",
      statement({ actor: { objectType: "Group", member: [{ objectType: "Group", ...AGENT }] } }),
      ["$.actor.member[0].objectType (2.4.2.1)"],
    ],
    ["a verb without id", statement({ verb: { display: { en: "x" } } }), ["$.verb (2.4.3)"]],
    ["a verb id without scheme", statement({ verb: { id: "answered" } }), ["$.verb.id (4.3)"]],
    [
      "a language map with a wrong tag",
      statement({ verb: { ...VERB, display: { en_US: "x" } } }),
      ["$.verb.display.en_US (4.2)"],
    ],
    [
      "a language map with a number",
      statement({ verb: { ...VERB, display: { en: 1 } } }),
      ["$.verb.display.en (4.2)"],
    ],
    [
      "an Agent as object without objectType",
      statement({ object: AGENT }),
      ["$.object.mbox (2.2)", "$.object (2.4.4.1)"],
    ],
    [
      "an unknown objectType",
      statement({ object: { objectType: "Thing", id: "x:y" } }),
      ["$.object.objectType (2.4.4)"],
    ],
    ["a moreInfo without scheme", define({ moreInfo: "/more" }), ["$.object.definition.moreInfo (4.3)"]],
    [
      "an extension key without scheme",
      define({ extensions: { plain: 1 } }),
      ["$.object.definition.extensions.plain (4.1)"],
    ],
    [
      "an unknown interaction type",
      define({ interactionType: "Choice" }),
      ["$.object.definition.interactionType (2.4.4.1)"],
    ],
    [
      "choices without interaction type",
      define({ choices: [{ id: "a" }] }),
      ["$.object.definition (2.4.4.1)"],
    ],
    [
      "a component list of another type",
      define({ interactionType: "likert", choices: [{ id: "a" }] }),
      ["$.object.definition.choices (2.4.4.1)"],
    ],
    [
      "a component id twice",
      define({ interactionType: "choice", choices: [{ id: "a" }, { id: "a" }] }),
      ["$.object.definition.choices[1].id (2.4.4.1)"],
    ],
    [
      "a component without id",
      define({ interactionType: "choice", choices: [{}] }),
      ["$.object.definition.choices[0] (2.4.4.1)"],
    ],
    [
      "a pattern that is no string",
      define({ interactionType: "choice", correctResponsesPattern: [1] }),
      ["$.object.definition.correctResponsesPattern[0] (2.4.4.1)"],
    ],
    [
      "a true-false pattern of yes",
      define({ interactionType: "true-false", correctResponsesPattern: ["yes"] }),
      ["$.object.definition.correctResponsesPattern[0] (2.4.4.1)"],
    ],
    [
      "a numeric range with a bare colon",
      define({ interactionType: "numeric", correctResponsesPattern: ["1:2"] }),
      ["$.object.definition.correctResponsesPattern[0] (2.4.4.1)"],
    ],
    [
      "a StatementRef without id",
      statement({ object: { objectType: "StatementRef" } }),
      ["$.object (2.4.4.3)"],
    ],
    ["a SubStatement with id", sub({ id: ID }), ["$.object.id (2.2)"]],
    [
      "a SubStatement with stored, version and authority",
      sub({ stored: "2026-01-31T08:30:00Z", version: "1.0.0", authority: AGENT }),
      ["$.object.stored (2.2)", "$.object.version (2.2)", "$.object.authority (2.2)"],
    ],
    [
      "a SubStatement in a SubStatement",
      sub({ object: { objectType: "SubStatement", ...MINIMAL } }),
      ["$.object.object (2.4.4.3)"],
    ],
    [
      "a voided verb with an Activity",
      statement({ verb: { id: "http://adlnet.gov/expapi/verbs/voided" } }),
      ["$.object (2.3.2)"],
    ],
    ["success as text", statement({ result: { success: "true" } }), ["$.result.success (2.4.5)"]],
    ["a duration of 1 h", statement({ result: { duration: "1h" } }), ["$.result.duration (4.6)"]],
    [
      "a scaled score above 1",
      statement({ result: { score: { scaled: 1.01 } } }),
      ["$.result.score.scaled (2.4.5.1)"],
    ],
    ["a score as text", statement({ result: { score: { raw: "5" } } }), ["$.result.score.raw (2.4.5.1)"]],
    [
      "a number beyond any range",
      statement({ result: { score: { raw: JSON.parse("1e999") as number } } }),
      ["$.result.score.raw (2.4.5.1)"],
    ],
    [
      "raw outside min and max",
      statement({ result: { score: { raw: 11, min: 0, max: 10 } } }),
      ["$.result.score.raw (2.4.5.1)"],
    ],
    [
      "min equal to max",
      statement({ result: { score: { min: 1, max: 1 } } }),
      ["$.result.score.min (2.4.5.1)"],
    ],
    [
      "a registration that is no UUID",
      statement({ context: { registration: "r" } }),
      ["$.context.registration (4.4)"],
    ],
    ["a team that is an Agent", statement({ context: { team: AGENT } }), ["$.context.team (2.4.2.2)"]],
    [
      "revision and platform without an Activity",
      statement({ object: REF, context: { revision: "1", platform: "p" } }),
      ["$.context.revision (2.4.6)", "$.context.platform (2.4.6)"],
    ],
    [
      "an unknown context activity list",
      statement({ context: { contextActivities: { parents: [] } } }),
      ["$.context.contextActivities.parents (2.2)"],
    ],
    [
      "a context activity as text",
      statement({ context: { contextActivities: { parent: "x:y" } } }),
      ["$.context.contextActivities.parent (2.4.6.2)"],
    ],
    [
      "a language that is no tag",
      statement({ context: { language: "en_US" } }),
      ["$.context.language (4.2)"],
    ],
    ["an unknown time zone", statement({ timestamp: "2026-01-31T08:30:00-00:00" }), ["$.timestamp (4.5)"]],
    ["a stored that is no timestamp", statement({ stored: "now" }), ["$.stored (4.5)"]],
    ["version 1.1.0", statement({ version: "1.1.0" }), ["$.version (2.4.10)"]],
    ["version 1.0", statement({ version: "1.0" }), ["$.version (2.4.10)"]],
    [
      "a Group of three as authority",
      statement({ authority: { objectType: "Group", member: [AGENT, AGENT, AGENT] } }),
      ["$.authority (2.4.9)"],
    ],
    ["attachments as an object", statement({ attachments: {} }), ["$.attachments (2.4.11)"]],
    [
      "an attachment of half an octet",
      statement({ attachments: [{ ...ATTACHMENT, length: 0.5 }] }),
      ["$.attachments[0].length (2.4.11)"],
    ],
    [
      "an attachment with a SHA-1",
      statement({ attachments: [{ ...ATTACHMENT, sha2: "a".repeat(40) }] }),
      ["$.attachments[0].sha2 (2.4.11)"],
    ],
    [
      "an attachment without display",
      statement({ attachments: [{ ...ATTACHMENT, display: undefined }] }),
      ["$.attachments[0] (2.4.11)"],
    ],
    [
      "a property named __proto__",
      JSON.parse(
        `{"__proto__":{},"actor":{"mbox":"mailto:a@b.example"},"verb":{"id":"x:y"},"object":{"id":"x:y"}}`,
      ),
      ["$.__proto__ (2.2)"],
    ],
  ])("%s", (_what, value, expected) => {
    // JSON has no undefined: a missing property is missing.
    expect(faultsOf(JSON.parse(JSON.stringify(value), revive))).toEqual(expected);
  });
});

/** `1e999` does not survive `JSON.stringify`; it is put back as what `JSON.parse` makes of it. */
function revive(key: string, value: unknown): unknown {
  return key === "raw" && value === null ? Infinity : value;
}

test("a fault says what was found, what was expected and which rule says so", () => {
  expect(checkStatement(statement({ context: { registration: "7" }, Result: {} }))).toMatchInlineSnapshot(`
    [
      {
        "message": "found the property "Result" in a statement, expected "result" in exactly this case",
        "path": "$.Result",
        "rule": "xAPI 1.0.3 Data 2.2",
      },
      {
        "message": "found the string "7", expected a UUID in its standard form",
        "path": "$.context.registration",
        "rule": "xAPI 1.0.3 Data 4.4",
      },
    ]
  `);
});

test("a definition in a SubStatement's context is checked as well", () => {
  const contextActivities = { other: [{ id: "x:y", definition: { type: "lesson" } }] };
  expect(faultsOf(sub({ context: { contextActivities } }))).toEqual([
    "$.object.context.contextActivities.other[0].definition.type (4.3)",
  ]);
});

test("whatever is given, the check answers and does not throw", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom("actor", "verb", "object", "result", "context", "attachments"),
      (value, key) => {
        expect(Array.isArray(checkStatement(value))).toBe(true);
        expect(Array.isArray(checkStatement(statement({ [key]: value })))).toBe(true);
        expect(Array.isArray(checkStatement(sub({ [key]: value })))).toBe(true);
      },
    ),
  );
});

test("a flood of mistakes, and a key without end, are answered briefly", () => {
  const member = Array.from({ length: 10_000 }, () => 1);
  expect(checkStatement(statement({ actor: { objectType: "Group", member } }))).toHaveLength(100);
  const [fault] = checkStatement(statement({ ["x".repeat(100_000)]: 1 }));
  expect(JSON.stringify(fault).length).toBeLessThan(400);
});
