import { choiceSample } from "./choice/choice.testing.ts";
import { type Sample, testContract } from "./contract.testing.ts";
import { dragSample } from "./drag/drag.testing.ts";
import { fillInSample } from "./fill-in/fill-in.testing.ts";
import { hotspotSample } from "./hotspot/hotspot.testing.ts";
import type { Interaction } from "./interaction.ts";
import { type Kind, kinds } from "./kinds.ts";
import { labelSample } from "./label/label.testing.ts";
import { likertSample } from "./likert/likert.testing.ts";
import { longFillInSample } from "./long-fill-in/long-fill-in.testing.ts";
import { matchingSample } from "./matching/matching.testing.ts";
import { numericSample } from "./numeric/numeric.testing.ts";
import { performanceSample } from "./performance/performance.testing.ts";
import { scenarioSample } from "./scenario/scenario.testing.ts";
import { sequencingSample } from "./sequencing/sequencing.testing.ts";
import { trueFalseSample } from "./true-false/true-false.testing.ts";

const samples = {
  "true-false": trueFalseSample,
  choice: choiceSample,
  "fill-in": fillInSample,
  numeric: numericSample,
  matching: matchingSample,
  sequencing: sequencingSample,
  likert: likertSample,
  "long-fill-in": longFillInSample,
  performance: performanceSample,
  hotspot: hotspotSample,
  label: labelSample,
  drag: dragSample,
  scenario: scenarioSample,
} satisfies Readonly<Record<Kind, unknown>>;

for (const [kind, sample] of Object.entries(samples)) {
  testContract(kinds[kind as Kind] as Interaction, sample as Sample<unknown, unknown>);
}
