import type { Element, ElementContent, Properties } from "hast";
import { element } from "../prose/element.ts";
import type { DrawnGraph, DrawnObject, DrawStep } from "./graphviz.ts";

/** What a part of a diagram may mean: the words of `class`, each with a token of its own. */
export const MEANINGS = ["accent", "caution", "info", "muted", "right", "wrong"] as const;

/** Points become pixels so that a label is as large as text. */
const SCALE = 1.15;
/** Points between the drawing and its edge. */
const MARGIN = 4;

/**
 * The drawing as SVG that holds shapes and text and no colour: lines are ink, what is filled is a soft surface, and what
 * has a meaning has its colour from the page's tokens.
 *
 * @param alt - what is read out instead
 */
export function svgOf(graph: DrawnGraph, alt: string): Element {
  const [left = 0, bottom = 0, right = 0, top = 0] = (graph.bb ?? "").split(",").map(Number);
  const width = right - left + 2 * MARGIN;
  const height = top - bottom + 2 * MARGIN;
  const place: Place = { left: left - MARGIN, top: top + MARGIN };
  const clusters = (graph.objects ?? []).filter((each) => each["nodes"] !== undefined || isCluster(each));
  const nodes = (graph.objects ?? []).filter((each) => !clusters.includes(each));
  const children = [
    // The page is the ground: of the graph itself only its label is drawn.
    ...steps(graph._ldraw_, { place, head: false }),
    ...clusters.flatMap((each) => group(each, place)),
    ...(graph.edges ?? []).flatMap((each) => group(each, place)),
    ...nodes.flatMap((each) => group(each, place)),
  ];
  return element(
    "svg",
    {
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width: Math.ceil(width * SCALE),
      height: Math.ceil(height * SCALE),
      role: "img",
      ariaLabel: alt,
      dataBlock: "diagram",
    },
    children,
  );
}

function isCluster({ name = "" }: DrawnObject): boolean {
  return name.startsWith("cluster");
}

interface Place {
  /** Of the drawing's top left corner, in Graphviz's points. */
  readonly left: number;
  readonly top: number;
}

function group(object: DrawnObject, place: Place): ElementContent[] {
  const children = [
    ...steps(object._draw_, { place, head: false }),
    ...steps(object._tdraw_, { place, head: true }),
    ...steps(object._hdraw_, { place, head: true }),
    ...["_ldraw_", "_tldraw_", "_hldraw_"].flatMap((name) =>
      steps(object[name] as readonly DrawStep[] | undefined, { place, head: false }),
    ),
  ];
  if (children.length === 0) return [];
  const meanings = (object.class ?? "")
    .split(/\s+/)
    .filter((word) => MEANINGS.some((known) => known === word));
  return [
    element("g", meanings.length > 0 ? { className: meanings.map((word) => `dg-${word}`) } : {}, children),
  ];
}

interface Drawing {
  readonly place: Place;
  /** Of an arrow, which is filled with the line's own colour. */
  readonly head: boolean;
}

function steps(list: readonly DrawStep[] = [], { place, head }: Drawing): ElementContent[] {
  const found: ElementContent[] = [];
  let line: string[] = [];
  let size = 14;
  let letters = 0;
  const at = ([x, y]: readonly [number, number]) => `${round(x - place.left)},${round(place.top - y)}`;
  const look = (filled: boolean): Properties => {
    const names = [...line, ...(filled ? [head ? "dg-head" : "dg-fill"] : [])];
    return names.length > 0 ? { className: names } : {};
  };
  for (const { op, points = [], rect, pt, align, text, width, style, size: points_, fontchar } of list) {
    const filled = op === op.toUpperCase();
    switch (op) {
      case "S":
        line = lineOf(style ?? "", line);
        break;
      case "F":
        size = points_ ?? 14;
        break;
      case "t":
        letters = fontchar ?? 0;
        break;
      case "e":
      case "E": {
        const [x = 0, y = 0, rx = 0, ry = 0] = rect ?? [];
        const middle = { cx: round(x - place.left), cy: round(place.top - y), rx: round(rx), ry: round(ry) };
        found.push(element("ellipse", { ...middle, ...look(filled) }));
        break;
      }
      case "p":
      case "P":
        found.push(element("polygon", { points: points.map(at).join(" "), ...look(filled) }));
        break;
      case "L":
        found.push(element("polyline", { points: points.map(at).join(" "), ...look(false) }));
        break;
      case "b":
      case "B": {
        const [first, ...others] = points;
        if (first)
          found.push(element("path", { d: `M${at(first)}C${others.map(at).join(" ")}`, ...look(filled) }));
        break;
      }
      case "T":
        if (pt && text !== undefined && text.trim() !== "")
          found.push(
            element(
              "text",
              {
                x: round(pt[0] - place.left),
                y: round(place.top - pt[1]),
                ...(align === "l" ? {} : { textAnchor: align === "r" ? "end" : "middle" }),
                ...(size === 14 ? {} : { fontSize: round(Math.min(Math.max(size, 10), 40)) }),
                ...lengthOf(text, width),
                ...(letters & 1 ? { fontWeight: "bold" } : {}),
                ...(letters & 2 ? { fontStyle: "italic" } : {}),
              },
              [{ type: "text", value: text }],
            ),
          );
        break;
      default:
        break;
    }
  }
  return found;
}

function lineOf(style: string, before: readonly string[]): string[] {
  if (style === "solid") return before.filter((name) => name === "dg-bold");
  if (style === "dashed" || style === "dotted") return [...before, `dg-${style}`];
  const width = Number(/^setlinewidth\(([\d.]+)\)$/.exec(style)?.[1] ?? (style === "bold" ? 2 : 1));
  return width > 1 ? [...before.filter((name) => name !== "dg-bold"), "dg-bold"] : [...before];
}

/**
 * Boxes are as wide as Graphviz thinks that their labels are. Another font of about that width is fitted in; letters that are joined
 * would be torn apart.
 */
function lengthOf(text: string, width = 0): Properties {
  if (width === 0 || !/^[ -~\u00a0-\u024f\u0370-\u04ff\u2010-\u2044]+$/.test(text)) return {};
  return { textLength: round(width), lengthAdjust: "spacingAndGlyphs" };
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
