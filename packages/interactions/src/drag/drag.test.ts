import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { EN } from "../strings/en.ts";
import { drag } from "./drag.ts";
import type { DragSpec } from "./drag-spec.ts";

const SOURCE = `:::drag{#sort}
Sort the devices.

### OT
- Controller of the *chiller*
  > It moves something.
- Lift panel

### IT network
- Badge printer :set{#printer}

:::`;
const sort = () => readOne<DragSpec>(SOURCE);

test("headings are the groups, and the lists below them their cards", () => {
  const { spec, stem, name } = sort();
  expect({ stem, name }).toEqual({ stem: "<p>Sort the devices.</p>", name: "Sort the devices." });
  expect(spec).toEqual({
    source: [
      {
        id: "controller-of-the-chiller",
        html: "Controller of the <em>chiller</em>",
        text: "Controller of the chiller",
        target: "ot",
        feedback: "<p>It moves something.</p>",
      },
      { id: "lift-panel", html: "Lift panel", text: "Lift panel", target: "ot" },
      { id: "printer", html: "Badge printer", text: "Badge printer", target: "it-network" },
    ],
    target: [
      { id: "ot", html: "OT", text: "OT" },
      { id: "it-network", html: "IT network", text: "IT network" },
    ],
  });
});

test("cards stand in the order of the alphabet, outside of the groups", () => {
  const html = drag.markup(sort().spec, { prefix: "q", strings: EN });
  expect([...html.matchAll(/data-(?:part|group)="([^"]*)"/g)].map(([, id]) => id)).toEqual([
    "",
    "printer",
    "controller-of-the-chiller",
    "lift-panel",
    "ot",
    "it-network",
  ]);
});

test("response and pattern are pairs of card and group", () => {
  expect(drag.correct(sort().spec)).toEqual([
    "controller-of-the-chiller[.]ot[,]lift-panel[.]ot[,]printer[.]it-network",
  ]);
  expect(drag.response(sort().spec, { printer: "ot", "lift-panel": "elsewhere" })).toBe("printer[.]ot");
});

test.each([
  [
    ["ot", "ot", "it-network"],
    [1, 1, 1],
  ],
  [
    ["ot", "it-network", "it-network"],
    [0, 0.666667, 0.333333],
  ],
  [
    ["it-network", "it-network", "ot"],
    [0, 0, -1],
  ],
] as const)("the README's examples are scored as it says (%#)", ([chiller, lift, printer], expected) => {
  const answer = { "controller-of-the-chiller": chiller, "lift-panel": lift, printer };
  expect(SCORINGS.map((scoring) => drag.score(sort().spec, answer, scoring).scaled)).toEqual(expected);
});

test("two lists below one heading are the cards of one group, and a question without a text is told", () => {
  const { questions, diagnostics } = readPage(
    ":::drag{#sort}\n### OT\n- Controller\n\n* Lift panel\n\n### IT\n- Printer\n\n:::",
  );
  const spec = questions[0]?.spec as DragSpec | undefined;
  expect(spec?.source.map(({ target }) => target)).toEqual(["ot", "ot", "it"]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["question/no-stem"]);
});
