import "@tessera/interactions/elements";
import { kinds, questionMarkup, type Interaction, type QuestionData } from "@tessera/interactions";
import type { QuestionElement } from "@tessera/interactions/question-element";
import { states } from "@tessera/interactions/states";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unitData } from "../testing/unit-data.ts";
import { fromRecord, withoutOddAnswers } from "./resume.ts";

const SCRIPT = `"><img src=x onerror=alert(1)>`;
const interactionOf = (kind: string) => kinds[kind as keyof typeof kinds] as unknown as Interaction;
const shown = Object.values(states).map((table) => table[0] as (typeof table)[number]);
const texts = fc.constantFrom(
  "",
  "a",
  "0",
  "-1",
  "1e999",
  "true",
  SCRIPT,
  '"]',
  "__proto__",
  "constructor",
  "x".repeat(9_999),
);
const leaf = fc.oneof(texts, fc.constantFrom<unknown>(null, true, false, -1, 0, 1.5, 1e308, [], {}));

/** Anything, and a right answer of this question with anything in some of its places. */
function answersTo({ kind, spec }: QuestionData): fc.Arbitrary<unknown> {
  const interaction = interactionOf(kind);
  const parts = interaction.arrangeable(spec).map((part) => part as unknown);
  const ids = parts.length ? fc.constantFrom(...parts) : leaf;
  const inner = fc.oneof(leaf, ids, fc.array(fc.oneof(leaf, ids), { maxLength: 4 }));
  const blank = interaction.blank(spec);
  const names =
    typeof blank === "object" && blank !== null && !Array.isArray(blank)
      ? Object.keys(blank)
      : ["text", "met", "value"];
  const shaped = fc.record(Object.fromEntries([...names, "text", "met"].map((name) => [name, inner])), {
    requiredKeys: [],
  });
  return fc.oneof(inner, shaped, fc.dictionary(fc.oneof(texts, ids.map(String)), inner, { maxKeys: 4 }));
}

test.each(shown)(
  "whatever a record holds as the answer to $question.kind, its element takes it or never sees it",
  ({ question, strings }) => {
    const data = unitData({ questions: { [question.slug]: question }, quizzes: [] });
    const { kind, slug, spec, version, scoring } = question;
    let taken = 0;
    fc.assert(
      fc.property(answersTo(question), fc.nat({ max: 3 }), (answer, tries) => {
        const record = JSON.parse(
          JSON.stringify({ format: 1, practice: { [slug]: { version, answer, ms: 1, tries, hints: 0 } } }),
        ) as Record<string, unknown>;
        const state = withoutOddAnswers(fromRecord(record, data, "s"), data, interactionOf);
        const play = state.practice[slug];
        if (!play || play.tries === 0) return;
        taken += 1;
        document.body.innerHTML = questionMarkup(question, { prefix: "_q", strings });
        const element = document.querySelector(".question") as QuestionElement;
        element.question = question;
        element.strings = strings;
        const judgement = interactionOf(kind).score(spec, play.answer, scoring);
        element.restore({ answer: play.answer, attempt: play.tries, judgement, hints: 0 });
        element.reveal = "always";
        expect(document.querySelector("img[src=x]")).toBeNull();
        expect(judgement.scaled).toBeLessThanOrEqual(1);
      }),
      { numRuns: 80 },
    );
    // Some of it has the right shape by chance: the test sees both ways.
    expect(taken).toBeGreaterThan(0);
  },
  60_000,
);
