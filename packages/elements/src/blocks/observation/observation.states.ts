import type { BlockShown } from "../block-shown.ts";

const LONG =
  "Looks at every base plate and mud sill, also at those behind the hoarding of the Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";

export const observationStates: readonly BlockShown[] = [
  {
    name: "steps-ratings-comment",
    language: "en",
    source: `::::observation[Inspect and tag]{#obs-whole role="competent person" observers=2 evidence="photo document"}
Do this on a scaffold of your site, before the shift.

:::performance{#obs-steps}
Inspect the scaffold from the ground up.

- [ ] Looks at every base plate :set{critical}
  > Each one stands on a mud sill
- [ ] Hangs the tag at the ladder :set{critical limit=2m}
- [ ] Tells the crew

:::
:::likert{#obs-help}
How much help was needed?

- None
- A little
- All the way

:::
:::long-fill-in{#obs-said words=..80}
What should be done better?

:::
::::
`,
  },
  {
    name: "plain",
    language: "en",
    source: `::::observation{#obs-plain}
:::performance{#obs-plain-steps}
Tag the scaffold.

- [ ] Writes date and name on the tag

:::
::::
`,
  },
  {
    name: "long",
    language: "de",
    source: `::::observation[${LONG}]{#obs-long role="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"}
:::performance{#obs-long-steps}
${LONG}

- [ ] ${LONG} :set{critical limit=20m}
  > ${LONG}
- [ ] ${LONG} once more

:::
::::
`,
  },
  {
    name: "rtl",
    language: "ar",
    source: `::::observation[فحص السقالة]{#obs-rtl evidence=photo}
:::performance{#obs-rtl-steps}
افحص السقالة من الأرض إلى الأعلى.

- [ ] ينظر إلى كل قاعدة :set{critical}
  > كل قاعدة على لوح خشبي
- [ ] يعلّق البطاقة عند السلّم :set{limit=10s}

:::
::::
`,
  },
];
