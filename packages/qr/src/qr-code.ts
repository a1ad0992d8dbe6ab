/**
 * A text as a QR code: byte mode, the smallest version that holds it, the mask that reads best.
 * @see ISO/IEC 18004:2015 §7
 */
import { errorWords } from "./reed-solomon.ts";

/** How much may be dirty: about 7 % or 15 % of it. */
export type QrLevel = "L" | "M";

/** Rows of modules; true is dark. Without the quiet zone round it. */
export type QrCode = readonly (readonly boolean[])[];

/** Light modules that have to stay free on each side (§5.3.8). */
export const QUIET = 4;

/** By version, from 1: words of error correction in a block, and number of blocks (§7.5.1, table 9). */
const EC_WORDS = {
  L: "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
  M: "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28",
} as const;
const BLOCKS = {
  L: "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
  M: "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
} as const;
const nth = (table: string, version: number): number => Number(table.split(" ")[version - 1]);
const LEVEL_BITS = { L: 1, M: 0 } as const;

/** Modules that hold data, all patterns taken off. */
function room(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const across = Math.floor(version / 7) + 2;
    modules -= (25 * across - 10) * across - 55;
    if (version >= 7) modules -= 36;
  }
  return modules;
}

/** @returns undefined for a text that no code holds (2,953 bytes at `L`, 2,331 at `M`) */
export function qrCode(text: string, { level = "M" }: { readonly level?: QrLevel } = {}): QrCode | undefined {
  const bytes = utf8(text);
  for (let version = 1; version <= 40; version += 1) {
    const words = room(version) >> 3;
    const data = words - nth(EC_WORDS[level], version) * nth(BLOCKS[level], version);
    const lengthBits = version < 10 ? 8 : 16;
    if (4 + lengthBits + 8 * bytes.length <= 8 * data)
      return draw(interleaved(bytes, version, level, data), version, level);
  }
  return undefined;
}

/** UTF-8, without a platform's encoder. */
function utf8(text: string): readonly number[] {
  return [...unescape(encodeURIComponent(text))].map((letter) => letter.charCodeAt(0));
}

/** All words in the order in which they are drawn (§7.6). */
function interleaved(
  bytes: readonly number[],
  version: number,
  level: QrLevel,
  data: number,
): readonly number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let at = count - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, 8 * data - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const words: number[] = [];
  for (let at = 0; at < bits.length; at += 8) words.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let pad = 0xec; words.length < data; pad ^= 0xec ^ 0x11) words.push(pad);

  const blocks = nth(BLOCKS[level], version);
  const checks = nth(EC_WORDS[level], version);
  const short = Math.floor(data / blocks);
  const longer = data % blocks;
  const parts: { readonly own: readonly number[]; readonly check: readonly number[] }[] = [];
  for (let block = 0, at = 0; block < blocks; block += 1) {
    const own = words.slice(at, (at += short + (block < blocks - longer ? 0 : 1)));
    parts.push({ own, check: errorWords(own, checks) });
  }
  const row = (pick: (part: (typeof parts)[number]) => number | undefined) =>
    parts.map(pick).filter((word): word is number => word !== undefined);
  return [
    ...Array.from({ length: short + 1 }, (_, at) => row(({ own }) => own[at])).flat(),
    ...Array.from({ length: checks }, (_, at) => row(({ check }) => check[at])).flat(),
  ];
}

type Grid = boolean[][];

function draw(words: readonly number[], version: number, level: QrLevel): QrCode {
  const size = 17 + 4 * version;
  const dark: Grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const fixed: Grid = dark.map((row) => [...row]);
  const set = (x: number, y: number, on: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    (dark[y] as boolean[])[x] = on;
    (fixed[y] as boolean[])[x] = true;
  };
  patterns(version, size, set, fixed);
  format(0, level, size, set);
  data(words, dark, fixed);
  let best: Grid = dark;
  let least = Infinity;
  for (let mask = 0; mask < 8; mask += 1) {
    format(mask, level, size, set);
    const masked = dark.map((row, y) =>
      row.map((on, x) => on !== (!fixed[y]?.[x] && (MASKS[mask] as Mask)(x, y))),
    );
    const found = penalty(masked);
    if (found < least) [least, best] = [found, masked];
  }
  return best;
}

type Set = (x: number, y: number, on: boolean) => void;
type Mask = (x: number, y: number) => boolean;

/** §7.8.2, table 10. */
const MASKS: readonly Mask[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** What is the same for every text of one version: finders, timing, alignment, version (§6.3, §7.10). */
function patterns(version: number, size: number, set: Set, fixed: Grid): void {
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const ring = (x: number, y: number, reach: number, light: readonly number[]) => {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1)
        set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(x, y, 4, [2, 4]);
  const places = alignments(version, size);
  for (const x of places)
    for (const y of places) if (!fixed[y]?.[x] || isTiming(x, y, size)) ring(x, y, 2, [1]);
  if (version < 7) return;
  let rest = version;
  for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [size - 11 + (at % 3), Math.floor(at / 3)];
    set(far, near, ((bits >> at) & 1) === 1);
    set(near, far, ((bits >> at) & 1) === 1);
  }
}

/** On a timing line and not in a finder: an alignment pattern stands there all the same. */
const isTiming = (x: number, y: number, size: number): boolean =>
  (x === 6 && y > 8 && y < size - 9) || (y === 6 && x > 8 && x < size - 9);

function alignments(version: number, size: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - (count - 2 - at) * step)];
}

/** Level and mask, twice (§7.9). */
function format(mask: number, level: QrLevel, size: number, set: Set): void {
  const value = (LEVEL_BITS[level] << 3) | mask;
  let rest = value;
  for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((value << 10) | rest) ^ 0x5412;
  const on = (at: number) => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at += 1) {
    set(8, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, on(at));
    set(at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at, 8, on(at));
  }
  set(8, size - 8, true);
}

/** In columns of two, from the right, up and down in turn (§7.7.3). */
function data(words: readonly number[], dark: Grid, fixed: Grid): void {
  const size = dark.length;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (fixed[y]?.[x] || at >= words.length * 8) continue;
        (dark[y] as boolean[])[x] = (((words[at >> 3] as number) >> (7 - (at & 7))) & 1) === 1;
        at += 1;
      }
  }
}

/** §7.8.3: what a reader would take for something else. */
function penalty(grid: Grid): number {
  const size = grid.length;
  const across = (turned: boolean) =>
    grid.map((row, y) => row.map((on, x) => ((turned ? grid[x]?.[y] : on) ? "1" : "0")).join(""));
  let sum = 0;
  for (const line of [...across(false), ...across(true)]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  let dark = 0;
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const on = grid[y]?.[x];
      if (on) dark += 1;
      if (x > 0 && y > 0 && grid[y - 1]?.[x] === on && grid[y]?.[x - 1] === on && grid[y - 1]?.[x - 1] === on)
        sum += 3;
    }
  return sum + 10 * Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5);
}

/** The dark modules as the path of an SVG whose `viewBox` is `0 0 N N`, N = size + 2 × {@link QUIET}. */
export function qrPath(code: QrCode): string {
  return code
    .flatMap((row, y) =>
      [
        ...row
          .map((on) => (on ? "1" : "0"))
          .join("")
          .matchAll(/1+/g),
      ].map(({ 0: run, index }) => `M${index + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`),
    )
    .join("");
}
