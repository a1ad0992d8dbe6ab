import fc from "fast-check";
import { expect, test } from "vitest";
import { interactionOf, kinds } from "../kinds.ts";
import { questionMarkup } from "../question-markup.ts";
import { SCORINGS } from "../interaction.ts";
import { markupProblems } from "../markup-rules.testing.ts";
import { FILE, readPage } from "./sample-context.testing.ts";

/** Lines and pieces of lines as authors write them, right and wrong. */
const PIECES = [
  "Which valve?",
  "- [x] Suction",
  "- [ ] Discharge :set{fixed}",
  "- [x] 18 ± 0.5",
  "- [ ] 17 .. 19 :set{points=0.5}",
  "- [ ]",
  "* [ ] other marker",
  "- a point",
  "- another point",
  ":::key-points",
  ":::model-answer",
  ":::",
  "1. Shut down",
  "2. Isolate :set{#iso}",
  "  > That one comes second.",
  "> at the margin",
  "| Device | Zone |",
  "|---|---|",
  "| Chiller | Control |",
  "|  | Guest |",
  'The port is :blank[47808]{or="1; 2"} on :choose[a; *b*].',
  ':blank[]{ignore="case nothing"}',
  ":choose[*a*]",
  "## heading :blank[x]",
  "::hint[One.]",
  "::correct[Right.]",
  "::feedback[]",
  "",
  "",
];
const attributes = fc.constantFrom(
  "",
  "{#q}",
  "{#q points=0 shuffle}",
  '{unit="m; km × 1000"}',
  "{scoring=negative attempts=2}",
);
const pages = fc
  .tuple(
    fc.constantFrom(...Object.keys(kinds)),
    attributes,
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }),
  )
  .map(([kind, braces, lines]) => `::::${kind}${braces}\n${lines.join("\n")}\n::::\n`);

test("whatever an author writes is read or reported, at a place in the file", () => {
  fc.assert(
    fc.property(pages, (source) => {
      const { questions, diagnostics } = readPage(source);
      for (const { span, message } of diagnostics) {
        expect(span?.file).toBe(FILE);
        expect(span?.start).toBeLessThan(span?.end ?? 0);
        expect(span?.end).toBeLessThanOrEqual(source.length);
        expect(message).not.toMatch(/undefined|null|NaN|\[object/);
      }
      const silent = questions.length === 0 && !diagnostics.some(({ severity }) => severity === "error");
      expect(silent, "a question vanished without a word").toBe(false);
    }),
    { numRuns: 400 },
  );
});

test("a question without an error can be shown and scored", () => {
  fc.assert(
    fc.property(pages, (source) => {
      const { questions, diagnostics } = readPage(source);
      if (diagnostics.some(({ severity }) => severity === "error")) return;
      for (const { kind, spec, stem, name } of questions) {
        const interaction = interactionOf(kind);
        const [pattern = ""] = interaction?.correct(spec) ?? [];
        const answer = interaction?.parse(spec, pattern);
        for (const scoring of interaction?.judgedBy(spec) === "key" ? SCORINGS : [])
          expect(interaction?.score(spec, answer, scoring).scaled).toBe(1);
        expect(name).not.toBe("");
        const data = {
          ...questions[0],
          slug: "sample",
          id: "https://example.org/q",
          version: 1,
          kind,
          spec,
          stem,
        };
        const html = questionMarkup(data as never, { prefix: "q-sample", strings: {} });
        expect(markupProblems(html)).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

test("a directive that is no question is left to the compiler", () => {
  expect(readPage(":::tabs\n### One\n:::\n\n::choice[x]\n")).toEqual({ questions: [], diagnostics: [] });
});
