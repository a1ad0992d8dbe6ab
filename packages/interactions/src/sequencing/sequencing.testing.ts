import fc from "fast-check";
import { ids, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import { mixed } from "./sequencing.schema.ts";
import type { SequencingAnswer, SequencingSpec } from "./sequencing-spec.ts";

export const sequencingSample: Sample<SequencingSpec, SequencingAnswer> = {
  specs: fc
    .tuple(ids({ minLength: 2, maxLength: 6 }), fc.array(texts, { minLength: 6, maxLength: 6 }))
    .map(([all, words]) => ({
      steps: all.map((id, index) => ({
        id,
        html: escapeHtml(words[index] as string),
        text: words[index] as string,
      })),
      presented: mixed(all),
    })),
  answers: (spec) => {
    const all = spec.steps.map(({ id }) => id);
    return fc.oneof(
      { weight: 6, arbitrary: fc.shuffledSubarray(all, { minLength: all.length }) },
      { weight: 1, arbitrary: fc.shuffledSubarray(all) },
      { weight: 1, arbitrary: fc.array(fc.oneof(fc.constantFrom(...all), fc.string())) },
    );
  },
  right: (spec) => spec.steps.map(({ id }) => id),
  expected(spec, answer, scoring) {
    const right = spec.steps.map(({ id }) => id);
    if (answer.length !== right.length || !right.every((id) => answer.includes(id))) return 0;
    let sum = 0;
    let pairs = 0;
    for (const a of right) {
      for (const b of right) {
        if (right.indexOf(a) >= right.indexOf(b)) continue;
        pairs += 1;
        sum += answer.indexOf(a) < answer.indexOf(b) ? 1 : -1;
      }
    }
    if (sum === pairs) return 1;
    if (scoring === "all-or-nothing") return 0;
    return Math.max(sum / pairs, scoring === "negative" ? -1 : 0);
  },
  rekeyed: (spec) => ({ ...spec, steps: [...spec.steps].reverse() }),
};
