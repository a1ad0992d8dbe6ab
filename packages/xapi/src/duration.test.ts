import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeDuration, encodeDuration } from "./duration.ts";

test.each([
  [0, "PT0S"],
  [9, "PT0S"],
  [10, "PT0.01S"],
  [1_500, "PT1.5S"],
  [59_999, "PT59.99S"],
  [60_000, "PT1M"],
  [90_500, "PT1M30.5S"],
  [3_600_000, "PT1H"],
  [90_061_000, "PT25H1M1S"],
])("%i ms are %s", (elapsed, duration) => {
  expect(encodeDuration(elapsed)).toBe(duration);
});

test("a duration loses less than 10 ms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (elapsed) => {
      const [, hours = "0", minutes = "0", seconds = "0"] =
        /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(encodeDuration(elapsed)) ?? [];
      const read = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
      expect(read).toBe(Math.floor(elapsed / 10) * 10);
    }),
  );
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("%d ms are refused", (elapsed) => {
  expect(() => encodeDuration(elapsed)).toThrow(RangeError);
});

test("a duration that was written is read back to 10 ms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (elapsed) => {
      expect(decodeDuration(encodeDuration(elapsed))).toBe(Math.floor(elapsed / 10) * 10);
    }),
  );
});

test.each([
  ["P1DT1H", 90_000_000],
  ["P2W", 1_209_600_000],
  ["PT1,5S", 1_500],
  ["PT0.0005S", 1],
  ["P1M", undefined],
  ["P1Y2D", undefined],
  ["P", undefined],
  ["PT", undefined],
  ["1:30", undefined],
  ["PT-5S", undefined],
])("%s of another tool is %s ms", (text, ms) => {
  expect(decodeDuration(text)).toBe(ms);
});
