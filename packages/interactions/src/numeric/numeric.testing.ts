import fc from "fast-check";
import { feedback, plain, type Sample } from "../contract.testing.ts";
import type { NumericAnswer, NumericRange, NumericSpec } from "./numeric-spec.ts";

const numbers = fc.oneof(
  fc.integer({ min: -5000, max: 5000 }),
  fc.integer({ min: -99999, max: 99999 }).map((n) => n / 1000),
);
const ranges: fc.Arbitrary<NumericRange> = fc.oneof(
  numbers.map((value) => ({ min: value, max: value })),
  fc
    .tuple(numbers, fc.integer({ min: 1, max: 50 }))
    .map(([value, width]) => ({ min: value, max: value + width })),
  numbers.map((max) => ({ max })),
  numbers.map((min) => ({ min })),
);
const UNITS = [
  { label: "m³/h", factor: 1, offset: 0 },
  { label: "l/s", factor: 3.6, offset: 0 },
  { label: "°F", factor: 0.5556, offset: -17.78 },
];

export const numericSample: Sample<NumericSpec, NumericAnswer> = {
  specs: fc
    .record({
      units: fc.nat({ max: 3 }).map((count) => UNITS.slice(0, count)),
      right: fc.array(fc.tuple(ranges, feedback), { minLength: 1, maxLength: 2 }),
      slips: fc.array(
        fc.tuple(
          ranges,
          feedback,
          fc.option(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { nil: undefined }),
        ),
        { maxLength: 2 },
      ),
    })
    .map(
      ({ units, right, slips }) =>
        plain({
          units,
          right: right.map(([range, words]) => ({ ...range, text: "as written", feedback: words })),
          slips: slips.map(([range, words, credit]) => ({ ...range, feedback: words, credit })),
        }) as NumericSpec,
    ),
  answers: (spec) =>
    fc.record({
      text: fc.oneof(
        numbers.map(String),
        numbers.map((value) => String(value).replace(".", ",")),
        fc.constantFrom(
          "",
          "  ",
          "abc",
          "1e400",
          "١٢٫٥",
          "−3",
          "12 000",
          "1.234.567,8",
          "1,234",
          "18 l/s",
          "5 m³/h",
          ".",
          "-",
          "1e5",
        ),
        fc.string(),
      ),
      unit: fc.nat({ max: Math.max(spec.units.length - 1, 0) }),
    }),
  right: (spec) => {
    const { min, max } = spec.right[0] as NumericRange;
    return { text: String(min ?? max), unit: 0 };
  },
  expected(spec, answer, scoring) {
    const typed = answer.text.trim();
    if (typed === "") return 0;
    const wrong = scoring === "negative" ? -1 : 0;
    const value = plainValue(spec, answer);
    if (value === undefined) return wrong;
    const fits = ({ min, max }: NumericRange) =>
      (min ?? -Infinity) <= value + 1e-7 && (max ?? Infinity) >= value - 1e-7;
    if (spec.right.some(fits)) return 1;
    const credit = spec.slips.find(fits)?.credit;
    return scoring === "all-or-nothing" ? 0 : (credit ?? wrong);
  },
  rekeyed: (spec) => ({ ...spec, right: [{ min: 1, max: 2, text: "another" }], slips: [] }),
};

/** The table of accepted spellings, by example; the property's strings beyond it are no numbers. */
function plainValue(spec: NumericSpec, answer: NumericAnswer): number | undefined {
  const known: Readonly<Record<string, number | undefined>> = {
    "١٢٫٥": 12.5,
    "−3": -3,
    "12 000": 12000,
    "1.234.567,8": 1234567.8,
    "1,234": undefined,
  };
  let text = answer.text.trim();
  let unit = spec.units[answer.unit];
  for (const each of spec.units) {
    if (!text.endsWith(` ${each.label}`)) continue;
    unit = each;
    text = text.slice(0, -each.label.length).trim();
  }
  const squeezed = text.replace(/[\s'’]/g, "");
  const comma = /^-?\d+,\d+$/.test(text) && !/^-?[1-9]\d{0,2},\d{3}$/.test(text);
  const point = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(squeezed);
  const value =
    text in known
      ? known[text]
      : comma
        ? Number(text.replace(",", "."))
        : point
          ? Number(squeezed)
          : undefined;
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return unit === undefined ? value : value * unit.factor + unit.offset;
}
