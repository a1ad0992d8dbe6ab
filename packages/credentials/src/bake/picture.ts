/** A picture for a badge, drawn from the digest of its achievement: the same for everybody who earned it, and no other like it. */
import { zlibSync } from "fflate";
import { concat } from "../bytes.ts";
import { chunk } from "./png.ts";

const CELLS = 5;
/** Pixels of a cell of the PNG. */
const CELL = 64;
const BORDER = 40;

/** White on dark, from a few dark tones: each holds a contrast of 7 : 1 with white. */
const TONES = ["#0b3954", "#3b1f5b", "#5b1f2e", "#1f4d2b", "#4d3b0b", "#12494d"] as const;

const toneOf = (digest: Uint8Array): string => TONES[(digest[31] ?? 0) % TONES.length] as string;

/** Mirrored left and right, as tiles of a floor are. */
const isSet = (digest: Uint8Array, row: number, column: number): boolean => {
  const mirrored = Math.min(column, CELLS - 1 - column);
  return ((digest[row * 3 + mirrored] ?? 0) & 1) === 1;
};

/** 400 × 400 pixels of two colours. */
export function badgePng(digest: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = CELLS * CELL + 2 * BORDER;
  const rows: Uint8Array[] = [];
  for (let y = 0; y < size; y += 1) {
    // A filter byte, then one bit a pixel.
    const row = new Uint8Array(1 + size / 8);
    for (let x = 0; x < size; x += 1) {
      const [line, column] = [y, x].map((at) => Math.floor((at - BORDER) / CELL)) as [number, number];
      const inside = [line, column].every((at) => at >= 0 && at < CELLS);
      if (inside && isSet(digest, line, column))
        row[1 + (x >> 3)] = (row[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
    rows.push(row);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  // One bit a pixel, by palette.
  header.set([1, 3, 0, 0, 0], 8);
  const tone = Number.parseInt(toneOf(digest).slice(1), 16);
  const palette = Uint8Array.of(tone >> 16, (tone >> 8) & 255, tone & 255, 255, 255, 255);
  return concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", zlibSync(concat(...rows), { level: 9 })),
    chunk("IEND", new Uint8Array()),
  );
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0) as number};`);

/** Lines of at most 22 characters, at most four of them; a longer name ends in an ellipsis. */
function linesOf(name: string): readonly string[] {
  const lines: string[] = [""];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1) as string;
    if (last === "" || last.length + word.length < 22) lines[lines.length - 1] = `${last} ${word}`.trim();
    else lines.push(word);
  }
  return lines.length <= 4 ? lines : [...lines.slice(0, 3), `${lines[3] as string} …`];
}

export function badgeSvg(digest: Uint8Array, name: string, issuer: string): string {
  const tiles: string[] = [];
  for (let row = 0; row < CELLS; row += 1)
    for (let column = 0; column < CELLS; column += 1)
      if (isSet(digest, row, column)) tiles.push(`M${150 + column * 20} ${60 + row * 20}h20v20h-20z`);
  const words = linesOf(name).map(
    (line, at) =>
      `<text x="200" y="${215 + at * 34}" font-size="26" font-weight="700">${escape(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">
<title>${escape(`${name}, ${issuer}`)}</title>
<rect width="400" height="400" rx="28" fill="${toneOf(digest)}"/>
<g fill="#fff" font-family="system-ui, sans-serif" text-anchor="middle">
<path d="${tiles.join("")}"/>
${words.join("\n")}
<text x="200" y="372" font-size="16">${escape(issuer.length > 44 ? `${issuer.slice(0, 43)}…` : issuer)}</text>
</g>
</svg>
`;
}
