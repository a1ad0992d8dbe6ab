import type { BlockShown, Setup } from "../block-shown.ts";

const deck = (label: string) => `:::flashcards{#${label.replaceAll(" ", "-")}}

| Front                             | Back                                                                    |
| --------------------------------- | ----------------------------------------------------------------------- |
| UDP port of BACnet/IP, ${label}   | 47808, written \`0xBAC0\`                                                 |
| Who wins, priority 8 or 16?       | 8: the lowest number, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk |

:::
`;

/** Presses these controls one after the other. */
const press =
  (...acts: readonly string[]): Setup =>
  (place) => {
    for (const act of acts) place.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click();
  };

const known = ["cards-turn", "cards-known"] as const;

export const flashcardsStates: readonly BlockShown[] = [
  { name: "list", language: "en", source: deck("read") },
  { name: "front", language: "en", source: deck("asked"), setup: press("cards-start") },
  { name: "back", language: "en", source: deck("turned"), setup: press("cards-start", "cards-turn") },
  {
    name: "again",
    language: "en",
    source: deck("not known"),
    setup: press("cards-start", "cards-turn", "cards-again"),
  },
  { name: "done", language: "en", source: deck("known"), setup: press("cards-start", ...known, ...known) },
  {
    name: "rtl",
    language: "ar",
    source: ":::flashcards{#rtl}\n\n| الوجه | الظهر |\n| --- | --- |\n| منفذ BACnet/IP | 47808 |\n\n:::\n",
    setup: press("cards-start", "cards-turn"),
  },
];
