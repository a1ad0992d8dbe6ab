import type { Fact } from "./fact.ts";
import { LMS_VERBS } from "./visits.ts";

/** Where a statement's learner was launched: the platform where it says so, else the home page of the account. */
export const LMS_OF = `CASE WHEN s.platform IS NOT NULL THEN s.platform
      WHEN position('|' IN s.actor) > 0 THEN substring(s.actor, 1, position('|' IN s.actor) - 1) ELSE '' END`;

/**
 * How sessions of a unit began and ended that broke a rule about it, by LMS: `id` is that of one of their statements, `own` how
 * many the unit sent, `verdicts` 2 where it said both passed and failed, `last_own` after `terminated_at` where it went on.
 */
export const ENDS: Fact = {
  name: "ends",
  unit: "unit",
  columns: [
    ...["lms", "session", "unit", "id", "begun", "ended", "verdicts"],
    ...["terminated_at", "last_own", "own"],
  ],
  ctes: () => [
    `told AS (
  SELECT ${LMS_OF} AS lms, s.session AS session, s.unit AS unit, CAST(min(s.id) AS VARCHAR) AS id,
    sum(CASE WHEN s.verb = 'initialized' THEN 1 ELSE 0 END) AS begun,
    sum(CASE WHEN s.verb IN ('terminated', 'abandoned') THEN 1 ELSE 0 END) AS ended,
    max(CASE WHEN s.verb = 'passed' THEN 1 ELSE 0 END) + max(CASE WHEN s.verb = 'failed' THEN 1 ELSE 0 END) AS verdicts,
    min(CASE WHEN s.verb = 'terminated' THEN s.stamp END) AS terminated_at,
    max(CASE WHEN s.verb NOT IN ${LMS_VERBS} THEN s.stamp END) AS last_own,
    sum(CASE WHEN s.verb NOT IN ${LMS_VERBS} THEN 1 ELSE 0 END) AS own
  FROM s WHERE s.session IS NOT NULL AND s.unit IS NOT NULL GROUP BY ${LMS_OF}, s.session, s.unit)`,
    `ends AS (
  SELECT * FROM told AS t
  WHERE (t.own > 0 AND (t.ended = 0 OR t.begun <> 1)) OR t.verdicts > 1 OR t.last_own > t.terminated_at)`,
  ],
};
