import fc from "fast-check";
import { expect, test } from "vitest";
import { certainly, editDistance, suggest } from "./suggest.ts";

const words = ["choice", "matching", "numeric", "hint", "set", "quiz", "tabs"];

test.each([
  ["chioce", "choice"],
  ["mathcing", "matching"],
  ["numerc", "numeric"],
  ["Choices", "choice"],
  ["hnit", "hint"],
  ["ste", "set"],
])("`%s` was meant as `%s`", (word, meant) => {
  expect(suggest(word, words)).toBe(meant);
});

test.each(["video", "xyz", "", "q", "matchmaking"])("`%s` is near to nothing", (word) => {
  expect(suggest(word, words)).toBeUndefined();
});

test("of two equally near words the first is suggested", () => {
  expect(suggest("bat", ["cat", "hat"])).toBe("cat");
});

test("distance is zero for equals only, and the same both ways", () => {
  const short = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(short, short, (left, right) => {
      expect(editDistance(left, right)).toBe(editDistance(right, left));
      expect(editDistance(left, right) === 0).toBe(left === right);
    }),
  );
});

test("swapping two neighbours is one edit", () => {
  expect(editDistance("abcd", "acbd")).toBe(1);
});

test.each([
  ["chioce", ["choice", "quiz"], "choice"],
  ["Choice", ["choice"], "choice"],
  ["tabz", ["tabs", "tab"], undefined],
  ["chiocee", ["choice"], undefined],
  ["tab", ["tabs"], undefined],
])("%s is beyond doubt, or is not", (word, candidates, meant) => {
  expect(certainly(word, candidates)).toBe(meant);
});
