import type { Judgement, Mark, Scoring } from "./interaction.ts";

/**
 * A verdict from what the right parts give and what the wrong parts take away, both shares of the whole.
 * `partial` counts the first alone, `negative` their difference.
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
  return {
    scaled: success ? 1 : shareOf(scoring, scoring === "negative" ? gained - lost : gained),
    success,
    marks,
  };
}

/** One sum of right and wrong as the two shares, for kinds where a wrong part undoes a right one under any scoring. */
export function netShares(net: number): { readonly gained: number; readonly lost: number } {
  return { gained: Math.max(net, 0), lost: Math.max(-net, 0) };
}

function shareOf(scoring: Scoring, share: number): number {
  if (scoring === "all-or-nothing") return 0;
  // Not quite right is never a full score, however the weights round.
  const bounded = Math.min(Math.max(share, scoring === "negative" ? -1 : 0), 0.999999);
  return Math.round(bounded * 1e6) / 1e6 + 0;
}
