import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne } from "../reading/sample-context.testing.ts";
import { numeric } from "./numeric.ts";
import type { NumericSpec } from "./numeric-spec.ts";
import { readNumber } from "./read-number.ts";

const SOURCE = `:::numeric{#flow unit="m³/h; l/s × 3.6; °F × 0.5556 − 17.78" points=2}
What is the flow?

- [x] 18 ± 0.5
- [ ] 0.3 :set{points=1}
  > That is per minute.
- [ ] 480 ± 2%

:::`;
const flow = () => readOne<NumericSpec>(SOURCE).spec;
const one = (answer: string) => readOne<NumericSpec>(`:::numeric\nHow much?\n\n- [x] ${answer}\n\n:::`).spec;

test("units, tolerances and slips are read", () => {
  expect(flow()).toEqual({
    units: [
      { label: "m³/h", factor: 1, offset: 0 },
      { label: "l/s", factor: 3.6, offset: 0 },
      { label: "°F", factor: 0.5556, offset: -17.78 },
    ],
    right: [{ min: 17.5, max: 18.5, text: "18 ± 0.5" }],
    slips: [
      { min: 0.3, max: 0.3, credit: 0.5, feedback: "<p>That is per minute.</p>" },
      { min: 470.4, max: 489.6 },
    ],
  });
});

test.each([
  ["18", "18"],
  ["-4.5", "-4.5"],
  ["17.5 .. 18.5", "17.5[:]18.5"],
  ["18 ..", "18[:]"],
  [".. 4", "[:]4"],
  ["0.2 ± 0.1", "0.1[:]0.3"],
  ["18 ± 2%", "17.64[:]18.36"],
  ["−40 ± 10%", "-44[:]-36"],
  ["1e3", "1000"],
])("%s is the pattern %s", (written, pattern) => {
  expect(numeric.correct(one(written))).toEqual([pattern]);
});

test.each([
  ["5", 1, [1, 1, 1]],
  ["0.3", 0, [0, 0.5, 0.5]],
  ["12", 0, [0, 0, -1]],
  ["", 0, [0, 0, 0]],
] as const)("the README's examples are scored as it says: %s", (text, unit, expected) => {
  expect(SCORINGS.map((scoring) => numeric.score(flow(), { text, unit }, scoring).scaled)).toEqual(expected);
});

test("both ends of a range belong to it", () => {
  const right = (text: string) => numeric.score(flow(), { text, unit: 0 }, "partial").success;
  expect(["17.4999", "17.5", "18.5", "18.5001"].map(right)).toEqual([false, true, true, false]);
});

test("an answer is recorded in the first unit, a unit typed behind it counts", () => {
  expect(numeric.response(flow(), { text: "0.1", unit: 1 })).toBe("0.36");
  expect(numeric.response(flow(), { text: "5 l/s", unit: 0 })).toBe("18");
  expect(numeric.response(flow(), { text: "212", unit: 2 })).toBe("100.0072");
  expect(numeric.response(flow(), { text: "eighteen", unit: 0 })).toBe("");
});

test.each([
  ["0.3", 0.3],
  ["0,3", 0.3],
  ["17,500", undefined],
  ["0,500", 0.5],
  ["12 000", 12000],
  ["12\u202f000,5", 12000.5],
  ["12'000", 12000],
  ["1.234.567", 1234567],
  ["1,234,567.8", 1234567.8],
  ["1.234.567,8", 1234567.8],
  ["1,23,4", undefined],
  ["−5", -5],
  ["+5", 5],
  [".5", 0.5],
  ["1e3", 1000],
  ["٣٫٥", 3.5],
  ["۱۲", 12],
  ["", undefined],
  ["1 2 pumps", undefined],
  ["Infinity", undefined],
  ["0x10", undefined],
])("a learner who types %s means %s", (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test("a slip says what went wrong", () => {
  expect(numeric.feedback(flow(), { text: "0,3", unit: 0 })).toEqual([
    { part: "answer", html: "<p>That is per minute.</p>" },
  ]);
});
