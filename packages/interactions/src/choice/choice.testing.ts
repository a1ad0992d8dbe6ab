import fc from "fast-check";
import { feedback, ids, plain, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import type { ChoiceAnswer, ChoiceSpec } from "./choice-spec.ts";

const specs: fc.Arbitrary<ChoiceSpec> = ids({ minLength: 2, maxLength: 6 }).chain((all) =>
  fc
    .record({
      first: fc.nat({ max: all.length - 1 }),
      more: fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
      multiple: fc.boolean(),
      parts: fc.array(
        fc.record({
          text: texts,
          fixed: fc.boolean(),
          feedback,
          weight: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
          credit: fc.option(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { nil: undefined }),
        }),
        { minLength: all.length, maxLength: all.length },
      ),
    })
    .map(({ first, more, multiple: many, parts }) => {
      const right = all.map((_, index) => index === first || (many && more[index] === true));
      const multiple = right.filter(Boolean).length > 1;
      const options = all.map((id, index) => {
        const { text, fixed, feedback: words, weight, credit } = parts[index] as (typeof parts)[number];
        return {
          id,
          html: escapeHtml(text),
          text,
          right: right[index] as boolean,
          fixed: fixed ? true : undefined,
          feedback: words,
          weight: multiple && right[index] === true ? weight : undefined,
          credit: !multiple && right[index] !== true ? credit : undefined,
        };
      });
      return plain({ multiple, options }) as ChoiceSpec;
    }),
);

export const choiceSample: Sample<ChoiceSpec, ChoiceAnswer> = {
  specs,
  answers: (spec) =>
    fc.array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...spec.options.map(({ id }) => id)) },
        { weight: 1, arbitrary: fc.string() },
      ),
    ),
  right: (spec) => spec.options.filter(({ right }) => right).map(({ id }) => id),
  expected(spec, answer, scoring) {
    const known = spec.options.filter(({ id }) => answer.includes(id));
    const chosen = spec.multiple ? known : known.slice(0, 1);
    const isRight = spec.options.every((option) => option.right === chosen.includes(option));
    if (isRight) return 1;
    if (scoring === "all-or-nothing" || chosen.length === 0) return 0;
    let share = 0;
    if (spec.multiple) {
      const total = spec.options.reduce((sum, { right, weight }) => (right ? sum + (weight ?? 1) : sum), 0);
      const wrong = spec.options.filter(({ right }) => !right).length;
      for (const option of chosen) share += option.right ? (option.weight ?? 1) / total : -1 / wrong;
    } else share = chosen[0]?.credit ?? -1 / (spec.options.length - 1);
    return scoring === "negative" ? share : Math.max(share, 0);
  },
  rekeyed: (spec) => {
    const rights = spec.options.map(({ right }) => right);
    const turned = [...rights.slice(1), ...rights.slice(0, 1)];
    return {
      ...spec,
      options: spec.options.map((option, index) => ({ ...option, right: turned[index] as boolean })),
    };
  },
};
