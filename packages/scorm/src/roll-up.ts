import type { Standing } from "./edition.ts";
import type { ScoUnit } from "./sco.ts";
import type { KeptUnit } from "./suspend/suspend-data.ts";

/**
 * Where a SCO stands. One unit speaks for itself. Several are completed when each has what its `moveOn` asks for,
 * passed when each that must be passed is, failed while one of those has failed; their score is the mean over the units
 * that have a mastery score, those not yet tried with nothing.
 */
export function rollUp(units: readonly ScoUnit[], kept: (id: string) => KeptUnit): Standing {
  const [only, ...more] = units;
  if (only && more.length === 0) return standingOf(only, kept(only.id));
  const all = units.map((unit) => standingOf(unit, kept(unit.id)));
  const judged = all.filter(({ moveOn }) => needsPassed(moveOn));
  const passed = judged.length > 0 && judged.every((each) => each.passed);
  const scored = units.filter((unit) => unit.mastery !== undefined).map((unit) => kept(unit.id).score);
  const scaled = scored.reduce((sum, score) => sum + (score?.scaled ?? 0), 0) / scored.length;
  return {
    moveOn: judged.length > 0 ? "CompletedAndPassed" : "Completed",
    completed: all.every(isSatisfied),
    passed,
    failed: !passed && judged.some((each) => each.failed && !each.passed),
    progress: Math.floor(all.reduce((sum, each) => sum + each.progress, 0) / Math.max(1, all.length)),
    ...(scored.some(Boolean) && { score: { scaled, raw: scaled * 100, max: 100 } }),
  };
}

function standingOf({ moveOn }: ScoUnit, { c, passed, failed, p, score }: KeptUnit): Standing {
  return {
    moveOn,
    completed: c === 1,
    passed: passed === 1,
    failed: failed === 1,
    progress: c === 1 ? 100 : (p ?? 0),
    ...(score && { score }),
  };
}

function needsPassed(moveOn: Standing["moveOn"]): boolean {
  return moveOn === "Passed" || moveOn === "CompletedAndPassed";
}

function isSatisfied({ moveOn, completed, passed }: Standing): boolean {
  switch (moveOn) {
    case "NotApplicable":
      return true;
    case "Completed":
      return completed;
    case "Passed":
      return passed;
    case "CompletedAndPassed":
      return completed && passed;
    case "CompletedOrPassed":
      return completed || passed;
  }
}
