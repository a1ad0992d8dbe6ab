import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { matching } from "./matching.ts";
import type { MatchingSpec } from "./matching-spec.ts";

const SOURCE = `:::matching{#zones}
Where does each device belong?

| Device | Network |
|---|---|
| Chiller **controller** | Office |
| Boiler | Control |
| Printer | Office |
|  | Guest |

:::`;
const zones = () => readOne<MatchingSpec>(SOURCE).spec;

test("equal cells are one answer, a cell without a partner is a wrong one", () => {
  expect(zones()).toEqual({
    headings: { source: "Device", target: "Network" },
    source: [
      {
        id: "chiller-controller",
        html: "Chiller <strong>controller</strong>",
        text: "Chiller controller",
        target: "office",
      },
      { id: "boiler", html: "Boiler", text: "Boiler", target: "control" },
      { id: "printer", html: "Printer", text: "Printer", target: "office" },
    ],
    target: [
      { id: "control", text: "Control" },
      { id: "guest", text: "Guest" },
      { id: "office", text: "Office" },
    ],
  });
});

test("the pattern holds every pair", () => {
  expect(matching.correct(zones())).toEqual([
    "chiller-controller[.]office[,]boiler[.]control[,]printer[.]office",
  ]);
});

test.each([
  [
    ["office", "control", "office"],
    [1, 1, 1],
  ],
  [
    ["office", "control", "guest"],
    [0, 0.666667, 0.5],
  ],
  [
    ["office", "", ""],
    [0, 0.333333, 0.333333],
  ],
  [
    ["guest", "guest", "guest"],
    [0, 0, -0.5],
  ],
] as const)("the README's examples are scored as it says (%#)", ([chiller, boiler, printer], expected) => {
  const answer = { "chiller-controller": chiller, boiler, printer };
  expect(SCORINGS.map((scoring) => matching.score(zones(), answer, scoring).scaled)).toEqual(expected);
});

test("a row without an answer is left out of the response", () => {
  expect(matching.response(zones(), { printer: "guest", boiler: "nowhere" })).toBe("printer[.]guest");
});

test("a table that is its heading alone is told, not swallowed", () => {
  const { questions, diagnostics } = readPage(":::matching\nMatch.\n\n| Device | Zone |\n|---|---|\n\n:::\n");
  expect(questions).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["matching/no-rows"]);
});
