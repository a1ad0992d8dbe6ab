import { expect, test } from "vitest";
import { SCORINGS } from "../interaction.ts";
import { readOne, readPage } from "../reading/sample-context.testing.ts";
import { hotspot } from "./hotspot.ts";
import type { HotspotSpec } from "./hotspot-spec.ts";

const SOURCE = `:::hotspot{#valve points=2}
Where do you shut the **condenser** water?

![Plant room with three valves](media/plant-room.svg)

- [x] [Condenser isolation valve](#xywh=80,300.5,120,120)
- [ ] [Make-up water valve](#make-up)
  > That one fills the tower.
- [ ] [Drain valve](#drain) :set{fixed}

:::`;
const valve = (source = SOURCE) => readOne<HotspotSpec>(source);

test("a picture and links to its parts are options with their areas, and the picture leaves the stem", () => {
  const { spec, stem, name } = valve();
  expect({ stem, name }).toEqual({
    stem: "<p>Where do you shut the <strong>condenser</strong> water?</p>",
    name: "Where do you shut the condenser water?",
  });
  expect(spec).toEqual({
    multiple: false,
    picture: {
      html: `<img src="media/plant-room.svg" alt="Plant room with three valves">`,
      width: 800,
      height: 600,
    },
    options: [
      {
        id: "condenser-isolation-valve",
        html: "Condenser isolation valve",
        text: "Condenser isolation valve",
        right: true,
        area: { path: "M80 300.5L200 300.5L200 420.5L80 420.5Z", x: 140, y: 360.5 },
      },
      {
        id: "make-up-water-valve",
        html: "Make-up water valve",
        text: "Make-up water valve",
        right: false,
        feedback: "<p>That one fills the tower.</p>",
        area: { path: "M300 100L400 100L350 180Z", x: 350, y: 140 },
      },
      {
        id: "drain-valve",
        html: "Drain valve",
        text: "Drain valve",
        right: false,
        fixed: true,
        area: { path: "M500 400L560 400L560 460L500 460Z", x: 530, y: 430 },
      },
    ],
  });
});

test("several right regions are check boxes, and the pattern holds all of them", () => {
  const { spec } = valve(SOURCE.replace("- [ ] [Make", "- [x] [Make"));
  expect(spec.multiple).toBe(true);
  expect(hotspot.correct(spec)).toEqual(["condenser-isolation-valve[,]make-up-water-valve"]);
});

test.each([
  ["condenser-isolation-valve", [1, 1, 1]],
  ["make-up-water-valve", [0, 0, -0.5]],
] as const)("the README's examples are scored as it says (%#)", (id, expected) => {
  expect(SCORINGS.map((scoring) => hotspot.score(valve().spec, [id], scoring).scaled)).toEqual(expected);
});

test("the page holds the regions by their ids, each with a control that says its text", () => {
  const html = hotspot.markup(valve().spec, { prefix: "q", strings: {} });
  expect([...html.matchAll(/data-area="([^"]+)" d="M[\d. LZ]+"/g)].map(([, id]) => id)).toEqual([
    "condenser-isolation-valve",
    "make-up-water-valve",
    "drain-valve",
  ]);
  expect(html).toContain(`<svg viewBox="0 0 800 600" preserveAspectRatio="none">`);
  expect(html.match(/type="radio"/g)).toHaveLength(3);
});

test("regions may overlap where both are right or both are wrong, and touch where they are not", () => {
  const source = `:::hotspot{#v}
Where?

![Plant room](media/plant-room.svg)

- [x] [Body](#xywh=0,0,100,100)
- [x] [Handle](#xywh=50,50,100,100)
- [ ] [Pipe](#xywh=150,0,100,100)

:::`;
  expect(readPage(source).diagnostics).toEqual([]);
});

test("a feedback may link to a page, and an address elsewhere is no region", () => {
  const codes = (source: string) => readPage(source).diagnostics.map(({ code }) => code);
  expect(codes(SOURCE.replace("> That one", "> [That one](01-page.md#zones)"))).toEqual([]);
  expect(codes(SOURCE.replace("(#make-up)", "(01-page.md#make-up)"))).toEqual(["region/malformed"]);
  expect(codes(SOURCE.replace("80,300.5,120,120", "80,300,0,120"))).toEqual(["region/malformed"]);
});

test("a picture whose file cannot be read is told once, by whoever reads it", () => {
  const { questions, diagnostics } = readPage(SOURCE.replace("plant-room.svg", "broken.svg"));
  expect({ questions, diagnostics }).toEqual({ questions: [], diagnostics: [] });
});
