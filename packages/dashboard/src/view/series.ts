/** A series of values with the line that was fitted before and after a day, and where it would have gone on. */
import { h } from "./node.ts";
import type { Element } from "./node.ts";
import { cellWords, dayOf } from "./words.ts";

export interface SeriesPoint {
  /** Days since 1970. */
  readonly day: number;
  readonly value: number;
}

export interface SeriesFit {
  /** The day from which on people are verified. */
  readonly from: number;
  /** Where the series stood on it by what came before, and how much it rose each day. */
  readonly level: number;
  readonly slope: number;
  /** The step on that day with its interval, and what was added to the slope. */
  readonly change: { readonly value: number; readonly low: number; readonly high: number };
  readonly slopeChange: number;
}

/** @param from - a day that is marked where there is no fit */
export function series(
  points: readonly SeriesPoint[],
  fit: SeriesFit | undefined,
  from = fit?.from,
): Element {
  const [first, last] = [points[0]?.day ?? 0, points.at(-1)?.day ?? 1];
  const before = (day: number) => (fit === undefined ? 0 : fit.level + fit.slope * (day - fit.from));
  const after = (day: number) =>
    fit === undefined ? 0 : before(day) + fit.change.value + fit.slopeChange * (day - fit.from);
  const drawn =
    fit === undefined
      ? []
      : [before(first), before(last), after(last), fit.level + fit.change.low, fit.level + fit.change.high];
  const { bottom, top } = roundEnds([...points.map(({ value }) => value), ...drawn]);
  const x = (day: number) => percent(last > first ? (day - first) / (last - first) : 0.5);
  const y = (value: number) => percent(1 - (value - bottom) / (top - bottom));
  const line = (kind: string, [a, b]: readonly [number, number], of: (day: number) => number) =>
    h("line", { class: `fit ${kind}`, x1: x(a), y1: y(of(a)), x2: x(b), y2: y(of(b)) });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => bottom + part * (top - bottom));
  const whole = ticks.every(Number.isInteger);
  return h(
    "div",
    { class: "curves series", "aria-hidden": "true" },
    h(
      "div",
      { class: "curves-y" },
      [...ticks].reverse().map((tick) => h("span", {}, cellWords(tick, whole ? "count" : "number"))),
    ),
    h(
      "svg",
      { class: "plot", focusable: "false" },
      ticks.map((tick) => h("line", { class: "grid", x1: "0%", x2: "100%", y1: y(tick), y2: y(tick) })),
      from !== undefined &&
        from >= first &&
        from <= last &&
        h("line", { class: "moment", x1: x(from), x2: x(from), y1: "0%", y2: "100%" }),
      points.map(({ day, value }) => h("circle", { class: "point", cx: x(day), cy: y(value), r: 2.5 })),
      ...(fit === undefined
        ? []
        : [
            line("was", [first, fit.from], before),
            line("would", [fit.from, last], before),
            line("is", [fit.from, last], after),
            h("line", {
              class: "interval",
              x1: x(fit.from),
              x2: x(fit.from),
              y1: y(fit.level + fit.change.low),
              y2: y(fit.level + fit.change.high),
            }),
          ]),
    ),
    h("div", { class: "curves-x" }, h("span", {}, dayOf(first)), h("span", {}, dayOf(last))),
  );
}

const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`;

/** Ends of the axis, so that a quarter of it is a round figure. */
function roundEnds(values: readonly number[]): { readonly bottom: number; readonly top: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const width = most - least || Math.abs(most) || 1;
  const ten = 10 ** Math.floor(Math.log10(width / 4));
  const unit = ([1, 2, 2.5, 5, 10].find((each) => each * ten * 4 >= width) ?? 10) * ten;
  const bottom = Math.floor(least / unit) * unit;
  const top = bottom + 4 * unit;
  return top >= most ? { bottom, top } : { bottom, top: bottom + 8 * unit };
}
