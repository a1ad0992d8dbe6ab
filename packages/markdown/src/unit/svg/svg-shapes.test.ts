import { expect, test } from "vitest";
import { pathRings } from "./path-rings.ts";
import { svgShapes } from "./svg-shapes.ts";

const SIZE = { width: 200, height: 100 };
const rings = (inside: string, id = "it", root = `viewBox="0 0 200 100"`) =>
  svgShapes(`<?xml version="1.0"?><!-- <rect id="it"/> --><svg xmlns="x" ${root}>${inside}</svg>`, SIZE).get(
    id,
  );
/** Left, top, right and bottom, whole. */
const box = (outline: ReturnType<typeof rings>) => {
  const points = (outline ?? []).flat();
  const at = (axis: 0 | 1) => points.map((point) => point[axis]);
  return [Math.min(...at(0)), Math.min(...at(1)), Math.max(...at(0)), Math.max(...at(1))].map(
    (each) => Math.round(each * 10) / 10 + 0,
  );
};

test.each([
  [`<rect id="it" x="10" y="20" width="30" height="40"/>`, [10, 20, 40, 60]],
  [`<image id='it' x='1' y='2' width='3' height='4'/>`, [1, 2, 4, 6]],
  [`<circle id="it" cx="50" cy="50" r="10"/>`, [40, 40, 60, 60]],
  [`<ellipse id="it" cx="50" cy="50" rx="20" ry="10"/>`, [30, 40, 70, 60]],
  [`<polygon id="it" points="0,0 10,0 5,8"/>`, [0, 0, 10, 8]],
  [`<polyline id="it" points="0 0-5-5 5 8"/>`, [-5, -5, 5, 8]],
  [`<path id="it" d="M10 10h20v20h-20z"/>`, [10, 10, 30, 30]],
  [`<path id="it" d="m10 10 20 0 0 20z"/>`, [10, 10, 30, 30]],
  [`<path id="it" d="M0 0C0 20 20 20 20 0Z"/>`, [0, 0, 20, 15]],
  [`<path id="it" d="M0 0C0 8 4 8 4 8S8 8 8 0z"/>`, [0, 0, 8, 8]],
  [`<path id="it" d="M0 0Q10 20 20 0T40 0z"/>`, [0, -10, 40, 10]],
  [`<path id="it" d="M40 50a10 10 0 1060 50z" data-x="flags that touch"/>`, [31.1, 50, 100, 113.9]],
  [`<path id="it" d="M40 50A10 10 0 0 1 60 50A10 10 0 0 1 40 50"/>`, [40, 40, 60, 60]],
  [
    `<g id="it"><rect width="10" height="10"/><g><rect x="90" y="90" width="10" height="10"/></g></g>`,
    [0, 0, 100, 100],
  ],
  [
    `<g transform="translate(100,50)"><rect id="it" width="10" height="10" transform="scale(2)"/></g>`,
    [100, 50, 120, 70],
  ],
  [`<rect id="it" width="20" height="10" transform="rotate(90)"/>`, [-10, 0, 0, 20]],
  [`<rect id="it" width="20" height="10" transform="rotate(180 10 5)"/>`, [0, 0, 20, 10]],
  [`<rect id="it" width="1" height="1" transform="matrix(2 0 0 3 4 5)"/>`, [4, 5, 6, 8]],
  [`<rect id="it" width="10" height="10" transform="skewX(45)"/>`, [0, 0, 20, 10]],
])("%s", (inside, expected) => {
  expect(box(rings(inside))).toEqual(expected);
});

test.each([
  ["of the same shape", `viewBox="0 0 400 200"`, [10, 10, 20, 15]],
  ["that is wider, in the middle", `viewBox="0 0 400 100"`, [10, 35, 20, 40]],
  ["at its end", `viewBox="0 0 400 100" preserveAspectRatio="xMaxYMax"`, [10, 60, 20, 65]],
  ["stretched", `viewBox="0 0 400 100" preserveAspectRatio="none"`, [10, 20, 20, 30]],
  ["cut off", `viewBox="0 0 400 100" preserveAspectRatio="xMinYMin slice"`, [20, 20, 40, 30]],
  ["that does not begin at 0", `viewBox="20 20 200 100"`, [0, 0, 20, 10]],
  ["that is none", `width="200" height="100"`, [20, 20, 40, 30]],
])("a view box %s is brought to the pixels of the picture", (_, root, expected) => {
  const inside = `<rect id="it" x="20" y="20" width="20" height="10"/>`;
  expect(box(rings(inside, "it", root))).toEqual(expected);
});

test("what has no outline is known and empty, what is only defined is not known", () => {
  const svg = `<svg viewBox="0 0 200 100" id="all"><defs><rect id="a" width="9" height="9"/></defs><text id="b">x</text><use id="c" href="#a"/><path id="d" d="M0 0L5 5"/><svg><rect id="e" width="9" height="9"/></svg></svg>`;
  expect([...svgShapes(svg, SIZE)]).toEqual([
    ["b", []],
    ["c", []],
    ["d", []],
  ]);
});

test.each(["M", "L5 5", "M0 0 C1 1", "M0 0h10v10q", "M0 0 a1 1 0 2 0 5 5", "nonsense", ""])(
  "path data that ends in a mistake gives what stands before it: %s",
  (data) => {
    expect(() => pathRings(data)).not.toThrow();
    expect(pathRings(`M0 0h10v10z${data}`)[0]).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
    ]);
  },
);

test("broken files give what can be read, and never throw", () => {
  for (const svg of [
    "",
    "<svg",
    "<rect id='a'/>",
    "<svg viewBox='a b c d'><g><rect id='it'></svg></g>",
    "</svg><svg>",
  ])
    expect(() => svgShapes(svg, SIZE)).not.toThrow();
});
