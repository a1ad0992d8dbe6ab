import type { ResultRow } from "@tessera/analytics";

/** Rows of other reports with the same filter, which tell some of the same figures: what those hide is hidden here. */
export interface Beside {
  /** `items` needs it: a question's facility may be the share of an option. */
  readonly distractors?: readonly ResultRow[];
  /** `funnel` needs it: it shows how many started a unit. */
  readonly completion?: readonly ResultRow[];
  /** `outcomes`: the day of verification was given, and is nobody's. */
  readonly dayGiven?: boolean;
}

/** Which report each of these needs. */
export const NEEDS: Readonly<Record<string, Exclude<keyof Beside, "dayGiven">>> = {
  items: "distractors",
  funnel: "completion",
};
