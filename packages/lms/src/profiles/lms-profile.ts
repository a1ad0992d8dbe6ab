import type { BehaviourName, Impossibility } from "@tessera/cmi5";

/** A real LMS, or a kind of LMS, as a list of what it does. The judge is the same under every profile. */
export interface LmsProfile {
  /** Lower case and hyphens: what `tessera launch --lms` takes. */
  readonly name: string;
  readonly title: string;
  /** Which system and version, and how it was looked at. */
  readonly evidence: string;
  /** In the order in which a request meets them. */
  readonly behaviours: readonly BehaviourName[];
  /** What no unit can bring about here, however it is written. */
  readonly impossible: readonly Impossibility[];
  /** True: content and LRS share an origin, and so the unit's cookies reach the LRS. */
  readonly oneOrigin: boolean;
}
