import type { Point } from "./matrix.ts";

/** How many straight pieces a curve becomes: enough to point at, few enough to carry. */
const PIECES = 12;

/**
 * Path data as closed rings of points (SVG 2 §9.3). Like a browser it takes all up to the first mistake.
 */
export function pathRings(data: string): readonly (readonly Point[])[] {
  const pen = new Pen();
  const reader = new Reader(data);
  for (let command = reader.command(); command !== undefined; command = reader.command(command))
    if (!draw(command, reader, pen)) break;
  return pen.rings();
}

/** Numbers and flags of path data, one by one. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next letter; the one before once more where numbers follow it. */
  command(before?: string): string | undefined {
    const letter = this.#take(/[\s,]*([MmZzLlHhVvCcSsQqTtAa])/y);
    if (letter !== undefined || before === undefined || /z/i.test(before)) return letter;
    const from = this.#at;
    const more = this.number() !== undefined;
    this.#at = from;
    if (!more) return undefined;
    return before === "M" ? "L" : before === "m" ? "l" : before;
  }

  number(): number | undefined {
    const text = this.#take(/[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y);
    return text === undefined ? undefined : Number(text);
  }

  /** `0` or `1`, which may touch what follows. */
  flag(): number | undefined {
    const text = this.#take(/[\s,]*([01])/y);
    return text === undefined ? undefined : Number(text);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[1];
  }
}

class Pen {
  readonly #rings: Point[][] = [];
  at: Point = [0, 0];
  start: Point = [0, 0];
  /** The last control point, for curves that go on smoothly, and the letter that set it. */
  control: { readonly point: Point; readonly by: "C" | "Q" } | undefined;

  rings(): readonly (readonly Point[])[] {
    return this.#rings.filter((ring) => ring.length > 2);
  }

  move(to: Point): void {
    this.at = to;
    this.start = to;
    this.#rings.push([to]);
  }

  line(to: Point): void {
    // After `Z` a line begins a new ring where the last one began.
    if (this.#rings.length === 0 || this.#closed) this.#rings.push([this.at]);
    this.#closed = false;
    (this.#rings.at(-1) as Point[]).push(to);
    this.at = to;
  }

  close(): void {
    this.at = this.start;
    this.#closed = true;
  }

  curve(point: (share: number) => Point): void {
    for (let piece = 1; piece <= PIECES; piece += 1) this.line(point(piece / PIECES));
  }

  #closed = false;

  reopened(): void {
    this.#closed = false;
  }
}

const COUNT: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, Z: 0 };

/** @returns false where the numbers end too early */
function draw(letter: string, reader: Reader, pen: Pen): boolean {
  const command = letter.toUpperCase();
  const relative = letter !== command;
  const [fromX, fromY] = relative ? pen.at : [0, 0];
  if (command === "A") return drawArc(reader, pen, [fromX, fromY]);
  const numbers: number[] = [];
  for (let count = COUNT[command] ?? 0; count > 0; count -= 1) {
    const number = reader.number();
    if (number === undefined) return false;
    numbers.push(number);
  }
  const point = (index: number): Point => [(numbers[index] ?? 0) + fromX, (numbers[index + 1] ?? 0) + fromY];
  const { at, control } = pen;
  const mirrored = (by: "C" | "Q"): Point =>
    control?.by === by ? [2 * at[0] - control.point[0], 2 * at[1] - control.point[1]] : at;
  pen.control = undefined;
  switch (command) {
    case "M":
      pen.move(point(0));
      pen.reopened();
      break;
    case "L":
      pen.line(point(0));
      break;
    case "H":
      pen.line([(numbers[0] ?? 0) + fromX, at[1]]);
      break;
    case "V":
      pen.line([at[0], (numbers[0] ?? 0) + fromY]);
      break;
    case "C":
      cubic(pen, point(0), point(2), point(4));
      break;
    case "S":
      cubic(pen, mirrored("C"), point(0), point(2));
      break;
    case "Q":
      quadratic(pen, point(0), point(2));
      break;
    case "T":
      quadratic(pen, mirrored("Q"), point(0));
      break;
    default:
      pen.close();
  }
  return true;
}

function cubic(pen: Pen, one: Point, two: Point, to: Point): void {
  const from = pen.at;
  const along = (t: number, axis: 0 | 1) =>
    (1 - t) ** 3 * from[axis] +
    3 * (1 - t) ** 2 * t * one[axis] +
    3 * (1 - t) * t ** 2 * two[axis] +
    t ** 3 * to[axis];
  pen.curve((t) => [along(t, 0), along(t, 1)]);
  pen.control = { point: two, by: "C" };
}

function quadratic(pen: Pen, one: Point, to: Point): void {
  const from = pen.at;
  const along = (t: number, axis: 0 | 1) =>
    (1 - t) ** 2 * from[axis] + 2 * (1 - t) * t * one[axis] + t ** 2 * to[axis];
  pen.curve((t) => [along(t, 0), along(t, 1)]);
  pen.control = { point: one, by: "Q" };
}

/** From the end points of an elliptical arc to its centre (SVG 2, appendix B.2.4 and B.2.5). */
function drawArc(reader: Reader, pen: Pen, [fromX, fromY]: Point): boolean {
  const sizes = [reader.number(), reader.number(), reader.number()];
  const flags = [reader.flag(), reader.flag()];
  const ends = [reader.number(), reader.number()];
  if ([...sizes, ...flags, ...ends].some((number) => number === undefined)) return false;
  const [width = 0, height = 0, degrees = 0] = sizes;
  const to: Point = [(ends[0] ?? 0) + fromX, (ends[1] ?? 0) + fromY];
  const [x1, y1] = pen.at;
  pen.control = undefined;
  let [rx, ry] = [Math.abs(width), Math.abs(height)];
  if (rx === 0 || ry === 0 || (x1 === to[0] && y1 === to[1])) {
    pen.line(to);
    return true;
  }
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [dx, dy] = [(x1 - to[0]) / 2, (y1 - to[1]) / 2];
  const [x, y] = [cos * dx + sin * dy, cos * dy - sin * dx];
  const stretch = Math.max(Math.hypot(x / rx, y / ry), 1);
  rx *= stretch;
  ry *= stretch;
  const [px, py] = [(rx * y) ** 2, (ry * x) ** 2];
  const root = Math.sqrt(Math.max((rx * ry) ** 2 / (px + py) - 1, 0)) * (flags[0] === flags[1] ? -1 : 1);
  const [cx, cy] = [(root * rx * y) / ry, (-root * ry * x) / rx];
  const begin = Math.atan2((y - cy) / ry, (x - cx) / rx);
  const full = 2 * Math.PI;
  const sweep = Math.atan2((-y - cy) / ry, (-x - cx) / rx) - begin;
  const way = flags[1] === 1 ? (sweep + full) % full : (sweep - full) % full || 0;
  const [midX, midY] = [(x1 + to[0]) / 2, (y1 + to[1]) / 2];
  pen.curve((t) => {
    const [ex, ey] = [cx + rx * Math.cos(begin + t * way), cy + ry * Math.sin(begin + t * way)];
    return [cos * ex - sin * ey + midX, sin * ex + cos * ey + midY];
  });
  return true;
}
