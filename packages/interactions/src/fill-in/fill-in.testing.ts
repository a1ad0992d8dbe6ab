import fc from "fast-check";
import { ids, plain, type Sample, texts } from "../contract.testing.ts";
import {
  IGNORABLE,
  type Blank,
  type FillInAnswer,
  type FillInSpec,
  type TypedBlank,
} from "./fill-in-spec.ts";

/** Authors' texts as the reader hands them on: trimmed, and with something left to compare. */
const words = texts
  .map((text) => text.trim())
  .filter((text) => /[\p{L}\p{N}]/u.test(text) && !/\[,\]|^\{/.test(text));
const typed = fc.record({
  type: fc.constant("typed" as const),
  accept: fc.uniqueArray(words, { minLength: 1, maxLength: 5 }),
  ignore: fc.subarray([...IGNORABLE]),
  lang: fc.option(fc.constantFrom("de", "pt-BR"), { nil: undefined }),
  weight: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
});
const chosen = fc
  .record({
    options: fc.uniqueArray(words, { minLength: 2, maxLength: 5 }),
    take: fc.nat({ max: 3 }),
    weight: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  })
  .map(({ options, take, weight }) => ({
    type: "chosen" as const,
    options,
    right: options.slice(0, Math.min(take + 1, options.length - 1)),
    weight,
  }));

export const fillInSample: Sample<FillInSpec, FillInAnswer> = {
  specs: ids({ minLength: 1, maxLength: 4 }).chain((all) =>
    fc.array(fc.oneof(typed, chosen), { minLength: all.length, maxLength: all.length }).map(
      (blanks) =>
        plain({
          body: ["<p>before ", ...all.slice(1).map(() => " between "), " after</p>"],
          blanks: blanks.map((blank, index) => ({ ...blank, id: all[index] })),
        }) as FillInSpec,
    ),
  ),
  answers: (spec) =>
    fc
      .tuple(
        ...spec.blanks.map((blank) =>
          fc.oneof(
            texts,
            fc.constantFrom("", " "),
            fc.constantFrom(
              ...(blank.type === "typed"
                ? [...blank.accept, ...blank.accept.map((text) => text.toUpperCase())]
                : blank.options),
            ),
          ),
        ),
      )
      .map((all) => Object.fromEntries(spec.blanks.map(({ id }, index) => [id, all[index] ?? ""]))),
  right: (spec) => Object.fromEntries(spec.blanks.map((blank) => [blank.id, first(blank)])),
  expected(spec, answer, scoring) {
    const total = spec.blanks.reduce((sum, { weight = 1 }) => sum + weight, 0);
    let share = 0;
    let all = true;
    for (const blank of spec.blanks) {
      const weight = (blank.weight ?? 1) / total;
      const text = (answer[blank.id] ?? "").trim();
      const right =
        blank.type === "chosen"
          ? blank.right.includes(text)
          : blank.accept.some((each) => same(each, text, blank));
      all &&= right;
      if (right) share += weight;
      else if (scoring !== "negative") continue;
      else if (text !== "" && blank.type === "typed") share -= weight;
      else if (blank.type === "chosen" && blank.options.includes(text)) {
        share -= (weight * blank.right.length) / (blank.options.length - blank.right.length);
      }
    }
    if (all) return 1;
    if (scoring === "all-or-nothing") return 0;
    return Math.max(share, scoring === "negative" ? -1 : 0);
  },
  rekeyed: (spec) => ({
    ...spec,
    blanks: spec.blanks.map((blank) =>
      blank.type === "typed"
        ? { ...blank, accept: ["another"] }
        : { ...blank, right: blank.options.slice(-1) },
    ),
  }),
};

const first = (blank: Blank) =>
  blank.type === "typed" ? (blank.accept[0] as string) : (blank.right[0] as string);

function same(accepted: string, text: string, { ignore }: TypedBlank): boolean {
  const form = (value: string) => {
    const characters = Array.from(value.normalize("NFC").trim());
    const kept = characters.filter((each) => !(ignore.includes("punctuation") && /\p{P}/u.test(each)));
    const folded = kept
      .join("")
      .replace(/\s+/g, ignore.includes("space") ? "" : " ")
      .trim();
    return ignore.includes("case") ? folded.toLowerCase() : folded;
  };
  return form(text) !== "" && form(accepted) === form(text);
}
