import { LONG, type PracticeSamples, sampleQuestion } from "../sample-question.ts";
import type { PerformanceAnswer, PerformanceSpec } from "./performance-spec.ts";

const step = (id: string, text: string, more: Partial<PerformanceSpec["steps"][number]> = {}) => ({
  id,
  html: text,
  text,
  ...more,
});

export const performanceSamples: PracticeSamples<PerformanceSpec, PerformanceAnswer> = {
  question: sampleQuestion("performance", "Put on the harness, and tick off what you have done.", {
    steps: [
      step("inspect", "Inspect the harness", {
        critical: true,
        criterion: "<p>Looks at webbing, buckles, label and date</p>",
      }),
      step("connect", "Connect before leaving the platform", { critical: true, limit: 10 }),
      step("partner", "Check the partner's buckles"),
    ],
  }),
  answer: ["inspect", "partner"],
  long: sampleQuestion("performance", LONG, {
    steps: [step("a", LONG, { critical: true, limit: 1200, criterion: `<p>${LONG}</p>` }), step("b", LONG)],
  }),
  many: sampleQuestion("performance", "Walk the round.", {
    steps: Array.from({ length: 20 }, (_, index) => step(`floor-${index}`, `Read floor ${index}`)),
  }),
  rtl: sampleQuestion("performance", "ارتدِ حزام الأمان وعلّم على ما أنجزته.", {
    steps: [
      step("inspect", "افحص الحزام", { critical: true, criterion: "<p>الأشرطة والأبازيم والملصق</p>" }),
      step("connect", "اربط الحبل قبل مغادرة المنصة", { limit: 10 }),
    ],
  }),
};
