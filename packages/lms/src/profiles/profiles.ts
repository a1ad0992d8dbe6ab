import { KNOWN_LMS } from "@tessera/cmi5";
import type { Impossibility } from "@tessera/cmi5";
import type { LmsProfile } from "./lms-profile.ts";

/** As the specification has it, with every rule enforced. */
export const STANDARD: LmsProfile = {
  name: "standard",
  title: "Standard",
  evidence: "cmi5 and xAPI to the letter, and the strictest where they leave a choice",
  behaviours: [],
  impossible: [],
  oneOrigin: false,
};

const NO_PRECONDITIONS: Impossibility = {
  name: "two devices at once",
  why: "Preconditions are dropped on the way to the LRS, so of two writers of State the last one wins.",
};

/** Not one system, but what several do, at once. */
const GENERIC: readonly LmsProfile[] = [
  {
    name: "strict",
    title: "Strict player",
    evidence: "the strictest of every refusal that was seen: CATAPULT's, and 400 for what is there already",
    behaviours: [
      "fetch-again-400",
      "all-ends-403",
      "login-dialog",
      "body-limit",
      "hangs-on-other-json",
      "initialized-alone",
      "repeated-id-400",
      "no-state-list",
      "no-delete",
      "no-about-no-agents",
    ],
    impossible: [
      {
        name: "a repetition without an error",
        why: "A statement whose answer was lost is sent again, and what is there already is answered with 400.",
      },
    ],
    oneOrigin: true,
  },
  {
    name: "hostile-proxy",
    title: "Hostile proxy",
    evidence:
      "what proxies before an LRS were seen to do (ILIAS, dropte), on another origin than the content",
    behaviours: [
      "fetch-again-400",
      "every-error-412",
      "no-preconditions",
      "no-agents-no-lists",
      "broken-answer",
      "repeated-id-409",
      "keys-sorted",
      "no-learner-profile",
    ],
    impossible: [
      NO_PRECONDITIONS,
      {
        name: "the reason of a refusal",
        why: "Every error is 412, so a unit cannot tell a statement that is there already from one that is not xAPI.",
      },
      {
        name: "preferences",
        why: "It has no agents/profile, so the learner's language and audio do not reach the unit.",
      },
    ],
    oneOrigin: false,
  },
  {
    name: "odd-launch",
    title: "Odd launch",
    evidence:
      "launches as single LMSs make them (Chamilo 1.11, ILIAS without fetch, Moodle in a window), in one",
    behaviours: [
      "parameters-in-fragment",
      "activity-underscore-id",
      "endpoint-without-slash",
      "auth-for-fetch",
      "empty-return-parameter",
      "empty-return-url",
      "no-context-template",
      "no-move-on",
      "no-mastery",
      "never-abandons",
      "no-cmi5-rules",
      "learner-profile-400",
    ],
    impossible: [
      {
        name: "the session in a statement",
        why: "Without a contextTemplate the unit is not told its sessionid, and can only make up one of its own.",
      },
      {
        name: "preferences",
        why: "It answers 400 to agents/profile, so the learner's language and audio do not reach the unit.",
      },
      {
        name: "one start for each link",
        why: "The token is in the launch URL, so a link that was used starts the session again where nothing remembers it, as on another device.",
      },
      {
        name: "a mastery score of the LMS's own",
        why: "LMS.LaunchData carries none, so a unit judges by the one of its package.",
      },
      {
        name: "an end without terminated",
        why: "Nothing abandons sessions, so one whose page was killed stays open.",
      },
    ],
    oneOrigin: false,
  },
];

/** Everything that `tessera launch --lms` takes, the standard one first. */
export const LMS_PROFILES: readonly LmsProfile[] = [
  STANDARD,
  ...KNOWN_LMS.map(({ name, title, tried, runTime, impossible, oneOrigin }): LmsProfile => ({
    name,
    title,
    evidence: tried,
    behaviours: runTime,
    impossible,
    oneOrigin,
  })),
  ...GENERIC,
];

export function lmsProfile(name: string): LmsProfile | undefined {
  return LMS_PROFILES.find((profile) => profile.name === name);
}
