import type { BlockShown, Setup } from "../block-shown.ts";

const question = (label: string, settings: string) => `:::choice{#${label} ${settings}}
Which valve is shut first?

- [x] Suction
- [ ] Discharge

:::
`;

const start: Setup = (place) => place.querySelector<HTMLElement>('[data-act="timed-start"]')?.click();

export const timedStates: readonly BlockShown[] = [
  { name: "before", language: "en", source: question("before", "limit=90s") },
  { name: "with-a-choice", language: "en", source: question("with-a-choice", "limit=20m extra-time") },
  { name: "running", language: "en", source: question("running", "limit=20m"), setup: start },
  {
    name: "rtl",
    language: "ar",
    source: ":::choice{#rtl limit=90s}\nأي صمام يُغلق أولاً؟\n\n- [x] السحب\n- [ ] الدفع\n\n:::\n",
  },
];
