import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { performanceSteps as performance } from "./performance.ts";
import type { PerformanceSpec } from "./performance-spec.ts";

const SOURCE = `:::performance{#donning}
Put on the harness, and tick off what you have done.

- [ ] Inspect the **harness** :set{critical}
  > Looks at webbing, buckles, label and date
- [ ] Connect before leaving :set{#connect critical limit=10s}
- [ ] Check the partner :set{limit=2m}

:::`;
const spec = () => readOne<PerformanceSpec>(SOURCE).spec;
const [FIRST, SECOND, THIRD] = ["inspect-the-harness", "connect", "check-the-partner"] as const;

test("steps, what is critical, limits in seconds, and how to tell that a step is done", () => {
  expect(spec().steps).toEqual([
    {
      id: FIRST,
      html: "Inspect the <strong>harness</strong>",
      text: "Inspect the harness",
      critical: true,
      criterion: "<p>Looks at webbing, buckles, label and date</p>",
    },
    { id: SECOND, html: "Connect before leaving", text: "Connect before leaving", critical: true, limit: 10 },
    { id: THIRD, html: "Check the partner", text: "Check the partner", limit: 120 },
  ]);
});

test.each(["10", "0s", "1h", "ten"])("limit=%s is told", (limit) => {
  const { diagnostics } = readPage(SOURCE.replace("10s", limit));
  expect(diagnostics.map(({ code }) => code)).toEqual(["question/attribute-value"]);
});

test.each([
  [[FIRST, SECOND, THIRD], [1, 1, 1], true],
  [[FIRST, SECOND], [1, 0.666667, 0.666667], true],
  [[FIRST, THIRD], [0, 0.666667, 0.666667], false],
  [[], [0, 0, 0], false],
] as const)("the README's examples are scored as it says (%#)", (done, expected, success) => {
  expect(SCORINGS.map((scoring) => performance.score(spec(), done, scoring).scaled)).toEqual(expected);
  expect(performance.score(spec(), done, "partial").success).toBe(success);
});

test("where no step is critical, all of them are", () => {
  const plain = readOne<PerformanceSpec>(SOURCE.replaceAll(/:set\{[^}]*\}/g, "")).spec;
  const [first = "", second = "", third = ""] = plain.steps.map(({ id }) => id);
  expect(performance.score(plain, [first, second], "partial").success).toBe(false);
  expect(performance.score(plain, [third, second, first], "partial").success).toBe(true);
});

test("the response says of every step whether it was done, the pattern which must be", () => {
  expect(performance.response(spec(), [THIRD, FIRST])).toBe(
    `${FIRST}[.]true[,]${SECOND}[.]false[,]${THIRD}[.]true`,
  );
  expect(performance.correct(spec())).toEqual([`${FIRST}[.]true[,]${SECOND}[.]true`]);
  expect(performance.parse(spec(), `${FIRST}[.]maybe`)).toBeUndefined();
  expect(performance.parse(spec(), `${FIRST}[.]true[,]${FIRST}[.]true`)).toBeUndefined();
});
