import fc from "fast-check";
import { expect, test } from "vitest";
import { shrink, type Pixels } from "./shrink.ts";

function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set(colour(x, y), (y * width + x) * 4);
  return { data, width, height };
}

test("one colour stays that colour, whatever the sizes", () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const size = fc.integer({ min: 2, max: 40 });
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), size, size, size, (colour, width, height, to) => {
      fc.pre(to < width);
      const small = shrink(
        picture(width, height, () => [...colour, 255]),
        to,
      );
      expect(small.width).toBe(to);
      expect(small.height).toBe(Math.max(1, Math.round((height * to) / width)));
      for (let at = 0; at < small.data.length; at += 4)
        expect([...small.data.slice(at, at + 4)]).toEqual([...colour, 255]);
    }),
    { numRuns: 40 },
  );
});

test("half black and half white is as light as both together, not a grey that is too dark", () => {
  const stripes = picture(4, 2, (x) => (x % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
  expect([...shrink(stripes, 2).data.slice(0, 4)]).toEqual([188, 188, 188, 255]);
});

test("what is transparent gives none of its colour", () => {
  const edge = picture(4, 2, (x) => (x < 1 ? [200, 10, 10, 255] : [0, 255, 0, 0]));
  expect([...shrink(edge, 2).data.slice(0, 8)]).toEqual([200, 10, 10, 128, 0, 0, 0, 0]);
});
