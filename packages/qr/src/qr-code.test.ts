import jsqr from "jsqr";
import { expect, test } from "vitest";
import { qrCode, qrPath, QUIET, type QrCode, type QrLevel } from "./qr-code.ts";

/** What another code base reads in it. */
function read(code: QrCode | undefined): string | undefined {
  if (code === undefined) return undefined;
  const [scale, size] = [4, code.length + 2 * QUIET];
  const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
  for (let y = 0; y < size * scale; y += 1)
    for (let x = 0; x < size * scale; x += 1) {
      const on = code[Math.floor(y / scale) - QUIET]?.[Math.floor(x / scale) - QUIET] === true;
      if (on) pixels.fill(0, (y * size * scale + x) * 4, (y * size * scale + x) * 4 + 3);
    }
  // It is CommonJS: the function is the module, or the module's default.
  const decode = (typeof jsqr === "function" ? jsqr : (jsqr as unknown as { default: unknown }).default) as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { readonly binaryData: readonly number[] } | null;
  const found = decode(pixels, size * scale, size * scale);
  return found === null ? undefined : new TextDecoder().decode(Uint8Array.from(found.binaryData));
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const text = (length: number) =>
  Array.from({ length }, (_, at) => LETTERS[(at * 7 + (at >> 3)) % LETTERS.length]).join("");

test.each([
  ["L", 1, 21],
  ["L", 17, 21],
  ["M", 17, 25],
  ["L", 100, 37],
  ["M", 213, 57],
  ["M", 700, 101],
  ["L", 1273, 117],
] as const)(
  "at %s a text of %i bytes becomes %i modules, and another reader reads it",
  (level: QrLevel, length, size) => {
    const code = qrCode(text(length), { level });
    expect(code?.length).toBe(size);
    expect(read(code)).toBe(text(length));
  },
);

test("what is not ASCII is UTF-8", () => {
  expect(read(qrCode("Prüfung: فحص السقالة 🦺"))).toBe("Prüfung: فحص السقالة 🦺");
});

test("the largest code holds 2,953 bytes, and no code more", () => {
  expect(qrCode(text(2953), { level: "L" })).toHaveLength(177);
  expect(qrCode(text(2954), { level: "L" })).toBeUndefined();
  expect(qrCode(text(2331))).toHaveLength(177);
  expect(qrCode(text(2332))).toBeUndefined();
});

test("its path draws the dark modules inside the quiet zone", () => {
  expect(qrPath([[true, true, false, true]])).toBe("M4 4h2v1h-2zM7 4h1v1h-1z");
});
