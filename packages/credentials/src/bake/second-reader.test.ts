/** A baked PNG as another reader has it, written from the PNG specification with Node's own checksums and inflate. */
import { crc32, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { world } from "../testing/world.testing.ts";
import { bakePng } from "./png.ts";
import { badgePng } from "./picture.ts";

interface Part {
  readonly type: string;
  readonly data: Buffer;
}

/** PNG (Third Edition) §5.3: length, type, data, CRC over the middle two. */
function partsOf(file: Buffer): readonly Part[] {
  expect(file.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const parts: Part[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const data = file.subarray(at + 8, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
    parts.push({ type: file.toString("latin1", at + 4, at + 8), data });
    at += 12 + length;
  }
  return parts;
}

/** §11.3.3.4: keyword, 0, compressed or not, method, language, 0, translated keyword, 0, text. */
function textIn({ data }: Part) {
  const [keyword = "", rest = ""] = data.toString("latin1").split(/\0(.*)/s);
  const [language, translated] = rest.slice(2).split("\0");
  const start = keyword.length + 3 + (language ?? "").length + 1 + (translated ?? "").length + 1;
  return {
    ...{ keyword, compressed: rest.charCodeAt(0), method: rest.charCodeAt(1), language, translated },
    text: data.toString("utf8", start),
  };
}

/** Bytes a pixel by colour type (§11.2.1), at eight bits a sample. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

test("a baked picture is a whole PNG, and another reader finds the credential in it, once and unchanged", async () => {
  const { signed } = await world();
  const json = JSON.stringify({ ...signed, name: "Wartung – für Ölkühler ✓" });
  const plain = badgePng(Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 11) % 256));
  const parts = partsOf(Buffer.from(bakePng(plain, json)));
  expect(parts[0]?.type).toBe("IHDR");
  expect(parts.at(-1)).toEqual({ type: "IEND", data: Buffer.alloc(0) });
  const texts = parts.filter(({ type }) => type === "iTXt").map(textIn);
  expect(texts).toEqual([
    { keyword: "openbadgecredential", compressed: 0, method: 0, language: "", translated: "", text: json },
  ]);
  const header = parts[0]?.data as Buffer;
  const [width, height, depth, colour] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8],
    header[9],
  ];
  const pixels = inflateSync(
    Buffer.concat(parts.filter(({ type }) => type === "IDAT").map(({ data }) => data)),
  );
  const row = 1 + Math.ceil((width * (SAMPLES[colour ?? -1] ?? 0) * (depth ?? 0)) / 8);
  expect(pixels).toHaveLength(height * row);
  // What is shown is what was there before.
  const shown = (all: readonly Part[]) => all.filter(({ type }) => type !== "iTXt");
  expect(shown(parts)).toEqual(partsOf(Buffer.from(plain)));
});
