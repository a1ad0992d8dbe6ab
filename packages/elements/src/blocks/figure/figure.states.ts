import type { BlockShown } from "../block-shown.ts";

const picture = (alt: string, caption: string) => `![${alt}](media/icon.svg "${caption}")\n`;

export const figureStates: readonly BlockShown[] = [
  {
    name: "numbered",
    language: "en",
    source: picture("A tessera: a small square tile", "The tile that all others are measured by"),
  },
  {
    name: "second",
    language: "en",
    source: `${picture("A small tile", "One")}\n${picture(
      "The same tile again",
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk, seen from the river and from the road behind it",
    )}`,
  },
  { name: "rtl", language: "ar", source: picture("بلاطة صغيرة", "البلاطة التي تقاس بها البقية") },
];
