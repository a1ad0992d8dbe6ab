import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mediaLength } from "./media-length.ts";

const WEBM = new Uint8Array(
  readFileSync(
    fileURLToPath(new URL("../../fixtures/at__beyond-end/files/media/isolate.webm", import.meta.url)),
  ),
);

const lettersOf = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

/** A box of ISO base media: its length, its name, what is in it. */
function box(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = parts.flatMap((part) => [...part]);
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, 8 + body.length);
  head.set(
    [...name].map((letter) => letter.charCodeAt(0)),
    4,
  );
  return new Uint8Array([...head, ...body]);
}

const words = (...values: readonly number[]) =>
  new Uint8Array(
    values.flatMap((value) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]),
  );

test("a WebM says how long it is", () => {
  expect(mediaLength(WEBM, "webm")).toBe(12);
});

test("an MP4 says it in its movie header, old and new, wherever that stands", () => {
  const old = box("mvhd", words(0, 0, 0, 1000, 72_500));
  expect(mediaLength(box("moov", old), "mp4")).toBe(72.5);
  const late = new Uint8Array([
    ...box("ftyp", words(1)),
    ...box("mdat", words(1, 2, 3)),
    ...box("moov", box("trak"), old),
  ]);
  expect(mediaLength(late, "m4a")).toBe(72.5);
  const long = box("mvhd", words(0x01000000, 0, 0, 0, 0, 600, 1, 0));
  expect(mediaLength(box("moov", long), "mp4")).toBeCloseTo(2 ** 32 / 600);
});

test("a WAV is as long as its bytes last", () => {
  const little = (value: number) => words(value).reverse();
  const text = (letters: string) => new Uint8Array(lettersOf(letters));
  const format = [text("fmt "), little(16), words(0, 0), little(8_000), words(0)];
  const all = [text("RIFF"), words(0), text("WAVE"), ...format, text("data"), little(20_000)];
  expect(mediaLength(new Uint8Array(all.flatMap((part) => [...part])), "wav")).toBe(2.5);
});

test("what is cut off, broken or not read here has no length, and nothing throws or hangs", () => {
  expect(mediaLength(new Uint8Array(), "mp4")).toBeUndefined();
  expect(mediaLength(WEBM, "mp3")).toBeUndefined();
  expect(mediaLength(WEBM.slice(0, 60), "webm")).toBeUndefined();
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom("mp4", "webm", "wav"),
      (bytes, extension) => {
        const seconds = mediaLength(bytes, extension);
        expect(seconds === undefined || seconds > 0).toBe(true);
      },
    ),
  );
});
