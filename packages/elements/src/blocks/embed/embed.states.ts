import type { BlockShown } from "../block-shown.ts";

export const embedStates: readonly BlockShown[] = [
  {
    name: "page",
    language: "en",
    source: "::embed[Packets that are *heard*]{src=media/explorer.html height=240}\n",
  },
  {
    name: "rtl",
    language: "ar",
    source: "::embed[مستكشف الحزم]{src=media/explorer.html height=240}\n",
  },
];
