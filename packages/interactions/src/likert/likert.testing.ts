import fc from "fast-check";
import { feedback, ids, plain, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";

export const likertSample: Sample<LikertSpec, LikertAnswer> = {
  specs: fc
    .tuple(
      ids({ minLength: 2, maxLength: 7 }),
      fc.array(texts, { minLength: 7, maxLength: 7 }),
      fc.array(feedback, { minLength: 7, maxLength: 7 }),
    )
    .map(([all, words, said]) =>
      plain({
        scale: all.map((id, index) => {
          const text = words[index] as string;
          return { id, html: escapeHtml(text), text, feedback: said[index] };
        }),
      } as LikertSpec),
    ),
  answers: (spec) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...spec.scale.map(({ id }) => id)) },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.string() },
    ),
  right: (spec) => spec.scale[0]?.id ?? null,
  expected: () => 0,
  rekeyed: (spec) => spec,
};
