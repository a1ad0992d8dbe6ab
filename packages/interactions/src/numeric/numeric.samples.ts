import { type KindSamples, LONG, sampleQuestion } from "../sample-question.ts";
import type { NumericAnswer, NumericSpec } from "./numeric-spec.ts";

const spec: NumericSpec = {
  units: [
    { label: "m³/h", factor: 1, offset: 0 },
    { label: "l/s", factor: 3.6, offset: 0 },
  ],
  right: [{ min: 17.5, max: 18.5, text: "18 ± 0.5" }],
  slips: [{ min: 0.3, max: 0.3, feedback: "<p>That is per minute.</p>", credit: 0.5 }],
};
const bare: NumericSpec = { units: [], right: [{ min: 4, max: 4, text: "4" }], slips: [] };

export const numericSamples: KindSamples<NumericSpec, NumericAnswer> = {
  question: sampleQuestion("numeric", "A pump moves 12 m³ in 40 minutes. What is the flow?", spec),
  right: { text: "5", unit: 1 },
  partly: { text: "0.3", unit: 0 },
  wrong: { text: "12", unit: 0 },
  long: sampleQuestion("numeric", LONG, {
    ...spec,
    units: [{ label: "cubic metres of chilled water per hour", factor: 1, offset: 0 }],
  }),
  many: sampleQuestion("numeric", "How many locks?", bare),
  rtl: sampleQuestion("numeric", "كم عدد الأقفال؟", bare),
};
