/** An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f (SVG 2 §8.5). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export type Point = readonly [x: number, y: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function mapped([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** One function of a `transform` attribute; undefined where its name or numbers are none. */
function transformOf(name: string, numbers: readonly number[]): Matrix | undefined {
  const [a = 0, b = 0, c = 0] = numbers;
  const [x, y] = [b, c];
  switch (name) {
    case "matrix":
      return numbers.length === 6 ? (numbers as unknown as Matrix) : undefined;
    case "translate":
      return [1, 0, 0, 1, a, b];
    case "scale":
      return [a, 0, 0, numbers.length > 1 ? b : a, 0, 0];
    case "rotate": {
      const [cos, sin] = [Math.cos(radians(a)), Math.sin(radians(a))];
      return times(times([1, 0, 0, 1, x, y], [cos, sin, -sin, cos, 0, 0]), [1, 0, 0, 1, -x, -y]);
    }
    case "skewX":
      return [1, 0, Math.tan(radians(a)), 1, 0, 0];
    case "skewY":
      return [1, Math.tan(radians(a)), 0, 1, 0, 0];
    default:
      return undefined;
  }
}

/** A `transform` attribute; what cannot be read is left out, as a browser leaves out all of it. */
export function readTransform(text: string | undefined): Matrix {
  let whole = IDENTITY;
  for (const [, name = "", inside = ""] of (text ?? "").matchAll(/([a-zA-Z]+)\s*\(([^()]*)\)/g)) {
    const numbers = inside.split(/[\s,]+/).flatMap((part) => (part === "" ? [] : [Number(part)]));
    const one = numbers.every((number) => Number.isFinite(number)) ? transformOf(name, numbers) : undefined;
    if (one === undefined) return IDENTITY;
    whole = times(whole, one);
  }
  return whole;
}
