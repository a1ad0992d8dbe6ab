import type { Rule } from "./rule.ts";
import { packageForm, structureAtRoot, validStructure, zipFormat } from "./rules/container.ts";
import { blockMetadata, courseMetadata, languageTags, objectiveMetadata } from "./rules/course-parts.ts";
import { extensionPlaces, extensionSchemas } from "./rules/extensions.ts";
import {
  absoluteIris,
  activityTypeIris,
  uniqueBlocks,
  uniqueObjectives,
  uniqueUnits,
} from "./rules/identifiers.ts";
import {
  legalUrls,
  qualifiedAlone,
  qualifiedOutside,
  relativeInside,
  reservedParameters,
} from "./rules/launch-urls.ts";
import { manyUnits, trimmedValues } from "./rules/lms-duties.ts";
import { launchMethods, masteryScores, moveOnValues, reachableMoveOn, unitMetadata } from "./rules/units.ts";
import type { ConjunctionRule } from "./rules/whole.ts";
import { conformingFeatures, wholeStructure } from "./rules/whole.ts";

/** Every requirement that a package alone can show, in the order of the specification; the conjunctions apart. */
export const RULES: readonly Rule[] = [
  absoluteIris,
  manyUnits,
  reservedParameters,
  trimmedValues,
  courseMetadata,
  languageTags,
  blockMetadata,
  uniqueBlocks,
  objectiveMetadata,
  uniqueObjectives,
  uniqueUnits,
  unitMetadata,
  masteryScores,
  moveOnValues,
  launchMethods,
  activityTypeIris,
  reachableMoveOn,
  legalUrls,
  extensionSchemas,
  extensionPlaces,
  validStructure,
  packageForm,
  zipFormat,
  structureAtRoot,
  relativeInside,
  qualifiedOutside,
  qualifiedAlone,
];

/** Judged last, from the verdicts on all the others. */
export const CONJUNCTIONS: readonly ConjunctionRule[] = [wholeStructure, conformingFeatures];
