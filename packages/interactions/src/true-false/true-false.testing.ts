import fc from "fast-check";
import { feedback, plain, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import type { TrueFalseAnswer, TrueFalseSpec } from "./true-false-spec.ts";

const option = fc.record({ html: texts.map(escapeHtml), feedback });

export const trueFalseSample: Sample<TrueFalseSpec, TrueFalseAnswer> = {
  specs: fc
    .record({ right: fc.boolean(), whenTrue: option, whenFalse: option })
    .map((spec) => plain(spec) as TrueFalseSpec),
  answers: () => fc.constantFrom(true, false, null),
  right: ({ right }) => right,
  expected(spec, answer, scoring) {
    if (answer === spec.right) return 1;
    return scoring === "negative" && answer !== null ? -1 : 0;
  },
  rekeyed: (spec) => ({ ...spec, right: !spec.right }),
};
