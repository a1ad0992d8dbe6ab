import type { Outline } from "@tessera/interactions/schema";
import type { ImageSize } from "../image-file.ts";
import { IDENTITY, mapped, readTransform, times } from "./matrix.ts";
import type { Matrix, Point } from "./matrix.ts";
import { pathRings } from "./path-rings.ts";

/** What is defined here is drawn elsewhere, if at all. */
const NEVER_DRAWN = new Set([
  ...["defs", "symbol", "clipPath", "mask", "pattern", "marker", "metadata", "style", "script"],
  ...["linearGradient", "radialGradient", "filter", "title", "desc"],
]);
/** How many pieces a circle becomes. */
const ROUND = 32;

interface Open {
  readonly name: string;
  readonly matrix: Matrix;
  readonly hidden: boolean;
  /** Own id and those of what it stands in: all get the outline. */
  readonly ids: readonly string[];
}

type Attributes = ReadonlyMap<string, string>;

/**
 * Outlines of all elements with an id, in the pixels in which the picture is shown. An element without an outline that
 * can be told has an empty one: text, a line, a `use`. What is only defined, or stands in an `svg` of its own, is left
 * out. Styles are not looked at.
 *
 * @param size - of the whole picture
 */
export function svgShapes(svg: string, size: ImageSize): ReadonlyMap<string, Outline> {
  const shapes = new Map<string, (readonly Point[])[]>();
  const open: Open[] = [];
  for (const tag of tagsOf(svg)) {
    if (tag.closes) {
      const at = open.findLastIndex(({ name }) => name === tag.name);
      if (at >= 0) open.length = at;
      continue;
    }
    const parent = open.at(-1);
    const element = enter(tag, parent, size);
    if (element === undefined) continue;
    const { attributes } = tag;
    const id = parent === undefined ? undefined : attributes.get("id");
    if (id !== undefined && !element.hidden && !shapes.has(id)) shapes.set(id, []);
    if (!element.hidden && tag.name !== "svg")
      for (const ring of ringsOf(tag.name, attributes)) {
        const points = ring.map((point) => mapped(element.matrix, point));
        for (const each of element.ids) shapes.get(each)?.push(points);
      }
    if (!tag.empty) open.push(element);
  }
  return shapes;
}

function enter({ name, attributes }: Tag, parent: Open | undefined, size: ImageSize): Open | undefined {
  const id = attributes.get("id");
  const ids = [...(parent?.ids ?? []), ...(id === undefined ? [] : [id])];
  if (parent === undefined) {
    if (name !== "svg") return undefined;
    // The whole picture is no part of itself.
    return { name, matrix: viewBoxMatrix(attributes, size), hidden: false, ids: [] };
  }
  const hidden = parent.hidden || NEVER_DRAWN.has(name) || name === "svg";
  const own = readTransform(attributes.get("transform"));
  return { name, matrix: times(parent.matrix, own), hidden, ids };
}

/** From the view box to pixels, with what `preserveAspectRatio` says of the room that is left (SVG 2 §8.6). */
function viewBoxMatrix(attributes: Attributes, { width, height }: ImageSize): Matrix {
  const box = (attributes.get("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [left = 0, top = 0, boxWidth = 0, boxHeight = 0] = box;
  if (box.length !== 4 || !box.every((each) => Number.isFinite(each)) || boxWidth <= 0 || boxHeight <= 0)
    return IDENTITY;
  const keep = attributes.get("preserveAspectRatio") ?? "xMidYMid meet";
  const [x, y] = [width / boxWidth, height / boxHeight];
  if (/\bnone\b/.test(keep)) return [x, 0, 0, y, -left * x, -top * y];
  const scale = /\bslice\b/.test(keep) ? Math.max(x, y) : Math.min(x, y);
  const share = (axis: string) => (keep.includes(`${axis}Min`) ? 0 : keep.includes(`${axis}Max`) ? 1 : 0.5);
  return [
    scale,
    0,
    0,
    scale,
    -left * scale + share("x") * (width - boxWidth * scale),
    -top * scale + share("Y") * (height - boxHeight * scale),
  ];
}

function ringsOf(name: string, attributes: Attributes): readonly (readonly Point[])[] {
  const number = (key: string) => Number.parseFloat(attributes.get(key) ?? "0") || 0;
  switch (name) {
    case "rect":
    case "image": {
      const [x, y, width, height] = [number("x"), number("y"), number("width"), number("height")];
      if (width <= 0 || height <= 0) return [];
      const [right, bottom] = [x + width, y + height];
      return [
        [
          [x, y],
          [right, y],
          [right, bottom],
          [x, bottom],
        ],
      ];
    }
    case "circle":
      return ellipse([number("cx"), number("cy")], number("r"), number("r"));
    case "ellipse":
      return ellipse([number("cx"), number("cy")], number("rx"), number("ry"));
    case "polygon":
    case "polyline": {
      const numbers =
        (attributes.get("points") ?? "").match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g) ?? [];
      const points = numbers.flatMap((x, index): Point[] =>
        index % 2 === 0 && numbers[index + 1] !== undefined ? [[Number(x), Number(numbers[index + 1])]] : [],
      );
      return points.length > 2 ? [points] : [];
    }
    case "path":
      return pathRings(attributes.get("d") ?? "");
    default:
      return [];
  }
}

function ellipse([cx, cy]: Point, rx: number, ry: number): readonly (readonly Point[])[] {
  if (rx <= 0 || ry <= 0) return [];
  return [
    Array.from({ length: ROUND }, (_, index): Point => {
      const angle = (index / ROUND) * 2 * Math.PI;
      return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
    }),
  ];
}

interface Tag {
  readonly name: string;
  readonly attributes: Attributes;
  readonly closes: boolean;
  readonly empty: boolean;
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Start and end tags without a prefix, in their order; comments and processing instructions are passed over. */
function* tagsOf(svg: string): Generator<Tag> {
  for (const [, slash, name, rest = ""] of svg.matchAll(TOKEN)) {
    if (name === undefined) continue;
    const attributes = new Map<string, string>();
    for (const [, key = "", double, single] of rest.matchAll(ATTRIBUTE))
      attributes.set(key, double ?? single ?? "");
    yield { name, attributes, closes: slash === "/", empty: rest.endsWith("/") };
  }
}
