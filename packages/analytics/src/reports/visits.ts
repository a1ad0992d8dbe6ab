import type { Fact } from "./fact.ts";

/** What an LMS says about a learner; everything else is the learner's own doing. */
export const LMS_VERBS = "('launched', 'abandoned', 'waived', 'satisfied')";
const has = (verb: string) => `max(CASE WHEN s.verb = '${verb}' THEN 1 ELSE 0 END) AS ${verb}`;

/**
 * One row for each person, unit and session that any statement names together; `named` is 0 where a statement names no session. `begun` and `passed_at` are moments, `attempt`
 * is the number of the first attempt that was scored as passed, `terminated_ms` the sum and `longest_ms` the greatest of what
 * `terminated` said; `platform` is null where no statement names it.
 */
export const VISITS: Fact = {
  name: "visits",
  unit: "unit",
  actor: "actor",
  columns: [
    ...["unit", "actor", "named", "begun", "started", "launched", "completed", "passed", "failed", "waived"],
    ...["satisfied", "abandoned", "terminated", "passed_at", "attempt", "terminated_ms", "longest_ms"],
    "platform",
  ],
  ctes: () => [
    `visits AS (
  SELECT s.unit AS unit, s.actor AS actor, CASE WHEN s.session IS NULL THEN 0 ELSE 1 END AS named, min(s.stamp) AS begun,
    max(CASE WHEN s.verb NOT IN ${LMS_VERBS} THEN 1 ELSE 0 END) AS started,
    ${["launched", "completed", "passed", "failed", "waived", "satisfied", "abandoned", "terminated"].map(has).join(", ")},
    min(CASE WHEN s.verb = 'passed' THEN s.stamp END) AS passed_at,
    min(CASE WHEN s.verb = 'scored' AND s.success THEN s.attempt END) AS attempt,
    sum(CASE WHEN s.verb = 'terminated' THEN s.duration_ms END) AS terminated_ms,
    max(CASE WHEN s.verb = 'terminated' THEN s.duration_ms END) AS longest_ms,
    min(s.platform) AS platform
  FROM s WHERE s.unit IS NOT NULL GROUP BY s.unit, s.actor, s.session)`,
  ],
};
