import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { countWords } from "./count-words.ts";
import { longFillIn } from "./long-fill-in.ts";
import type { LongFillInSpec } from "./long-fill-in-spec.ts";

const SOURCE = `::::long-fill-in{#plan words=80..150 marked-by=self record=score}
Write the first three things you would tell the shift lead.

:::key-points
- names the affected **segment**
- asks who else can reach it
- says what has been isolated :set{#isolated}

:::

:::model-answer
We have lost contact with VLAN 40.
:::

::::`;
const read = (source = SOURCE) => readOne<LongFillInSpec>(source);

test("key points, a model answer, words and who marks are read; the stem is the rest", () => {
  const { spec, stem, record } = read();
  expect(stem).toBe("<p>Write the first three things you would tell the shift lead.</p>");
  expect(record).toBe("score");
  expect(spec).toEqual({
    markedBy: "self",
    words: { min: 80, max: 150 },
    keyPoints: [
      {
        id: "names-the-affected-segment",
        html: "names the affected <strong>segment</strong>",
        text: "names the affected segment",
      },
      {
        id: "asks-who-else-can-reach-it",
        html: "asks who else can reach it",
        text: "asks who else can reach it",
      },
      { id: "isolated", html: "says what has been isolated", text: "says what has been isolated" },
    ],
    model: { html: "<p>We have lost contact with VLAN 40.</p>", text: "We have lost contact with VLAN 40." },
  });
});

test("without a word about it, key points are the learner's to mark, and without key points nobody marks", () => {
  expect(read(SOURCE.replace(" marked-by=self", "")).spec.markedBy).toBe("self");
  const bare = read(":::long-fill-in\nWhat did you see?\n:::\n").spec;
  expect(bare).toEqual({ markedBy: "none", keyPoints: [] });
});

test.each([
  ["80..", { min: 80 }],
  ["..150", { max: 150 }],
  ["100..100", { min: 100, max: 100 }],
])("words=%s", (words, expected) => {
  expect(read(SOURCE.replace("80..150", words)).spec.words).toEqual(expected);
});

test.each(["150..80", "0..9", "80", "80-150", "..", "1.5..2"])("words=%s is told", (words) => {
  const { diagnostics } = readPage(SOURCE.replace("80..150", words));
  expect(diagnostics.map(({ code }) => code)).toEqual(["question/attribute-value"]);
});

test.each([
  [
    ["names-the-affected-segment", "asks-who-else-can-reach-it", "isolated"],
    [1, 1, 1],
  ],
  [
    ["names-the-affected-segment", "isolated"],
    [0, 0.666667, 0.666667],
  ],
  [[], [0, 0, 0]],
] as const)("the README's examples are scored as it says (%#)", (met, expected) => {
  const { spec } = read();
  const answer = { text: "…", met };
  expect(SCORINGS.map((scoring) => longFillIn.score(spec, answer, scoring).scaled)).toEqual(expected);
});

test("what nobody has marked yet, or the learner may not mark, has no verdict", () => {
  const { spec } = read();
  const unjudged = { scaled: 0, success: false, unjudged: true, marks: {} };
  expect(longFillIn.score(spec, { text: "We lost it." }, "partial")).toEqual(unjudged);
  const left = { ...spec, markedBy: "supervisor" } as const;
  expect(longFillIn.score(left, { text: "We lost it.", met: ["isolated"] }, "partial")).toEqual(unjudged);
});

test("the response is the text with its lines, without what would read as a delimiter or parameter", () => {
  const text = "  {lang=de}First[,]  second.\r\n\r\nThird.  ";
  expect(longFillIn.response(read().spec, { text })).toBe("First, second.\n\nThird.");
});

test("no pattern claims to list what is right", () => {
  expect(longFillIn.correct()).toEqual([]);
});

test.each([
  ["", 0],
  ["a well-known host, VLAN-40", 4],
  [" — … ", 0],
  ["two\nlines", 2],
  ["消防泵需要隔离", 4],
])("the words of %j are %i", (text, words) => {
  expect(countWords(text)).toBe(words);
});

test("too few and too many words are not handed in", () => {
  const { spec } = read();
  const of = (count: number) => ({ text: "word ".repeat(count) });
  expect([0, 79, 80, 150, 151].map((count) => longFillIn.isComplete(spec, of(count)))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});
