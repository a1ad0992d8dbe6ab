/** Bars as pictures of what the words beside them say; hatched from a range's lower end to its upper. */
import { high, isRange, low } from "../protect/shown.ts";
import type { Shown } from "../protect/shown.ts";
import { h } from "./node.ts";
import type { Element, Node } from "./node.ts";

export interface BarLayer {
  readonly value: Shown;
  /** `track`, `one`, `two`, `three`…: what the sheet paints. */
  readonly paint: string;
}

const percent = (part: number, of: number): string =>
  `${of > 0 ? Math.round((10_000 * Math.min(part, of)) / of) / 100 : 0}%`;

/** Layers over each other, each from nought; the longest first. */
export function bar(layers: readonly BarLayer[], of: number): Element {
  return h(
    "svg",
    { class: "bar", "aria-hidden": "true", focusable: "false" },
    layers.flatMap(({ value, paint }): readonly Element[] => {
      if (value === null) return [];
      const [from, to] = [low(value), high(value)];
      return [
        h("rect", { class: `paint-${paint}`, width: percent(from, of), height: "100%" }),
        ...(isRange(value)
          ? [
              h("rect", {
                class: `between paint-${paint}`,
                x: percent(from, of),
                width: percent(Math.max(0, Math.min(to, of) - from), of),
                height: "100%",
              }),
            ]
          : []),
      ];
    }),
  );
}

/** Parts side by side. */
export function stack(parts: readonly BarLayer[], of: number): Element {
  let at = 0;
  return h(
    "svg",
    { class: "bar", "aria-hidden": "true", focusable: "false" },
    parts.flatMap(({ value, paint }): readonly Element[] => {
      if (value === null || high(value) === 0) return [];
      const middle = Math.min((low(value) + high(value)) / 2, of - at);
      const rect = h("rect", {
        class: `paint-${paint} part`,
        x: percent(at, of),
        width: percent(middle, of),
        height: "100%",
      });
      at += middle;
      return [rect];
    }),
  );
}

export interface BarRow {
  readonly label: string;
  readonly picture: Element;
  /** What the bar says, in words. */
  readonly says: Node | readonly Node[];
  /** A heading before the row, where it differs from the one before. */
  readonly under?: string;
  readonly mark?: Element;
}

export function barRows(rows: readonly BarRow[]): Element {
  return h(
    "ul",
    { class: "bars" },
    rows.flatMap(({ label, picture, says, under, mark }, at) => [
      ...(under !== undefined && under !== rows[at - 1]?.under
        ? [h("li", { class: "under", dir: "auto" }, under)]
        : []),
      h(
        "li",
        {},
        h("span", { class: "bar-label" }, mark, h("span", { dir: "auto" }, label)),
        picture,
        h(
          "span",
          { class: "bar-says" },
          ...(Array.isArray(says) ? (says as readonly Node[]) : [says as Node]),
        ),
      ),
    ]),
  );
}

/** What the paints mean. */
export function legend(entries: readonly (readonly [paint: string, words: string])[]): Element {
  return h(
    "p",
    { class: "legend" },
    entries.map(([paint, words]) =>
      h(
        "span",
        {},
        h(
          "svg",
          { class: "swatch", "aria-hidden": "true", focusable: "false" },
          h("rect", { class: `paint-${paint}`, width: "100%", height: "100%" }),
        ),
        words,
      ),
    ),
  );
}
