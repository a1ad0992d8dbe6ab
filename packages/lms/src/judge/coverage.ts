import type { RequirementId } from "../requirement.ts";

/** Rows that an LMS cannot see, and who can. */
export const NOT_VISIBLE: ReadonlyMap<RequirementId, string> = new Map<RequirementId, string>([
  ["+10.2.5-1", "a unit may adapt to moveOn inside its own page; a test in a browser can see it"],
  ["10.2.6.0-1", "the redirect happens in the browser; seen only when the returnURL is this LMS's own page"],
  ["+10.2.7-1", "what a unit concludes from the entitlementKey stays inside it"],
  ["11.1.0.0-2", "only the learner knows the order of preference; a test in a browser can compare it"],
  ["+11.1-3", "the language on the page is seen in a browser only"],
  ["11.2.0.0-1", "whether sound plays is seen in a browser only"],
]);
