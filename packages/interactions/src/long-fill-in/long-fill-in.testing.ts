import fc from "fast-check";
import { ids, plain, type Sample, texts } from "../contract.testing.ts";
import { escapeHtml } from "../html.ts";
import { type LongFillInAnswer, type LongFillInSpec, MARKERS } from "./long-fill-in-spec.ts";

const WORD = "word";

export const longFillInSample: Sample<LongFillInSpec, LongFillInAnswer> = {
  specs: fc
    .record({
      markedBy: fc.constantFrom(...MARKERS),
      ids: ids({ minLength: 1, maxLength: 5 }),
      words: fc.array(texts, { minLength: 6, maxLength: 6 }),
      min: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      more: fc.option(fc.nat(9), { nil: undefined }),
      model: fc.boolean(),
    })
    .map(({ markedBy, ids: all, words, min, more, model }) => {
      const max = more === undefined ? undefined : (min ?? 1) + more;
      const text = words[5] as string;
      return plain({
        markedBy,
        words: min === undefined && max === undefined ? undefined : { min, max },
        keyPoints: all.map((id, index) => ({
          id,
          html: escapeHtml(words[index] as string),
          text: words[index] as string,
        })),
        model: model ? { html: escapeHtml(text), text } : undefined,
      } as LongFillInSpec);
    }),
  answers: (spec) =>
    fc
      .record({
        text: fc.array(fc.oneof(texts, fc.constantFrom(" ", "\n", "\r\n", "\t")), { maxLength: 6 }),
        met: fc.option(
          fc.array(fc.oneof(fc.constantFrom(...spec.keyPoints.map(({ id }) => id)), fc.string())),
          { nil: undefined },
        ),
      })
      .map(({ text, met }) => plain({ text: text.join(" "), met } as LongFillInAnswer)),
  right: ({ words, keyPoints }) => ({
    text: Array.from({ length: words?.min ?? 1 }, () => WORD).join(" "),
    met: keyPoints.map(({ id }) => id),
  }),
  expected({ markedBy, keyPoints }, { met }, scoring) {
    if (markedBy !== "self" || met === undefined) return 0;
    const share = keyPoints.filter(({ id }) => met.includes(id)).length / keyPoints.length;
    return scoring === "all-or-nothing" && share < 1 ? 0 : share;
  },
  rekeyed: (spec) => ({
    ...spec,
    keyPoints: [...spec.keyPoints].reverse(),
    model: { html: "<p>other</p>", text: "other" },
  }),
};
