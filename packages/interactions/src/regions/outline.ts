import type { Outline } from "../authoring.ts";
import type { Area } from "./picture-spec.ts";

/** What an outline covers, from the picture's top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function rectangle(box: Box): Outline {
  const { left, top, right, bottom } = box;
  return [
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
  ];
}

export function boxOf(outline: Outline): Box {
  const xs = outline.flatMap((ring) => ring.map(([x]) => x));
  const ys = outline.flatMap((ring) => ring.map(([, y]) => y));
  const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  return { left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) };
}

export function areaOf(outline: Outline): Area {
  const { left, top, right, bottom } = boxOf(outline);
  const path = outline
    .map((ring) => `M${ring.map(([x, y]) => `${tenth(x)} ${tenth(y)}`).join("L")}Z`)
    .join("");
  return { path, x: tenth((left + right) / 2), y: tenth((top + bottom) / 2) };
}

const tenth = (value: number) => Math.round(value * 10) / 10 + 0;

/** Lines that are drawn along each other do not overlap. */
const TOUCHING = 1;
/** How finely the part that two boxes share is searched, in each direction. */
const STEPS = 32;

/** Whether a learner who points into one region may have pointed into the other. */
export function overlap(one: Outline, other: Outline): boolean {
  const [a, b] = [boxOf(one), boxOf(other)];
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.right, b.right) - left;
  const height = Math.min(a.bottom, b.bottom) - top;
  if (width <= TOUCHING || height <= TOUCHING) return false;
  for (let row = 0; row < STEPS; row += 1)
    for (let column = 0; column < STEPS; column += 1) {
      const x = left + ((column + 0.5) / STEPS) * width;
      const y = top + ((row + 0.5) / STEPS) * height;
      if (holds(one, x, y) && holds(other, x, y)) return true;
    }
  return false;
}

function holds(outline: Outline, x: number, y: number): boolean {
  return outline.some((ring) => {
    let inside = false;
    ring.forEach(([x1, y1], index) => {
      const [x0, y0] = ring.at(index - 1) as readonly [number, number];
      // A ray to the right crosses this side.
      if (y1 > y !== y0 > y && x < x1 + ((y - y1) / (y0 - y1)) * (x0 - x1)) inside = !inside;
    });
    return inside;
  });
}
