import type { Html } from "../interaction.ts";
import { areaOf, rectangle } from "./outline.ts";
import type { Area, PictureSpec } from "./picture-spec.ts";

/** The picture of the samples: a gallery puts it beside its pages under this name. */
export const SAMPLE_PICTURE = "plant-room.svg";

const pump = (id: string, x: number, y: number) =>
  `<g id="${id}"><circle cx="${x}" cy="${y}" r="55" fill="#dfe7ea" stroke="#31464f" stroke-width="6"/><path d="M${x - 28} ${y + 32}L${x + 40} ${y}L${x - 28} ${y - 32}Z" fill="#31464f"/></g>`;

/** 800 by 600 pixels: a pipe with a filter, a pump and a cooler along it, and a drain below. */
export const SAMPLE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><rect width="800" height="600" fill="#f4f1e8"/><path d="M0 200H800M400 255V520" fill="none" stroke="#31464f" stroke-width="14"/><rect id="filter" x="90" y="130" width="120" height="140" fill="#dfe7ea" stroke="#31464f" stroke-width="6"/><path d="M100 260L200 140M100 230L180 140M130 262L202 170" stroke="#31464f" stroke-width="4"/>${pump("pump", 400, 200)}<rect id="cooler" x="560" y="110" width="170" height="180" fill="#dfe7ea" stroke="#31464f" stroke-width="6"/><path d="M580 150H710L580 190H710L580 230H710L580 262" fill="none" stroke="#31464f" stroke-width="6"/><circle id="drain" cx="400" cy="520" r="14" fill="#dfe7ea" stroke="#31464f" stroke-width="5"/></svg>`;

export function samplePicture(alt: string): PictureSpec {
  const html: Html = `<img src="${SAMPLE_PICTURE}" alt="${alt}" width="800" height="600" loading="lazy" decoding="async">`;
  return { html, width: 800, height: 600 };
}

/** A rectangle on it. */
export function sampleArea(left: number, top: number, width: number, height: number): Area {
  return areaOf(rectangle({ left, top, right: left + width, bottom: top + height }));
}
