import fc from "fast-check";
import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne } from "../reading/sample-context.testing.ts";
import { sequencing } from "./sequencing.ts";
import { mixed } from "./sequencing.schema.ts";
import type { SequencingSpec } from "./sequencing-spec.ts";

const { spec } = readOne<SequencingSpec>(`:::sequencing{#lockout}
Put the steps in order.

1. one
2. two
3. three
4. four :set{#last}

:::`);
const steps = ["one", "two", "three", "last"];

test.each([
  [
    [0, 1, 2, 3],
    [1, 1, 1],
  ],
  [
    [0, 1, 3, 2],
    [0, 0.666667, 0.666667],
  ],
  [
    [1, 0, 3, 2],
    [0, 0.333333, 0.333333],
  ],
  [
    [3, 2, 1, 0],
    [0, 0, -1],
  ],
] as const)("the README's examples are scored as it says (%#)", (order, expected) => {
  const answer = order.map((index) => steps[index] as string);
  expect(SCORINGS.map((scoring) => sequencing.score(spec, answer, scoring).scaled)).toEqual(expected);
});

test("one step out of place is the only one marked", () => {
  const { marks } = sequencing.score(spec, ["last", "one", "two", "three"], "partial");
  expect(marks).toEqual({ last: "wrong", one: "right", two: "right", three: "right" });
});

test("the order shown at first is stable and never the right one", () => {
  expect(spec.presented).toEqual(mixed(steps));
  const slugs = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(slugs, (ids) => {
      const order = mixed(ids);
      expect([...order].sort()).toEqual([...ids].sort());
      expect(order).not.toEqual(ids);
    }),
  );
});
