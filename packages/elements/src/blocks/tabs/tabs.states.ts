import type { BlockShown, Setup } from "../block-shown.ts";

const three = `:::tabs

### Chilled water

Supply at 6 °C, return at 12 °C.

| Reading | Between |
| ------- | ------- |
| Supply  | 5 – 7   |

### Condenser water

Supply at 29 °C. See [the standard](https://example.org/).

#### After a shutdown

Let it run for ten minutes.

### Hot water

Supply at 60 °C.

:::
`;

const open =
  (index: number): Setup =>
  (place) =>
    place.querySelectorAll<HTMLElement>("[role=tab]")[index]?.click();

export const tabsStates: readonly BlockShown[] = [
  { name: "first", language: "en", source: three },
  { name: "second", language: "en", source: three, setup: open(1) },
  { name: "last", language: "en", source: three, setup: open(2) },
  {
    name: "long",
    language: "en",
    source: `:::tabs

### Donaudampfschifffahrtselektrizitätenhauptbetriebswerk

Text.

### Readings that are taken at the beginning of every shift and written on the sheet beside the panel

Text.

### \`TEMP-2026-03-20-chiller-commissioning\`

Text.

:::
`,
  },
  {
    name: "rtl",
    language: "ar",
    source: `:::tabs

### الماء المبرد

التغذية عند 6 درجات.

### ماء المكثف

التغذية عند 29 درجة.

:::
`,
    setup: open(1),
  },
];
