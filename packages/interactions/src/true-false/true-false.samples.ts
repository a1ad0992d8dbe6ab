import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { TrueFalseAnswer, TrueFalseSpec } from "./true-false-spec.ts";

const spec: TrueFalseSpec = {
  right: false,
  whenTrue: { html: "True", feedback: "<p>Latex tears, and it is thin.</p>" },
  whenFalse: { html: "False" },
};

export const trueFalseSamples: KindSamples<TrueFalseSpec, TrueFalseAnswer> = {
  question: sampleQuestion("true-false", "Latex gloves protect against mains voltage.", spec),
  right: false,
  wrong: true,
  long: sampleQuestion("true-false", LONG, { ...spec, whenTrue: { html: LONG }, whenFalse: { html: LONG } }),
  many: sampleQuestion("true-false", "A tag holds the handle.", spec),
  rtl: sampleQuestion("true-false", "البطاقة تمنع حركة المقبض.", {
    right: false,
    whenTrue: { html: "صحيح" },
    whenFalse: { html: "خطأ" },
  }),
};
