import type { Edition } from "./edition.ts";
import { edition12 } from "./editions/edition-12.ts";
import { edition2004 } from "./editions/edition-2004.ts";

/** What a course can be built for beside cmi5. */
export const SCORM_TARGETS = ["scorm12", "scorm2004"] as const;
export type ScormTarget = (typeof SCORM_TARGETS)[number];
/** As a page names it in `data-target`. */
export type PageTarget = ScormTarget | "web";

/** The web keeps what SCORM 2004 would be told, in the browser's own storage. */
export function editionOf(target: string | undefined): Edition {
  return target === "scorm12" ? edition12 : edition2004;
}
