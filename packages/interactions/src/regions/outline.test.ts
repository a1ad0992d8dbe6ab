import { expect, test } from "vitest";
import type { Outline } from "../authoring.ts";
import { areaOf, boxOf, overlap, rectangle } from "./outline.ts";

const box = (left: number, top: number, right: number, bottom: number) =>
  rectangle({ left, top, right, bottom });
const triangle: Outline = [
  [
    [0, 0],
    [100, 0],
    [0, 100],
  ],
];

test("an outline is path data in tenths of pixels, with the middle of what it covers", () => {
  expect(areaOf([...box(1.25, 2, 3, 4.04), ...triangle])).toEqual({
    path: "M1.3 2L3 2L3 4L1.3 4ZM0 0L100 0L0 100Z",
    x: 50,
    y: 50,
  });
  expect(boxOf(triangle)).toEqual({ left: 0, top: 0, right: 100, bottom: 100 });
});

test.each([
  ["beside each other", box(0, 0, 50, 50), box(60, 0, 90, 50), false],
  ["edge to edge", box(0, 0, 50, 50), box(50, 0, 90, 50), false],
  ["with lines drawn along each other", box(0, 0, 50.8, 50), box(50, 0, 90, 50), false],
  ["over a corner", box(0, 0, 50, 50), box(40, 40, 90, 90), true],
  ["one within the other", box(0, 0, 90, 90), box(40, 40, 50, 50), true],
  ["in boxes that overlap, each in its corner", triangle, box(70, 70, 100, 100), false],
  ["a triangle and what lies within it", triangle, box(10, 10, 30, 30), true],
  [
    "a group of two, one of which is met",
    [...box(0, 0, 10, 10), ...box(80, 80, 90, 90)],
    box(82, 82, 99, 99),
    true,
  ],
  ["between the two of a group", [...box(0, 0, 10, 10), ...box(80, 80, 90, 90)], box(20, 20, 70, 70), false],
])("%s", (_, one, other, expected) => {
  expect(overlap(one, other)).toBe(expected);
  expect(overlap(other, one)).toBe(expected);
});
