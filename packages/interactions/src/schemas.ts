import { choiceSource } from "./choice/choice.schema.ts";
import { dragSource } from "./drag/drag.schema.ts";
import { fillInSource } from "./fill-in/fill-in.schema.ts";
import { hotspotSource } from "./hotspot/hotspot.schema.ts";
import type { Kind } from "./kinds.ts";
import { labelSource } from "./label/label.schema.ts";
import { likertSource } from "./likert/likert.schema.ts";
import { longFillInSource } from "./long-fill-in/long-fill-in.schema.ts";
import { matchingSource } from "./matching/matching.schema.ts";
import { numericSource } from "./numeric/numeric.schema.ts";
import { performanceSource } from "./performance/performance.schema.ts";
import type { KindSource } from "./reading/kind-source.ts";
import { scenarioSource } from "./scenario/scenario.schema.ts";
import { sequencingSource } from "./sequencing/sequencing.schema.ts";
import { trueFalseSource } from "./true-false/true-false.schema.ts";

/** How each kind is read from its directive. Compile time only. */
export const schemas = {
  "true-false": trueFalseSource,
  choice: choiceSource,
  "fill-in": fillInSource,
  numeric: numericSource,
  matching: matchingSource,
  sequencing: sequencingSource,
  likert: likertSource,
  "long-fill-in": longFillInSource,
  performance: performanceSource,
  hotspot: hotspotSource,
  label: labelSource,
  drag: dragSource,
  scenario: scenarioSource,
} satisfies { readonly [K in Kind]: KindSource<K> };
