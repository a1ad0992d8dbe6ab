/** What every kind must keep, checked over generated questions and answers. A kind brings its `Sample`. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markupProblems } from "./markup-rules.testing.ts";
import { type Interaction, type QuestionData, SCORINGS, type Scoring } from "./interaction.ts";
import { questionMarkup } from "./question-markup.ts";
import { EN } from "./strings/en.ts";
import { definitionProblems, patternProblems } from "./xapi-rules.testing.ts";

export interface Sample<Spec, Answer> {
  readonly specs: fc.Arbitrary<Spec>;
  /** Any answer that a page, a stored state or a broken one could hold. */
  answers(spec: Spec): fc.Arbitrary<Answer>;
  /** An answer that is right; where nobody judges, one that can be sent. */
  right(spec: Spec): Answer;
  /** The scaled score once more, written plainly from the README's rule. */
  expected(spec: Spec, answer: Answer, scoring: Scoring): number;
  /** The same question with another right answer: the page must not show the difference. */
  rekeyed(spec: Spec): Spec;
}

/** In every generated feedback, and nowhere else. */
const FEEDBACK = "<p>only after the answer</p>";

const LETTERS = ["a", "B", "7", "é", "<", "&", '"', "'", ";", "-", ".", "ß", "水"];
/** Words as authors and learners write them, markup and delimiters included. */
export const texts = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 8 })
      .map((all) => all.join("")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "a[,]b",
      "{case_matters=true}x",
      "[.]",
      "x [:] y",
      "{lang=en}{lang=de}q",
      "__proto__",
    ),
  },
);
export const ids = (length: { readonly minLength: number; readonly maxLength: number }) =>
  fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3})?$/), length);
export const feedback = fc.option(fc.constant(FEEDBACK), { nil: undefined });

/** An object without its undefined members: specs are JSON. */
export function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function questionOf(kind: string, spec: unknown): QuestionData {
  return {
    slug: "sample",
    id: "https://example.org/courses/sample/questions/sample",
    version: 1,
    kind,
    name: "What is asked?",
    stem: "<p>What is asked?</p>",
    objectives: [],
    points: 1,
    shuffle: false,
    scoring: "partial",
    spec,
    hints: [`<p>hint ${FEEDBACK}</p>`],
    feedback: { correct: FEEDBACK, incorrect: FEEDBACK },
  };
}

export function testContract<Spec, Answer>(
  interaction: Interaction<string, Spec, Answer>,
  sample: Sample<Spec, Answer>,
): void {
  const { kind } = interaction;
  const answered = sample.specs.chain((spec) => fc.tuple(fc.constant(spec), sample.answers(spec)));
  const forAll = (check: (spec: Spec, answer: Answer) => void) =>
    fc.assert(fc.property(answered, ([spec, answer]) => check(spec, answer)));

  describe(`${kind} keeps the contract`, () => {
    test("specs and answers are JSON data", () => {
      forAll((spec, answer) => {
        expect(plain(spec)).toEqual(spec);
        expect(plain(answer)).toEqual(answer);
      });
    });

    test("any answer gets a score in range, success only with everything right", () => {
      forAll((spec, answer) => {
        const by = interaction.judgedBy(spec);
        for (const scoring of SCORINGS) {
          const { scaled, success, unjudged, marks } = interaction.score(spec, answer, scoring);
          expect(scaled).toBeGreaterThanOrEqual(scoring === "negative" ? -1 : 0);
          expect(scaled).toBeLessThanOrEqual(1);
          if (unjudged) expect({ scaled, success, marks }).toEqual({ scaled: 0, success: false, marks: {} });
          if (by === "nobody") expect(unjudged).toBe(true);
          if (by === "learner" && scaled === 1) expect(success).toBe(true);
          if (by !== "key") continue;
          expect(unjudged).toBeUndefined();
          expect(success).toBe(scaled === 1);
          if (success) expect(new Set(Object.values(marks))).toEqual(new Set(["right"]));
          else if (scoring === "all-or-nothing") expect(scaled).toBe(0);
        }
      });
    });

    test("the score is what the plain rule says", () => {
      forAll((spec, answer) => {
        for (const scoring of SCORINGS) {
          const { scaled } = interaction.score(spec, answer, scoring);
          expect(scaled).toBeCloseTo(sample.expected(spec, answer, scoring), 5);
        }
      });
    });

    test("the right answer scores 1 under every scoring and is complete", () => {
      fc.assert(
        fc.property(sample.specs, (spec) => {
          const right = sample.right(spec);
          expect(interaction.isComplete(spec, right)).toBe(true);
          if (interaction.judgedBy(spec) === "nobody") return;
          for (const scoring of SCORINGS) {
            expect(interaction.score(spec, right, scoring)).toMatchObject({ scaled: 1, success: true });
          }
        }),
      );
    });

    test("every correct pattern is to the letter and scores 1", () => {
      fc.assert(
        fc.property(sample.specs, (spec) => {
          const patterns = interaction.correct(spec);
          const keyed = interaction.judgedBy(spec) === "key";
          if (keyed) expect(patterns.length).toBeGreaterThan(0);
          const definition = {
            interactionType: interaction.interactionType,
            ...interaction.describe(spec, "en"),
          };
          for (const pattern of patterns) {
            expect(patternProblems(pattern, definition)).toEqual([]);
            const answer = interaction.parse(spec, pattern) as Answer;
            expect(answer).toBeDefined();
            if (!keyed) continue;
            expect(interaction.score(spec, answer, "partial")).toMatchObject({ scaled: 1, success: true });
          }
        }),
      );
    });

    test("a response is read back as the same answer, in its normal form", () => {
      forAll((spec, answer) => {
        const response = interaction.response(spec, answer);
        const back = interaction.parse(spec, response) as Answer;
        expect(back).toBeDefined();
        expect(interaction.response(spec, back)).toBe(response);
        expect(interaction.parse(spec, interaction.response(spec, back))).toEqual(back);
        // A learner's own marks are told as success and score, not in the response.
        if (interaction.judgedBy(spec) === "key")
          expect(interaction.score(spec, back, "partial").success).toBe(
            interaction.score(spec, answer, "partial").success,
          );
        if (response !== "") {
          const definition = {
            interactionType: interaction.interactionType,
            ...interaction.describe(spec, "en"),
          };
          expect(patternProblems(response, definition)).toEqual([]);
        }
      });
    });

    test("where nothing is typed the response holds nothing but the author's own words and ids", () => {
      forAll((spec, answer) => {
        if (interaction.typed(spec)) return;
        const known = JSON.stringify(spec);
        const parts = interaction.response(spec, answer).split(/\[[,.:]\]/);
        for (const part of parts) {
          const found = ["true", "false"].includes(part) || known.includes(JSON.stringify(part).slice(1, -1));
          expect(found, part).toBe(true);
        }
      });
    });

    test("a response that is not one of the question's is refused or read, never thrown at", () => {
      fc.assert(
        fc.property(sample.specs, fc.oneof(fc.string(), texts), (spec, response) => {
          const answer = interaction.parse(spec, response);
          if (answer !== undefined) interaction.score(spec, answer, "negative");
        }),
      );
    });

    test("the definition keeps the structural rules of xAPI", () => {
      fc.assert(
        fc.property(sample.specs, (spec) => {
          const definition = {
            interactionType: interaction.interactionType,
            correctResponsesPattern: interaction.correct(spec),
            ...interaction.describe(spec, "en"),
          };
          expect(definitionProblems(definition)).toEqual([]);
        }),
      );
    });

    test("feedback belongs to the parts that the answer chose", () => {
      forAll((spec, answer) => {
        const { marks } = interaction.score(spec, answer, "partial");
        for (const { part, html } of interaction.feedback(spec, answer)) {
          if (interaction.judgedBy(spec) === "key") expect(["right", "wrong"]).toContain(marks[part]);
          expect(html).toBe(FEEDBACK);
        }
      });
    });

    test("the blank answer is not complete and gains nothing", () => {
      fc.assert(
        fc.property(sample.specs, (spec) => {
          const blank = interaction.blank(spec);
          expect(interaction.isComplete(spec, blank)).toBe(false);
          expect(interaction.score(spec, blank, "negative")).toMatchObject({ scaled: 0, success: false });
          expect(interaction.feedback(spec, blank)).toEqual([]);
        }),
      );
    });

    test("the static page is well formed, names every control, marks nothing and holds no feedback", () => {
      fc.assert(
        fc.property(sample.specs, (spec) => {
          const html = questionMarkup(questionOf(kind, spec), { prefix: "q-sample", strings: EN });
          expect(markupProblems(html)).toEqual([]);
          expect(html).not.toContain("only after the answer");
          expect(html).not.toMatch(/data-mark="|question-mark| checked/);
        }),
      );
    });

    test("the static page is the same whatever the right answer is", () => {
      fc.assert(
        fc.property(sample.specs, (spec) => {
          const markup = (one: Spec) => interaction.markup(one, { prefix: "q-sample", strings: EN });
          expect(markup(sample.rekeyed(spec))).toBe(markup(spec));
        }),
      );
    });
  });
}
