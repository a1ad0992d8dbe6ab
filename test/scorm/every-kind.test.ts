/** What an LMS that speaks SCORM is told of the answer to each kind of question: nothing is left unsaid for its kind's sake. */
import { kinds, type Interaction } from "@tessera/interactions";
import { states } from "@tessera/interactions/states";
import { expect, test } from "vitest";
import { answer12 } from "../../packages/scorm/src/editions/answer-12.ts";
import { answer2004 } from "../../packages/scorm/src/editions/answer-2004.ts";
import { answered } from "../../packages/scorm/src/testing/page.ts";

const keyed = Object.entries(kinds).filter(([, kind]) => String(kind.judgedBy).includes('"key"'));

test.each(keyed)(
  "the right answer to a %s is a response of its type, and so is its pattern",
  (kind, found) => {
    const interaction = found as Interaction;
    const question = states[kind as keyof typeof kinds][0]?.question;
    if (question === undefined) throw new Error("no sample");
    const patterns = interaction.correct(question.spec);
    const right = interaction.parse(question.spec, patterns[0] ?? "");
    const definition = {
      interactionType: interaction.interactionType,
      correctResponsesPattern: patterns,
      ...interaction.describe(question.spec, "en"),
    };
    const event = answered({
      response: interaction.response(question.spec, right),
      definition: definition as never,
    });
    const context = { index: 0, name: kind, time: new Date(2026, 10, 28, 9) };
    const old = new Map(answer12(event, context));
    // SCORM 1.2 has nine types.
    const type = interaction.interactionType === "other" ? "fill-in" : interaction.interactionType;
    expect(old.get("cmi.interactions.0.type")).toBe(type);
    expect(old.get("cmi.interactions.0.student_response")).toMatch(/^\S/);
    const later = new Map(answer2004(event, context));
    expect(later.get("cmi.interactions.0.type")).toBe(interaction.interactionType);
    expect(later.get("cmi.interactions.0.learner_response")).toBe(event.response);
    expect(later.get("cmi.interactions.0.correct_responses.0.pattern")).toBe(patterns[0]);
  },
);
