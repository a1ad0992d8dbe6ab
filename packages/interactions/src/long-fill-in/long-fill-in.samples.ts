import { LONG, type PracticeSamples, sampleQuestion } from "../sample-question.ts";
import type { LongFillInAnswer, LongFillInSpec } from "./long-fill-in-spec.ts";

const points = (...texts: readonly string[]): LongFillInSpec["keyPoints"] =>
  texts.map((text, index) => ({ id: `point-${index}`, html: text, text }));

const TEXT =
  "The head end has lost the controllers of the chillers since 02:10. Nobody has touched them yet.";
const MODEL = "We have lost contact with the controllers on VLAN 40 since 02:10. The shift lead knows.";
const answer: LongFillInAnswer = { text: TEXT };

const question = sampleQuestion<LongFillInSpec>(
  "long-fill-in",
  "Write the first three things you would tell the shift lead.",
  {
    markedBy: "self",
    words: { min: 10, max: 60 },
    keyPoints: points(
      "names the affected segment",
      "asks who else can reach it",
      "says what has been isolated and when",
    ),
    model: { html: `<p>${MODEL}</p>`, text: MODEL },
  },
);

export const longFillInSamples: PracticeSamples<LongFillInSpec, LongFillInAnswer> = {
  question,
  answer,
  long: sampleQuestion("long-fill-in", LONG, { markedBy: "none", keyPoints: [] }),
  many: sampleQuestion("long-fill-in", "Describe the round.", {
    markedBy: "self",
    words: { min: 200 },
    keyPoints: points(...Array.from({ length: 14 }, (_, index) => `looks at floor ${index}`)),
  }),
  rtl: sampleQuestion("long-fill-in", "اكتب أول ثلاثة أمور تخبر بها مسؤول الوردية.", {
    markedBy: "self",
    words: { max: 80 },
    keyPoints: points("يسمّي المقطع المتأثر", "يسأل من يستطيع الوصول إليه"),
  }),
};
