import type { BlockShown } from "../block-shown.ts";

export const stepsStates: readonly BlockShown[] = [
  {
    name: "plain",
    language: "en",
    source: `:::steps

1. Tell the people affected
2. Shut the equipment down

   With the hand switch, not from the screen: the screen may show what it has been told.

   - Wait until it stands
3. Isolate every energy source

:::
`,
  },
  {
    name: "from-nine",
    language: "en",
    source:
      ":::steps\n\n9. Write the time down\n10. Donaudampfschifffahrtselektrizitätenhauptbetriebswerk\n\n:::\n",
  },
  { name: "rtl", language: "ar", source: ":::steps\n\n1. أخبر الأشخاص المعنيين\n2. أوقف المعدات\n\n:::\n" },
];
