/** What `tools/dev/faults.mjs` uses. */
export {
  closingLine,
  excusedOf,
  FIGURES,
  isRed,
  LMS_NAMES,
  tableOf,
  tableOfProfiles,
  tasksFor,
} from "./campaign.ts";
export { FAULT_NAMES, MORE_NAMES } from "./story.ts";
export { report } from "./alone.ts";
export { loadLibrary } from "./library.ts";
