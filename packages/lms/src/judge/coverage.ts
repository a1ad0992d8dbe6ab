import type { RequirementId } from "../requirement.ts";

/** Rows that an LMS cannot see, or not always, and who can. */
export const NOT_VISIBLE: ReadonlyMap<RequirementId, string> = new Map<RequirementId, string>([
  ["+10.2.5-1", "a unit may adapt to moveOn inside its own page; a test in a browser can see it"],
  [
    "10.2.6.0-1",
    "the redirect happens in the browser; seen here only when the returnURL is this LMS's own page",
  ],
  ["+10.2.7-1", "what a unit concludes from the entitlementKey stays inside it"],
  ["11.1.0.0-2", "only the learner knows the order of preference; a test in a browser can compare it"],
  ["+11.1-3", "the language on the page is seen in a browser only"],
  ["11.2.0.0-1", "whether sound plays is seen in a browser only"],
]);

/** Rows that bind the LMS and are no rule for units: where this LMS is held to them. */
export const LMS_TESTS: ReadonlyMap<RequirementId, string> = new Map<RequirementId, string>([
  ["6.1.0.0-2", "lms.test.ts"],
  ["13.1.0.0-1", "the reader of @tessera/cmi5 trims; lms.test.ts"],
  ["13.1.4.0-3", "lms.test.ts"],
  ["8.2.3.0-1", "endpoints/fetch-endpoint.test.ts"],
  ["8.2.3.2-1", "endpoints/fetch-endpoint.test.ts"],
]);
