import { choiceSample } from "./choice/choice.testing.ts";
import { type Sample, testContract } from "./contract.testing.ts";
import { fillInSample } from "./fill-in/fill-in.testing.ts";
import type { Interaction } from "./interaction.ts";
import { type Kind, kinds } from "./kinds.ts";
import { matchingSample } from "./matching/matching.testing.ts";
import { numericSample } from "./numeric/numeric.testing.ts";
import { sequencingSample } from "./sequencing/sequencing.testing.ts";
import { trueFalseSample } from "./true-false/true-false.testing.ts";

const samples: Readonly<Record<Kind, Sample<never, never>>> = {
  "true-false": trueFalseSample,
  choice: choiceSample,
  "fill-in": fillInSample,
  numeric: numericSample,
  matching: matchingSample,
  sequencing: sequencingSample,
};

for (const [kind, sample] of Object.entries(samples)) {
  testContract(kinds[kind as Kind] as Interaction, sample as unknown as Sample<unknown, unknown>);
}
