import type { MoveOn } from "@tessera/xapi";

export interface Standing {
  /** In force: the LMS's over the author's. */
  readonly mastery?: number;
  readonly moveOn: MoveOn;
  /** `passed` was sent in this registration, now or earlier. */
  readonly passed: boolean;
  /** `passed` or `failed` was sent in this session. */
  readonly judged: boolean;
}

/**
 * The verdict rule of product.md section 5. Without a mastery score nothing says where passing begins, so nobody
 * fails, and full marks pass only where moving on asks for `passed`: nobody can dispute those.
 *
 * @param scaled - the unit's score, [0, 1]
 * @returns `tried`: failed unless a later attempt passes (said before `terminated`); `none`: nothing to say
 * @see cmi5 §9.3.4, §9.3.5, §10.2.4
 */
export function verdict(
  standing: Standing,
  { scaled, attemptsLeft }: { readonly scaled: number; readonly attemptsLeft: boolean },
): "passed" | "failed" | "tried" | "none" {
  const { mastery, moveOn, passed, judged } = standing;
  if (passed || judged) return "none";
  const needsPassed = moveOn === "Passed" || moveOn === "CompletedAndPassed";
  const bar = mastery ?? (needsPassed ? 1 : undefined);
  if (bar === undefined) return "none";
  if (scaled >= bar) return "passed";
  if (mastery === undefined) return "none";
  return attemptsLeft ? "tried" : "failed";
}
