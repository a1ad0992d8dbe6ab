import type { BlockShown } from "../block-shown.ts";

export const glossaryStates: readonly BlockShown[] = [
  {
    name: "plain",
    language: "en",
    source: `:::glossary

| Term             | Meaning                                                                           |
| ---------------- | --------------------------------------------------------------------------------- |
| broadcast domain | All devices that hear each other's broadcasts, as far as the next :term[router]    |
| router           | Passes packets on between networks; see [the standard](https://example.org/)       |
| \`BBMD\`           | Donaudampfschifffahrtselektrizitätenhauptbetriebswerk                             |

:::
`,
  },
  {
    name: "rtl",
    language: "ar",
    source: ":::glossary\n\n| المصطلح | المعنى |\n| --- | --- |\n| موجّه | يمرّر الحزم بين الشبكات |\n\n:::\n",
  },
];
