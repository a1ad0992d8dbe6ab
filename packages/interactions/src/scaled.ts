import type { Judgement, Mark, Scoring } from "./interaction.ts";

/**
 * A verdict from what the right parts give and the wrong parts take away, both shares of the whole.
 *
 * @param verdict.gained - [0, 1]
 * @param verdict.lost - ≥ 0
 * @param verdict.success - true when, and only when, everything is right
 */
export function judge(
  scoring: Scoring,
  verdict: {
    readonly success: boolean;
    readonly gained: number;
    readonly lost: number;
    readonly marks: Readonly<Record<string, Mark>>;
  },
): Judgement {
  const { success, gained, lost, marks } = verdict;
  return { scaled: success ? 1 : shareOf(scoring, gained - lost), success, marks };
}

function shareOf(scoring: Scoring, share: number): number {
  if (scoring === "all-or-nothing") return 0;
  // Not quite right is never a full score, however the weights round.
  const bounded = Math.min(Math.max(share, scoring === "negative" ? -1 : 0), 0.999999);
  return Math.round(bounded * 1e6) / 1e6 + 0;
}
