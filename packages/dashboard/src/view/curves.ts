import type { CurvePoint } from "../protect/protect-curve.ts";
import { h } from "./node.ts";
import type { Element } from "./node.ts";
import { count, dayOf } from "./words.ts";

export interface Curve {
  readonly name: string;
  readonly paint: string;
  readonly points: readonly CurvePoint[];
}

const WIDTH = 1_000;
const HEIGHT = 320;

/** Steps that grow over time; the words stand beside it, so that they keep their size on a phone. */
export function curves(all: readonly Curve[], from: number, to: number): Element {
  const top = niceTop(Math.max(1, ...all.flatMap(({ points }) => points.map((point) => point.count))));
  const x = (day: number) => round(to > from ? ((day - from) / (to - from)) * WIDTH : WIDTH);
  const y = (value: number) => round(HEIGHT - (value / top) * HEIGHT);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * top);
  return h(
    "div",
    { class: "curves" },
    h(
      "div",
      { class: "curves-y", "aria-hidden": "true" },
      [...ticks].reverse().map((tick) => h("span", {}, Number.isInteger(tick) ? count(tick) : "")),
    ),
    h(
      "svg",
      {
        class: "plot",
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: "none",
        "aria-hidden": "true",
        focusable: "false",
      },
      ticks.map((tick) => h("line", { class: "grid", x1: 0, x2: WIDTH, y1: y(tick), y2: y(tick) })),
      all.map(({ paint, points }) =>
        h("path", { class: `line line-${paint}`, d: path(points, x, y, WIDTH) }),
      ),
    ),
    h(
      "div",
      { class: "curves-x", "aria-hidden": "true" },
      h("span", {}, dayOf(from)),
      h("span", {}, dayOf(to)),
    ),
  );
}

function path(
  points: readonly CurvePoint[],
  x: (day: number) => number,
  y: (value: number) => number,
  end: number,
): string {
  if (points.length === 0) return "";
  let drawn = `M${x(points[0]?.day ?? 0)} ${y(0)}`;
  for (const point of points) drawn += `H${x(point.day)}V${y(point.count)}`;
  return `${drawn}H${end}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** 4, 8, 20, 40, 80, 200…: a quarter of it is a round figure. */
export function niceTop(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * ten >= value) ?? 10;
  return Math.max(4, step * ten);
}
