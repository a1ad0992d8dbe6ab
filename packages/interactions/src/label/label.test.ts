import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne } from "../reading/sample-context.testing.ts";
import { EN } from "../strings/en.ts";
import { label } from "./label.ts";
import type { LabelSpec } from "./label-spec.ts";

const SOURCE = `:::label{#parts}
Name the parts.

![Plant room](media/plant-room.svg)

- [Make-up **valve**](#make-up)
  > It fills the tower.
- [Drain](#drain) :set{#outlet}
- [Filter](#xywh=0,300,100,100 "beside the door")

:::`;
const parts = () => readOne<LabelSpec>(SOURCE).spec;

test("each link is a label and the place where it belongs; places stand from top to bottom", () => {
  expect(parts().source).toEqual([
    {
      id: "make-up-valve",
      html: "Make-up <strong>valve</strong>",
      text: "Make-up valve",
      target: "at-350-140",
      feedback: "<p>It fills the tower.</p>",
    },
    { id: "outlet", html: "Drain", text: "Drain", target: "at-530-430" },
    { id: "filter", html: "Filter", text: "Filter", target: "at-50-350" },
  ]);
  expect(parts().target.map(({ id, text, title }) => [id, text, title])).toEqual([
    ["at-350-140", "Make-up valve", undefined],
    ["at-50-350", "beside the door", "beside the door"],
    ["at-530-430", "Drain", undefined],
  ]);
});

test("nothing in the page ties a label to its place: numbers go from top to bottom, labels by the alphabet", () => {
  const html = label.markup(parts(), { prefix: "q", strings: EN });
  expect([...html.matchAll(/data-part="([^"]+)"/g)].map(([, id]) => id)).toEqual([
    "outlet",
    "filter",
    "make-up-valve",
  ]);
  const options = [...html.matchAll(/<option value="([^"]+)">([^<]+)</g)].map(([, id, text]) => [id, text]);
  expect(options.slice(0, 3)).toEqual([
    ["at-350-140", "Place 1"],
    ["at-50-350", "Place 2: beside the door"],
    ["at-530-430", "Place 3"],
  ]);
  // The picture with its places, before the labels begin.
  expect(html.slice(0, html.indexOf("<ul"))).not.toMatch(/drain|make-up|filter|valve/i);
});

test("response and pattern are pairs of label and place", () => {
  expect(label.correct(parts())).toEqual([
    "make-up-valve[.]at-350-140[,]outlet[.]at-530-430[,]filter[.]at-50-350",
  ]);
  expect(label.response(parts(), { outlet: "at-50-350", filter: "nowhere" })).toBe("outlet[.]at-50-350");
});

test.each([
  [
    ["at-350-140", "at-50-350", "at-530-430"],
    [1, 1, 1],
  ],
  [
    ["at-350-140", "at-530-430", "at-50-350"],
    [0, 0.333333, 0],
  ],
] as const)("the README's examples are scored as it says (%#)", ([valve, filter, outlet], expected) => {
  const answer = { "make-up-valve": valve, filter, outlet };
  expect(SCORINGS.map((scoring) => label.score(parts(), answer, scoring).scaled)).toEqual(expected);
});
