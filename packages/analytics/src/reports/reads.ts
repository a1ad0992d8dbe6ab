import type { Fact } from "./fact.ts";

/** One row for each person and page that they read, with the time it was looked at, or null where no statement says one. */
export const READS: Fact = {
  name: "reads",
  unit: "unit",
  actor: "actor",
  columns: ["actor", "page", "unit", "read_ms"],
  ctes: () => [
    `reads AS (
  SELECT s.object AS page, s.actor AS actor, min(s.unit) AS unit, sum(s.duration_ms) AS read_ms
  FROM s WHERE s.verb = 'experienced' GROUP BY s.object, s.actor)`,
  ],
};
