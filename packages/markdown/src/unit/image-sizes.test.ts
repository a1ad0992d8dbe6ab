import type { Unit } from "@tessera/course";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";
import { digestOf, readSizes, sizedPath, SIZES_FILE, writeSizes } from "./image-sizes.ts";
import { isTurned } from "./jpeg-turned.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nText.\n";

/** The head of a PNG of this size: no more of it is read. */
function png(width: number, height: number, salt = 0): Uint8Array {
  const bytes = new Uint8Array(40);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes[39] = salt;
  return bytes;
}

const PICTURE = png(1600, 900);
const SIZED = { "v.480.webp": new Uint8Array([1]), "v.960.webp": new Uint8Array([1]) };
const LOCK = writeSizes(new Map([["v.png", { digest: digestOf(PICTURE), widths: [480, 960] }]]));

async function compiled(files: Readonly<Record<string, string | Uint8Array>>) {
  const { course, diagnostics } = await compileCourse(
    objectHost({ "course.md": COURSE, "01-a.md": "# A\n\n![Valve](v.png)\n", "v.png": PICTURE, ...files }),
  );
  const [unit] = course?.children ?? [];
  const [first] = (unit as Unit).pages[0]?.flow ?? [];
  return {
    html: first?.type === "prose" ? first.html : "",
    assets: course?.assets.map(({ path }) => path),
    codes: diagnostics.map(({ code }) => code),
  };
}

test("a picture with its sizes beside it lets the browser choose, and brings them", async () => {
  const { html, assets, codes } = await compiled({ ...SIZED, [SIZES_FILE]: LOCK });
  expect(codes).toEqual([]);
  expect(html).toContain(
    'srcset="tessera-asset:v.480.webp 480w, tessera-asset:v.960.webp 960w, tessera-asset:v.png 1600w"',
  );
  expect(html).toContain('sizes="min(100vw, 760px)"');
  expect(assets).toEqual(["v.480.webp", "v.960.webp", "v.png"]);
});

test("without the file of sizes there are none, whatever lies beside the picture", async () => {
  const { html, assets } = await compiled(SIZED);
  expect(html).not.toContain("srcset");
  expect(assets).toEqual(["v.png"]);
});

test.each([
  ["of another picture", { ...SIZED, [SIZES_FILE]: LOCK, "v.png": png(1600, 900, 1) }],
  ["one of which is gone", { "v.480.webp": new Uint8Array([1]), [SIZES_FILE]: LOCK }],
  ["in a file that is something else", { ...SIZED, [SIZES_FILE]: "[]" }],
])("sizes %s are left out, and it is said", async (_, files) => {
  const { html, codes } = await compiled(files);
  expect(html).not.toContain("srcset");
  expect(codes).toEqual(["image/stale-sizes"]);
});

test("what is written is read back, in order of path", () => {
  const pictures = new Map([
    ["b/ü.jpg", { digest: "1", widths: [480] }],
    ["a.png", { digest: "2", widths: [] }],
  ]);
  const text = writeSizes(pictures);
  expect([...(readSizes(text) ?? [])]).toEqual([...pictures].reverse());
  expect(writeSizes(readSizes(text) ?? new Map())).toBe(text);
  for (const other of [
    "",
    "{}",
    '{"format":2,"pictures":{}}',
    '{"format":1,"pictures":{"a":{"digest":1,"widths":[]}}}',
  ])
    expect(readSizes(other)).toBeUndefined();
  expect(sizedPath("media/a.b/valve.jpeg", 480)).toBe("media/a.b/valve.480.webp");
});

test("a photograph that was taken on its side is as wide as a browser shows it", () => {
  const jpeg = (orientation: number, order: "II" | "MM") => {
    const little = order === "II";
    const two = (value: number) => (little ? [value, 0] : [0, value]);
    const four = (value: number) => (little ? [value, 0, 0, 0] : [0, 0, 0, value]);
    const letters = Array.from(order, (letter) => letter.charCodeAt(0));
    const tag = little ? [0x12, 0x01] : [0x01, 0x12];
    const tiff = [
      ...letters,
      ...two(42),
      ...four(8),
      ...two(1),
      ...tag,
      ...two(3),
      ...four(1),
      ...two(orientation),
      0,
      0,
    ];
    const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
    return new Uint8Array([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      2,
      0xff,
      0xe1,
      0,
      exif.length + 2,
      ...exif,
      0xff,
      0xda,
    ]);
  };
  for (const order of ["II", "MM"] as const)
    expect([1, 3, 6, 8].map((orientation) => isTurned(jpeg(orientation, order)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  expect(isTurned(new Uint8Array([0xff, 0xd8, 0xff, 0xe1]))).toBe(false);
  expect(isTurned(new Uint8Array())).toBe(false);
});
