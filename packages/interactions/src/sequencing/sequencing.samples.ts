import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { SequencingAnswer, SequencingSpec } from "./sequencing-spec.ts";

/** The last step is shown first. */
function sequence(texts: readonly string[]): SequencingSpec {
  const steps = texts.map((text, index) => ({ id: `step-${index}`, html: text, text }));
  const ids = steps.map(({ id }) => id);
  return { steps, presented: [...ids.slice(-1), ...ids.slice(0, -1)] };
}

export const sequencingSamples: KindSamples<SequencingSpec, SequencingAnswer> = {
  question: sampleQuestion(
    "sequencing",
    "Put the lock-out steps in order.",
    sequence([
      "Tell the people affected",
      "Shut the equipment down",
      "Isolate every energy source",
      "Lock and tag",
    ]),
  ),
  right: ["step-0", "step-1", "step-2", "step-3"],
  partly: ["step-0", "step-1", "step-3", "step-2"],
  wrong: ["step-3", "step-2", "step-1", "step-0"],
  long: sampleQuestion("sequencing", LONG, sequence([LONG, LONG, LONG])),
  many: sampleQuestion(
    "sequencing",
    "Put the floors in order.",
    sequence(Array.from({ length: 16 }, (_, index) => `Floor ${index}`)),
  ),
  rtl: sampleQuestion(
    "sequencing",
    "رتّب خطوات العزل.",
    sequence(["أوقف المعدّة", "اعزل الطاقة", "اقفل وضع البطاقة"]),
  ),
};
