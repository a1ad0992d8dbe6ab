import { LONG, type PracticeSamples, sampleQuestion } from "../sample-question.ts";
import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";

const scaleOf = (...texts: readonly string[]): LikertSpec => ({
  scale: texts.map((text, index) => ({ id: `point-${index}`, html: text, text })),
});

export const likertSamples: PracticeSamples<LikertSpec, LikertAnswer> = {
  question: sampleQuestion("likert", "How sure are you that you could isolate this pump alone?", {
    scale: scaleOf("Not at all", "A little", "Quite", "Completely").scale.map((point, index) =>
      index === 0 ? { ...point, feedback: "<p>Ask to go along the next time.</p>" } : point,
    ),
  }),
  answer: "point-0",
  long: sampleQuestion("likert", LONG, scaleOf(LONG, "Neither", LONG)),
  many: sampleQuestion(
    "likert",
    "How likely is it that you will tell a colleague?",
    scaleOf(...Array.from({ length: 11 }, (_, index) => String(index))),
  ),
  rtl: sampleQuestion(
    "likert",
    "ما مدى ثقتك في أنك تستطيع عزل هذه المضخة وحدك؟",
    scaleOf("لا أثق إطلاقًا", "قليلًا", "إلى حد ما", "كثيرًا", "تمامًا"),
  ),
};
