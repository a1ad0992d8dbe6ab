/** docs/assessment.md holds: its tables are played, and a second implementation agrees with the player. */
import { readFileSync } from "node:fs";
import type { QuizData, UnitData } from "@tessera/course";
import { interactionOf, SCORINGS } from "@tessera/interactions";
import type { Interaction, QuestionData, Scoring } from "@tessera/interactions";
import { compileCourse, objectHost } from "@tessera/markdown";
import { unitsIn } from "@tessera/bundle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unitDataOf } from "../../packages/bundle/src/page/unit-data.ts";
import { blankPlay, type PlayState } from "../../packages/elements/src/play/play.ts";
import { answerInAttempt, handIn, startAttempt } from "../../packages/elements/src/play/quiz.ts";
import { bestAttempt, reachesMastery, unitScore } from "../../packages/elements/src/play/score.ts";
import { quiz as quizOf, unitData } from "../../packages/elements/src/testing/unit-data.ts";
import { choiceSample } from "../../packages/interactions/src/choice/choice.testing.ts";
import type { Sample } from "../../packages/interactions/src/contract.testing.ts";
import { fillInSample } from "../../packages/interactions/src/fill-in/fill-in.testing.ts";
import { matchingSample } from "../../packages/interactions/src/matching/matching.testing.ts";
import { numericSample } from "../../packages/interactions/src/numeric/numeric.testing.ts";
import { sequencingSample } from "../../packages/interactions/src/sequencing/sequencing.testing.ts";
import { trueFalseSample } from "../../packages/interactions/src/true-false/true-false.testing.ts";
import { attemptScore, isPassed, unitOf } from "./plain-score.ts";

const page = readFileSync("docs/assessment.md", "utf8");

const COURSE = `---
id: https://example.org/courses/marks
title: Marks
version: 1.0.0
language: en
units: [{ prove: 01-marks.md, mastery: 0.8, attempts: 3 }]
---

# Marks
`;

function kindOf(kind: string): Interaction {
  return interactionOf(kind) as Interaction;
}

/** Hands in one attempt. @param answers - undefined: left out */
function attempt(
  data: UnitData,
  before: PlayState,
  { quiz, answers }: { readonly quiz: QuizData; readonly answers: Readonly<Record<string, unknown>> },
) {
  let state = startAttempt(before, quiz);
  for (const slug of state.quizzes[quiz.slug]?.open?.questions ?? []) {
    const question = data.questions[slug] as QuestionData;
    const answer = answers[slug];
    if (answer !== undefined) state = answerInAttempt(state, quiz, { question, answer, ms: 1 });
  }
  return handIn(data, state, { quiz, interactionOf: kindOf });
}

describe("each table of the page is what the player makes of it", () => {
  const examples = [...page.matchAll(/^```markdown example=(\w+)\n([\s\S]*?)^```\n[^|]*((?:^\|.*\n)+)/gm)];
  test("there are tables", () => expect(examples.length).toBeGreaterThanOrEqual(2));

  test.each(examples.map(([, name = "", text = "", table = ""]) => [name, { text, table }] as const))(
    "%s",
    async (_, { text, table }) => {
      const files = { "course.md": COURSE, "01-marks.md": `# Marks\n\n::::quiz{#final}\n\n${text}\n::::\n` };
      const { course, diagnostics } = await compileCourse(objectHost(files));
      expect(diagnostics).toEqual([]);
      if (!course) return;
      const data = unitDataOf(course, unitsIn(course)[0] as never);
      const quiz = data.quizzes[0] as QuizData;
      const cells = table
        .trim()
        .split("\n")
        .map((line) =>
          line
            .split("|")
            .slice(1, -1)
            .map((cell) => cell.trim()),
        );
      const [head = [], , ...rows] = cells;
      expect(rows.length).toBeGreaterThan(3);
      for (const row of rows) {
        const answers: Record<string, unknown> = {};
        for (const [index, name] of head.entries()) {
          const slug = /^`(.+)`$/.exec(name)?.[1];
          const given = /^`(.+)`$/.exec(row[index] ?? "")?.[1];
          const question = slug && data.questions[slug];
          if (!question || given === undefined) continue;
          const answer = kindOf(question.kind).parse(question.spec, given);
          expect(answer).toBeDefined();
          answers[question.slug] = answer;
        }
        const score = attempt(data, blankPlay(data, "s"), { quiz, answers })?.score;
        expect(row.slice(-3).map(Number)).toEqual([score?.raw, score?.max, score?.scaled]);
      }
    },
  );

  test("the unit's score", () => {
    const [, points = "", lines = ""] = /^```text unit=(\S+)\n([\s\S]*?)^```/m.exec(page) ?? [];
    const most = points.split(",").map(Number);
    const found = [...lines.matchAll(/^best ([\d.]+) and (not taken|[\d.]+): .* = ([\d.]+)$/gm)];
    expect(found).toHaveLength(3);
    for (const [, one, other, sum] of found) {
      const best = [Number(one), other === "not taken" ? undefined : Number(other)];
      const { data, state } = twoQuizzes(most, best);
      expect(unitScore(data, state)?.scaled).toBe(Number(sum));
      const plain = most.map((weight, index) => ({ points: weight, attempts: [best[index] ?? 0] }));
      expect(unitOf(plain)).toBe(Number(sum));
    }
  });

  test("passing", () => {
    const lines = /^```text passed\n([\s\S]*?)^```/m.exec(page)?.[1] ?? "";
    const found = [...lines.matchAll(/^([\d.]+) of ([\d.]+): (passed|not passed)$/gm)];
    expect(found).toHaveLength(3);
    for (const [, score, mastery, word] of found) {
      expect(reachesMastery({ scaled: Number(score) }, Number(mastery))).toBe(word === "passed");
      expect(isPassed(Number(score), Number(mastery))).toBe(word === "passed");
    }
  });
});

/** A unit of quizzes worth so many points, with a finished attempt each at such a score. */
function twoQuizzes(most: readonly number[], best: readonly (number | undefined)[]) {
  const slugs = most.map((_, index) => `q${index}`);
  const base = unitData();
  const [sample] = Object.values(base.questions);
  const data = unitData({
    quizzes: slugs.map((slug) => quizOf(slug, [slug])),
    questions: Object.fromEntries(
      slugs.map((slug, index) => [slug, { ...(sample as QuestionData), slug, points: most[index] ?? 1 }]),
    ),
  });
  const quizzes = Object.fromEntries(
    slugs.flatMap((slug, index) => {
      const score = best[index];
      const max = most[index] ?? 1;
      return score === undefined ? [] : [[slug, { finished: [{ raw: score * max, max, ms: 1 }] }]];
    }),
  );
  return { data, state: { ...blankPlay(data, "s"), quizzes } };
}

const SAMPLES = {
  "true-false": trueFalseSample,
  choice: choiceSample,
  "fill-in": fillInSample,
  numeric: numericSample,
  matching: matchingSample,
  sequencing: sequencingSample,
} as unknown as Readonly<Record<string, Sample<unknown, unknown>>>;

interface Asked {
  readonly kind: string;
  readonly spec: unknown;
  readonly scoring: Scoring;
  readonly points: number;
  /** For each attempt; undefined: left out. */
  readonly answers: readonly unknown[];
}

const ATTEMPTS = 3;
const asked: fc.Arbitrary<Asked> = fc.constantFrom(...Object.keys(SAMPLES)).chain((kind) => {
  const sample = SAMPLES[kind] as Sample<unknown, unknown>;
  return sample.specs.chain((spec) => {
    const answer = fc.oneof(
      { weight: 5, arbitrary: sample.answers(spec) },
      { weight: 3, arbitrary: fc.constant(sample.right(spec)) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
    return fc.record({
      kind: fc.constant(kind),
      spec: fc.constant(spec),
      scoring: fc.constantFrom(...SCORINGS),
      points: fc.constantFrom(0.5, 1, 1, 2, 3, 10),
      answers: fc.array(answer, { minLength: ATTEMPTS, maxLength: ATTEMPTS }),
    });
  });
});

function unitFrom(quizzes: readonly (readonly Asked[])[]): UnitData {
  const base = unitData();
  const [sample] = Object.values(base.questions);
  const name = (quiz: number, index: number) => `q${quiz}-${index}`;
  return unitData({
    quizzes: quizzes.map((all, quiz) =>
      quizOf(
        `quiz${quiz}`,
        all.map((_, index) => name(quiz, index)),
      ),
    ),
    questions: Object.fromEntries(
      quizzes.flatMap((all, quiz) =>
        all.map(({ kind, spec, scoring, points }, index) => {
          const slug = name(quiz, index);
          return [slug, { ...(sample as QuestionData), slug, kind, spec, scoring, points }] as const;
        }),
      ),
    ),
  });
}

test("a second implementation gives every attempt, every unit and every verdict the same", () => {
  const quizzes = fc.array(fc.array(asked, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(quizzes, fc.integer({ min: 1, max: 20 }), (all, twentieths) => {
      const data = unitFrom(all);
      const mastery = twentieths / 20;
      let state = blankPlay(data, "s");
      const plain = all.map((questions) => ({
        points: questions.reduce((sum, { points }) => sum + points, 0),
        attempts: [] as number[],
      }));
      for (const [number, questions] of all.entries())
        for (let round = 0; round < ATTEMPTS; round += 1) {
          const quiz = data.quizzes[number] as QuizData;
          const answers = Object.fromEntries(
            questions.map((each, index) => [`q${number}-${index}`, each.answers[round]]),
          );
          const done = attempt(data, state, { quiz, answers });
          if (!done) throw new Error("no attempt was open");
          state = done.state;
          const expected = attemptScore(
            questions.map(({ kind, spec, scoring, points, answers: given }) => {
              const answer = given[round];
              const share = answer === undefined ? undefined : SAMPLES[kind]?.expected(spec, answer, scoring);
              return { points, share };
            }),
          );
          expect(done.score.max).toBe(expected.max);
          near(done.score.raw, expected.raw);
          near(done.score.scaled, expected.scaled);
          plain[number]?.attempts.push(expected.scaled);
          near(
            bestAttempt(state.quizzes[quiz.slug] as never)?.scaled,
            Math.max(...(plain[number]?.attempts ?? [])),
          );
        }
      const unit = unitScore(data, state)?.scaled;
      const expected = unitOf(plain);
      near(unit, expected);
      // At the bar itself the last decimal decides, which two ways of adding up may round apart.
      if (Math.abs(expected - mastery) > 2e-4)
        expect(reachesMastery({ scaled: unit as number }, mastery)).toBe(isPassed(expected, mastery));
    }),
    { numRuns: 400 },
  );
});

/** Both round to four decimals, after adding up in different orders. */
function near(found: number | undefined, expected: number): void {
  expect(Math.abs((found ?? NaN) - expected)).toBeLessThan(1.001e-4);
}
