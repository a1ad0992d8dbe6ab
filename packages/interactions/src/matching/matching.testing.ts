import fc from "fast-check";
import { ids, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import type { MatchingAnswer, MatchingSpec } from "./matching-spec.ts";

export const matchingSample: Sample<MatchingSpec, MatchingAnswer> = {
  specs: fc
    .tuple(
      ids({ minLength: 1, maxLength: 5 }),
      ids({ minLength: 2, maxLength: 5 }),
      fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
      fc.array(texts, { minLength: 10, maxLength: 10 }),
    )
    .map(([sources, targets, picks, words]) => ({
      headings: { source: "Device", target: "Zone" },
      source: sources.map((id, index) => ({
        id,
        html: escapeHtml(words[index] as string),
        text: words[index] as string,
        target: targets[(picks[index] as number) % targets.length] as string,
      })),
      target: targets.map((id, index) => ({ id, text: words[index + 5] as string })),
    })),
  answers: (spec) =>
    fc.dictionary(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...spec.source.map(({ id }) => id)) },
        { weight: 1, arbitrary: fc.constantFrom("toString", "x y") },
      ),
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...spec.target.map(({ id }) => id)) },
        { weight: 1, arbitrary: fc.string() },
      ),
      { noNullPrototype: true },
    ),
  right: (spec) => Object.fromEntries(spec.source.map(({ id, target }) => [id, target])),
  expected(spec, answer, scoring) {
    let share = 0;
    let right = 0;
    for (const { id, target } of spec.source) {
      const own = Object.entries(answer).find(([key]) => key === id)?.[1];
      if (own === target) {
        share += 1;
        right += 1;
      } else if (scoring === "negative" && spec.target.some((each) => each.id === own))
        share -= 1 / (spec.target.length - 1);
    }
    if (right === spec.source.length) return 1;
    if (scoring === "all-or-nothing") return 0;
    return Math.max(share / spec.source.length, scoring === "negative" ? -1 : 0);
  },
  rekeyed: (spec) => ({
    ...spec,
    source: spec.source.map((row) => ({ ...row, target: spec.target[0]?.id as string })),
  }),
};
