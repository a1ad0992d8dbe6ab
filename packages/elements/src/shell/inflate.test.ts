import { deflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inflateRaw } from "./inflate.ts";

test("the inflater opens whatever deflate can make: stored, fixed and dynamic blocks", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 3000 }),
      fc.integer({ min: 0, max: 9 }),
      fc.boolean(),
      (bytes, level, repeat) => {
        const input = repeat ? Buffer.concat(Array.from({ length: 20 }, () => bytes)) : Buffer.from(bytes);
        expect(Buffer.from(inflateRaw(deflateRawSync(input, { level }))).equals(input)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("damaged data is refused, never looped over", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        inflateRaw(bytes);
      } catch (problem) {
        expect((problem as Error).message).toMatch(/^deflate data/);
      }
    }),
  );
});
