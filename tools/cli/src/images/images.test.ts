import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { images } from "../commands/images.ts";
import { compileFolder } from "../compile-folder.adapter.ts";
import { openCodecs } from "./codecs.adapter.ts";
import { planSizes } from "./plan-sizes.ts";

let folder: string;
const media = (name: string) => join(folder, "media", name);

/** A PNG of noise: nothing that shrinks by itself. */
function png(width: number, height: number, salt = 0): Uint8Array {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  let seed = 1 + salt;
  for (let at = 0; at < rows.length; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    rows[at] = at % (width * 3 + 1) === 0 ? 0 : seed >>> 24;
  }
  const chunk = (name: string, body: Uint8Array) => {
    const out = Buffer.alloc(12 + body.length);
    out.writeUInt32BE(body.length, 0);
    out.write(name, 4, "latin1");
    out.set(body, 8);
    out.writeUInt32BE(crc(out.subarray(4, 8 + body.length)), 8 + body.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Uint8Array): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-images-"));
  mkdirSync(join(folder, "media"));
  const course =
    "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n";
  writeFileSync(join(folder, "course.md"), course);
  writeFileSync(join(folder, "01-a.md"), "# A\n\n![Valve](media/valve.png)\n\n![Small](media/small.png)\n");
  writeFileSync(media("valve.png"), png(700, 200));
  writeFileSync(media("small.png"), png(300, 100));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("sizes are written once: again there is nothing to do, and not a byte changes", async () => {
  await images(folder, { dryRun: true });
  expect(readdirSync(join(folder, "media")).sort()).toEqual(["small.png", "valve.png"]);
  await images(folder, {});
  expect(readdirSync(join(folder, "media")).sort()).toEqual(["small.png", "valve.480.webp", "valve.png"]);
  const written = readFileSync(media("valve.480.webp"));
  expect(written.length).toBeLessThan(statSync(media("valve.png")).size);
  const pixels = await (await openCodecs()).decode(new Uint8Array(written), "image/webp");
  expect([pixels.width, pixels.height]).toEqual([480, 137]);
  const lock = readFileSync(join(folder, "images.lock.json"), "utf8");
  const before = statSync(media("valve.480.webp")).mtimeMs;
  await images(folder, {});
  expect(statSync(media("valve.480.webp")).mtimeMs).toBe(before);
  expect(readFileSync(join(folder, "images.lock.json"), "utf8")).toBe(lock);
  const { course, diagnostics } = await compileFolder(folder);
  expect(diagnostics).toEqual([]);
  expect(JSON.stringify(course)).toContain("valve.480.webp 480w");
});

test("a picture that changed gets new sizes, and those of one that no page shows are taken away", async () => {
  await images(folder, {});
  const first = readFileSync(media("valve.480.webp"));
  writeFileSync(media("valve.png"), png(700, 200, 7));
  expect((await compileFolder(folder)).diagnostics.map(({ code }) => code)).toEqual(["image/stale-sizes"]);
  await images(folder, {});
  expect(readFileSync(media("valve.480.webp")).equals(first)).toBe(false);
  writeFileSync(join(folder, "01-a.md"), "# A\n\n![Small](media/small.png)\n");
  await images(folder, {});
  expect(readdirSync(folder)).not.toContain("images.lock.json");
  expect(readdirSync(join(folder, "media")).sort()).toEqual(["small.png", "valve.png"]);
});

test("what has every size, what moves and what is small is left alone, and why is said", () => {
  const about = (mediaType: string, bytes: Uint8Array, width = 2_000) =>
    planSizes({ path: "a", mediaType, width }, { bytes, entry: undefined, exists: () => false });
  const text = (letters: string) => Buffer.from(letters, "latin1");
  expect(about("image/svg+xml", text("<svg/>"))).toEqual({ kind: "left", why: "drawn-in-lines" });
  expect(about("image/gif", text("GIF89a"))).toEqual({ kind: "left", why: "moves" });
  expect(about("image/png", text("\x89PNG....acTL"))).toEqual({ kind: "left", why: "moves" });
  expect(about("image/webp", text("RIFF....WEBPVP8X....ANIM"))).toEqual({ kind: "left", why: "moves" });
  expect(about("image/jpeg", text("x"), 500)).toEqual({ kind: "left", why: "small" });
  expect(about("image/jpeg", text("x"), 1_300)).toMatchObject({ kind: "write", widths: [960, 480] });
});
