import type { BlockShown } from "../block-shown.ts";

const source = `:::accordion

### Who may open conduit 2?

The operator on duty.

- Nobody else

### Who may shut it, and how does somebody who has never done it before find out which key turns?

Anybody who sees a session that nobody opened.

:::
`;

export const accordionStates: readonly BlockShown[] = [
  { name: "shut", language: "en", source },
  {
    name: "open",
    language: "en",
    source,
    setup(place) {
      place.querySelector("details")?.setAttribute("open", "");
    },
  },
  {
    name: "rtl",
    language: "ar",
    source: ":::accordion\n\n### من يفتح؟\n\nالمشغّل المناوب.\n\n### من يغلق؟\n\nأي شخص.\n\n:::\n",
  },
];
