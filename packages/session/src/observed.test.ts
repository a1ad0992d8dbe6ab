import { createHash } from "node:crypto";
import type { Observation, Question, SourcePlace } from "@tessera/course";
import { ACTIVITY_TYPES, checkStatement, TESSERA_EXTENSIONS, VERBS } from "@tessera/xapi";
import type { SentStatement } from "@tessera/xapi";
import { expect, test } from "vitest";
import { observedStatements, seenText } from "./observed.ts";
import type { ObservedPlace, ObserverRecord } from "./observed.ts";

const source: SourcePlace = { file: "04.md", start: 0, end: 1, line: 1, column: 1 };
const question = (slug: string, kind: string, spec: unknown): Question => ({
  slug,
  id: `https://example.org/course/questions/${slug}`,
  version: 2,
  kind,
  name: slug,
  stem: `<p>${slug}</p>`,
  objectives: slug === "tag" ? ["tags"] : [],
  points: 1,
  shuffle: false,
  scoring: "partial",
  spec,
  hints: [],
  feedback: {},
  source,
});
const step = (id: string, critical?: true) => ({ id, html: id, text: id, ...(critical && { critical }) });
const observation: Observation = {
  type: "observation",
  slug: "on-the-job",
  id: "https://example.org/course/units/job/observations/on-the-job",
  title: "On the job",
  html: "<section></section>",
  observers: 1,
  role: "competent person",
  evidence: ["photo"],
  questions: [
    question("tag", "performance", { steps: [step("base", true), step("planks", true), step("talk")] }),
    question("calm", "likert", { scale: [step("no"), step("yes")] }),
    question("words", "long-fill-in", { markedBy: "none", keyPoints: [] }),
  ],
  source,
};
const place: ObservedPlace = {
  course: {
    id: "https://example.org/course",
    version: "1.2.0",
    language: "en",
    objectives: [{ slug: "tags", id: "https://example.org/course/objectives/tags", title: "Tag a scaffold" }],
  },
  unit: { id: "https://example.org/course/units/job", title: "Job" },
  observation,
};
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const ports = {
  idOf: (id: string) => `00000000-0000-4000-8000-${sha256(id).slice(0, 12)}`,
  sha256: (text: string) => Promise.resolve(sha256(text)),
};
const person = (name: string) => ({
  objectType: "Agent" as const,
  account: { homePage: "https://example.org", name },
});
const record: ObserverRecord = {
  learner: person("ada"),
  observer: person("grace"),
  at: "2026-11-28T09:30:00Z",
  registration: "7f0f3b84-2c1d-4a6f-9a53-0f2d7a0d2c11",
  seen: sha256(seenText(place)),
  answers: { tag: "base[.]true[,]planks[.]true[,]talk[.]false", calm: "yes" },
};

async function said(more: Partial<ObserverRecord> = {}): Promise<readonly SentStatement[]> {
  const made = await observedStatements({ ...record, ...more }, place, ports);
  if ("refused" in made) throw new Error(made.refused);
  return made.statements;
}

test("a checked record becomes one statement for each answer, to the letter of xAPI", async () => {
  const statements = await said();
  expect(statements.flatMap((each) => checkStatement(each))).toEqual([]);
  expect(statements.map(({ object }) => "id" in object && object.id)).toEqual([
    "https://example.org/course/questions/tag",
    "https://example.org/course/questions/calm",
  ]);
  const [tag, calm] = statements;
  expect(tag).toMatchObject({
    actor: person("ada"),
    verb: { id: VERBS.answered.id },
    object: {
      definition: {
        type: ACTIVITY_TYPES.interaction,
        interactionType: "performance",
        correctResponsesPattern: ["base[.]true[,]planks[.]true"],
      },
    },
    result: {
      response: "base[.]true[,]planks[.]true[,]talk[.]false",
      success: true,
      score: { scaled: 0.666667 },
    },
    context: {
      instructor: person("grace"),
      registration: record.registration,
      contextActivities: {
        parent: [{ id: observation.id }],
        grouping: [{ id: place.unit.id }],
        other: [{ id: "https://example.org/course/objectives/tags" }],
      },
      extensions: { [TESSERA_EXTENSIONS.seen]: record.seen, [TESSERA_EXTENSIONS.questionVersion]: 2 },
    },
    timestamp: record.at,
  });
  expect(calm?.result).toEqual({ response: "yes" });
});

test("success is every critical step, whatever else was done, and nothing done is an answer", async () => {
  const successOf = async (tag: string) => (await said({ answers: { tag } }))[0]?.result;
  expect(await successOf("base[.]true[,]planks[.]false[,]talk[.]true")).toMatchObject({
    success: false,
    score: { scaled: 0.666667 },
  });
  expect(await successOf("base[.]false[,]planks[.]false[,]talk[.]false")).toMatchObject({
    success: false,
    score: { scaled: 0 },
  });
});

test("nothing in it belongs to a session of the learner", async () => {
  const text = JSON.stringify(await said());
  expect(text).not.toMatch(/sessionid|categories\/cmi5|categories\/moveon/i);
});

test.each([
  ["same-person", { observer: person("ada") }],
  ["other-list", { seen: sha256("another list") }],
  ["no-answer", { answers: { calm: "yes" } }],
  ["no-answer", { answers: { tag: "base[.]true" } }],
  ["no-answer", { answers: { tag: "base[.]true[,]planks[.]true[,]roof[.]true" } }],
  ["no-answer", { answers: { ...record.answers, calm: "maybe" } }],
  ["no-answer", { answers: { ...record.answers, other: "yes" } }],
] as const)("it is refused: %s", async (refused, more) => {
  expect(await observedStatements({ ...record, ...more }, place, ports)).toEqual({ refused });
});

test("what decides what a mark means changes the fingerprint, and how a page looks does not", () => {
  const other = (more: Partial<Observation>) =>
    seenText({ ...place, observation: { ...observation, ...more } });
  const [first, ...rest] = observation.questions;
  expect(other({ html: "<section>new looks</section>" })).toBe(seenText(place));
  expect(other({ questions: [{ ...(first as Question), version: 3 }, ...rest] })).not.toBe(seenText(place));
  expect(other({ role: "anybody" })).not.toBe(seenText(place));
});
