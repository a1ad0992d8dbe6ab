/** What an LMS makes impossible, however a unit is written: by the behaviour that does it. Nothing else may be missing. */
import type { LmsProfile } from "@tessera/lms";
import type { ActKey } from "./acts.ts";

export interface Impossible {
  readonly name: string;
  readonly reason: string;
  /** Acts whose statements such an LMS throws away. */
  readonly acts?: (key: ActKey) => boolean;
  /** Requirements that cannot be kept there. */
  readonly rules?: readonly string[];
}

const isVerdict = (key: ActKey) => key === "completed" || key === "passed" || key === "failed";

const NO_SESSION: Impossible = {
  name: "the session in a statement",
  reason:
    "without a contextTemplate the unit is not told its sessionid, so its statements carry one of its own",
  rules: ["9.6.3.1-4", "9.6.2.0-1"],
};

const BY_BEHAVIOUR: Readonly<Partial<Record<LmsProfile["behaviours"][number], Impossible>>> = {
  "put-and-two-states": {
    name: "answers",
    reason: "what comes by POST is answered with success and thrown away: answers, pages, progress, attempts",
    acts: (key) => !isVerdict(key),
  },
  "auth-for-fetch": {
    name: "one start for each link",
    reason:
      "the token is in the launch URL and not given once, so a link that was used starts the session again where nothing remembers it",
    rules: ["9.3.0.0-2", "9.3.2.0-1", "9.3.2.0-3"],
  },
  "no-context-template": NO_SESSION,
  "no-session-id": NO_SESSION,
};

export function impossibleAt({ behaviours }: LmsProfile): readonly Impossible[] {
  return [...new Set(behaviours.flatMap((behaviour) => BY_BEHAVIOUR[behaviour] ?? []))];
}
