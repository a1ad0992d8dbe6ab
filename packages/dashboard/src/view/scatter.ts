import { h } from "./node.ts";
import type { Element } from "./node.ts";

export interface Dot {
  /** Both in [0, 1]. */
  readonly x: number;
  readonly y: number;
  /** Stands in the dot, and in the first column of the table. */
  readonly label: string;
  readonly flagged: boolean;
}

export interface Axes {
  readonly x: readonly [low: string, name: string, high: string];
  readonly y: readonly [low: string, name: string, high: string];
  /** A line across, at this height. */
  readonly line?: number;
}

const part = (value: number): string => `${Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 10}%`;

export function scatter(dots: readonly Dot[], { x, y, line }: Axes): Element {
  return h(
    "div",
    { class: "scatter", "aria-hidden": "true" },
    h(
      "p",
      { class: "scatter-y" },
      y.map((words) => h("span", {}, words)),
    ),
    h(
      "svg",
      { class: "plot", focusable: "false" },
      h("rect", { class: "frame", width: "100%", height: "100%" }),
      line !== undefined &&
        h("line", { class: "grid", x1: "0%", x2: "100%", y1: part(1 - line), y2: part(1 - line) }),
      // What is flagged lies on top.
      [...dots]
        .sort((a, b) => Number(a.flagged) - Number(b.flagged))
        .map((dot) =>
          h(
            "svg",
            { x: part(dot.x), y: part(1 - dot.y), overflow: "visible" },
            dot.flagged
              ? h("path", { class: "dot flagged", d: "M0-13 13 0 0 13-13 0Z" })
              : h("circle", { class: "dot", r: 6 }),
            dot.flagged && h("text", { class: "dot-label", y: 4 }, dot.label),
          ),
        ),
    ),
    h(
      "p",
      { class: "scatter-x" },
      x.map((words) => h("span", {}, words)),
    ),
  );
}
