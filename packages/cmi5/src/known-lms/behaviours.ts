import type { Feature } from "../verify/importers/package-features.ts";

/**
 * What LMSs in the field were seen to do while a unit runs, where it differs from the specification or from each
 * other. `@tessera/lms` can do each of them; a test there says how.
 */
export interface RunTimeBehaviour {
  readonly stage: "launch" | "token" | "statements" | "state" | "content" | "end";
  /** `drops`: what was sent is not kept; `ignores`: what the package or request says; `refuses`: an error is answered. */
  readonly effect: "drops" | "ignores" | "refuses" | "changes";
  /** Without a full stop; the subject is the LMS. */
  readonly says: string;
  /** The feature of a package that has to be there for it to matter; it matters to every package without one. */
  readonly on?: Feature;
}

export const BEHAVIOURS = {
  // Launch
  "parameters-at-end": launch(
    "changes",
    "puts the launch parameters behind the whole URL, fragment and all",
    "url-fragment",
  ),
  "parameters-in-fragment": launch("changes", "puts the launch parameters behind a #"),
  "second-question-mark": launch(
    "changes",
    "puts the launch parameters behind a ? even where the URL has one",
    "url-query",
  ),
  "endpoint-without-slash": launch("changes", "writes the endpoint without a slash at its end"),
  "values-unencoded": launch("changes", "writes the values of the launch URL as they are, actor included"),
  "course-id-for-every-unit": launch(
    "changes",
    "gives every unit the course's id as activityId",
    "several-units",
  ),
  "activity-id-twice": launch("changes", "names the activity twice, as activity_id and as activityId"),
  "activity-underscore-id": launch("changes", "names the activity activity_id, and not activityId"),
  "auth-for-fetch": launch("changes", "gives the token in the launch URL (auth) in place of a fetch URL"),
  "empty-return-parameter": launch("changes", "adds an empty returnURL to the launch URL of a new window"),
  "return-parameter": launch("changes", "adds a returnURL to the launch URL"),
  "empty-return-url": launch("drops", "leaves returnURL empty in LMS.LaunchData"),
  "no-return-url": launch("drops", "has no returnURL in LMS.LaunchData"),
  "no-context-template": launch(
    "drops",
    "misspells the keys of LMS.LaunchData, so there is no contextTemplate",
  ),
  "no-session-id": launch("drops", "has no sessionid in the contextTemplate"),
  "no-grouping": launch("drops", "has no grouping in the contextTemplate"),
  "no-move-on": launch("drops", "has no moveOn in LMS.LaunchData", "move-on"),
  "no-mastery": launch("drops", "has no masteryScore in LMS.LaunchData", "mastery"),
  "empty-launch-parameters": launch(
    "drops",
    "leaves launchParameters empty in LMS.LaunchData",
    "launch-parameters",
  ),
  "mastery-from-nothing": launch(
    "changes",
    "asks for a score of 0.7 where the package asks for none",
    "no-mastery",
  ),
  "passed-for-both": launch(
    "changes",
    "says moveOn Passed where the package says CompletedAndPassed",
    "completed-and-passed",
  ),
  "launch-data-as-html": launch("changes", "serves LMS.LaunchData as text/html"),
  "registration-per-launch": launch("changes", "makes a new registration for each launch"),
  "never-abandons": {
    stage: "end",
    effect: "ignores",
    says: "never abandons a session: without terminated it stays open for good",
  },
  // Token
  "fetch-again-gives-token": token("changes", "gives the token as often as the fetch URL is asked"),
  "fetch-again-401": token("refuses", "answers a second fetch with 401"),
  "fetch-again-400": token("refuses", "answers a second fetch with 400"),
  "token-expires": token("refuses", "lets the token expire an hour after the launch, without another one"),
  "login-dialog": token("refuses", "answers 401 so that the browser asks the learner for a password"),
  "needs-cookie": token("refuses", "ties the token to a cookie of its own origin"),
  // Statements
  "repeated-id-400": statements("refuses", "answers 400 to a statement that it has already"),
  "repeated-id-409": statements(
    "refuses",
    "answers 409 to a statement that it has already, an identical one too",
  ),
  "batch-one-by-one": statements(
    "changes",
    "stores a batch statement by statement and stops at the first it refuses",
  ),
  "broken-answer": statements("changes", "answers 200 with a body that is no JSON, to PUT as well"),
  "verb-iri-alone": statements(
    "changes",
    "takes any statement with a cmi5 verb for the unit's own, whatever its object",
  ),
  "verb-by-english-word": statements("changes", "reads the verb from its English display text"),
  "result-for-one-statement": statements("changes", "answers a read by statementId with a list of one"),
  "initialized-alone": statements("refuses", "wants initialized alone in its request"),
  "hangs-on-other-json": statements(
    "refuses",
    "hangs (504) on JSON that is not written as JSON.stringify writes it",
  ),
  "body-limit": statements("refuses", "takes at most 1 MiB in one request"),
  "statements-end": statements(
    "refuses",
    "answers 400 to statements after terminated, and still takes State",
  ),
  "all-ends-403": statements("refuses", "answers 403 to everything after terminated, State included"),
  "no-cmi5-rules": statements("ignores", "does not hold what a unit sends against the rules of cmi5"),
  "put-and-two-states": statements(
    "drops",
    "keeps statements sent by PUT and the State documents LMS.LaunchData and suspendData; all else is answered with success and thrown away",
  ),
  "every-error-412": statements("changes", "turns every error into 412"),
  // State and other documents
  "no-preconditions": state(
    "drops",
    "drops If-Match and If-None-Match and gives no ETag: the last write wins",
  ),
  "if-match-409": state("changes", "answers 409 where an ETag does not match"),
  "deep-merge": state("changes", "merges a POSTed State document deeply"),
  "post-replaces": state("changes", "replaces a State document by what is POSTed"),
  "no-state-list": state("refuses", "does not list State documents"),
  "no-delete": state("refuses", "does not delete State documents"),
  "keys-sorted": state("changes", "sorts the keys of State documents, and gives {} back as []"),
  "state-per-learner": state("ignores", "keeps State for a learner and unit, whatever the registration"),
  "no-learner-profile": state("refuses", "has no agents/profile, so no learner preferences (404)"),
  "learner-profile-400": state("refuses", "answers 400 to agents/profile, so no learner preferences"),
  "no-about-no-agents": state("refuses", "answers 400 to about and agents"),
  "no-agents-no-lists": state("refuses", "answers 400 to agents and to statements without a filter"),
  // Content
  "immutable-content": content("changes", "lets browsers keep every file for 90 days under the same address"),
  "few-media-types": content(
    "changes",
    "does not know .mjs, .wasm and .woff2, and calls scripts application/x-javascript",
    "module-file",
  ),
  "scripts-as-text": content("changes", "serves scripts as text/plain, so module scripts do not run"),
  "rewritten-under-query": content(
    "changes",
    "serves files as package_asset.php?path= and rewrites the links in HTML and CSS",
  ),
} as const satisfies Readonly<Record<string, RunTimeBehaviour>>;

export type BehaviourName = keyof typeof BEHAVIOURS;

type Effect = RunTimeBehaviour["effect"];

function launch(effect: Effect, says: string, on?: Feature): RunTimeBehaviour {
  return { stage: "launch", effect, says, ...(on && { on }) };
}
function token(effect: Effect, says: string, on?: Feature): RunTimeBehaviour {
  return { stage: "token", effect, says, ...(on && { on }) };
}
function statements(effect: Effect, says: string, on?: Feature): RunTimeBehaviour {
  return { stage: "statements", effect, says, ...(on && { on }) };
}
function state(effect: Effect, says: string, on?: Feature): RunTimeBehaviour {
  return { stage: "state", effect, says, ...(on && { on }) };
}
function content(effect: Effect, says: string, on?: Feature): RunTimeBehaviour {
  return { stage: "content", effect, says, ...(on && { on }) };
}
