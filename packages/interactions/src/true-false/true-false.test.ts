import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne } from "../reading/sample-context.testing.ts";
import { trueFalse } from "./true-false.ts";
import type { TrueFalseSpec } from "./true-false-spec.ts";

const SOURCE = `:::true-false{#gloves}
Latex gloves protect against mains voltage.

- [ ] Wahr
  > Latex tears.
- [x] Falsch

:::`;

test("the first answer is recorded as true, whatever its words", () => {
  const { spec } = readOne<TrueFalseSpec>(SOURCE);
  expect(spec).toMatchObject({ right: false, whenTrue: { html: "Wahr" }, whenFalse: { html: "Falsch" } });
  expect(trueFalse.correct(spec)).toEqual(["false"]);
  expect(trueFalse.feedback(spec, true)).toEqual([{ part: "true", html: "<p>Latex tears.</p>" }]);
});

test.each([
  [false, [1, 1, 1]],
  [true, [0, 0, -1]],
  [null, [0, 0, 0]],
] as const)("the README's example is scored as it says: %s", (answer, expected) => {
  const { spec } = readOne<TrueFalseSpec>(SOURCE);
  expect(SCORINGS.map((scoring) => trueFalse.score(spec, answer, scoring).scaled)).toEqual(expected);
});
