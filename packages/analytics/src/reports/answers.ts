import type { Fact } from "./fact.ts";

/** The scores that item statistics stand on, as CTEs behind `s` of `counted`. */

/**
 * `first`: of each learner and each version of a question the first answer, which later ones have learnt from; in an
 * assessment only those of the first attempt at it (up to the first `scored`). `x` is the score in [-1, 1], or 1 and 0 for
 * success where no score was said; answers that nobody judged are left out, and what an observer says is no answer.
 */
export const FIRST_ANSWERS: readonly string[] = [
  `ended AS (
  SELECT s.actor AS actor, s.object AS quiz, min(s.stamp) AS stamp FROM s WHERE s.verb = 'scored'
  GROUP BY s.actor, s.object)`,
  `judged AS (
  SELECT s.id AS id, s.stamp AS stamp, s.verb AS verb, s.actor AS actor, s.object AS object, s.parent AS parent, s.unit AS unit,
    COALESCE(s.version, '') AS version, s.success AS success, s.scaled AS scaled, s.response AS response,
    s.duration_ms AS duration_ms,
    COALESCE(s.scaled, CASE WHEN s.success THEN 1.0 ELSE 0.0 END) AS x
  FROM s LEFT JOIN ended AS e ON e.actor = s.actor AND e.quiz = s.parent
  WHERE s.verb = 'answered' AND s.instructor IS NULL AND (s.scaled IS NOT NULL OR s.success IS NOT NULL)
    AND (e.stamp IS NULL OR s.stamp <= e.stamp))`,
  `first AS (
  SELECT * FROM (
    SELECT j.*, row_number() OVER (PARTITION BY j.actor, j.object, j.version, j.parent ORDER BY j.stamp, j.id) AS nth
    FROM judged AS j) AS j
  WHERE j.nth = 1)`,
];

/** `first` for several queries: to find it is most of what each of them would do. */
export const FIRST: Fact = {
  name: "first",
  unit: "unit",
  actor: "actor",
  ctes: () => FIRST_ANSWERS,
  columns: ["actor", "unit", "object", "parent", "version", "response", "duration_ms", "x"],
};

/**
 * `taken`: each assessment and learner with the number of questions answered and their sum; `whole`: those who answered as
 * many as anybody did, so that a sum means the same for all; `rested`: each answer of theirs with the mean of the others.
 * Ranks are of sums to nine digits: added up in another order, equal sums differ in the last one.
 */
export const WHOLE_ATTEMPTS: readonly string[] = [
  `taken AS (
  SELECT f.parent AS parent, f.actor AS actor, count(*) AS n, sum(f.x) AS total
  FROM first AS f WHERE f.parent IS NOT NULL GROUP BY f.parent, f.actor)`,
  `longest AS (SELECT t.parent AS parent, max(t.n) AS n FROM taken AS t GROUP BY t.parent)`,
  `whole AS (
  SELECT t.parent AS parent, t.actor AS actor, t.n AS n, t.total AS total
  FROM taken AS t INNER JOIN longest AS l ON l.parent = t.parent AND l.n = t.n)`,
  `rested AS (
  SELECT f.object AS object, f.version AS version, f.parent AS parent, f.actor AS actor, f.x AS x, f.response AS response,
    w.n AS n, w.total AS total,
    CASE WHEN w.n > 1 THEN (w.total - f.x) / (w.n - 1) END AS rest
  FROM first AS f INNER JOIN whole AS w ON w.parent = f.parent AND w.actor = f.actor)`,
  `ranked AS (
  SELECT r.*, row_number() OVER (PARTITION BY r.object, r.version, r.parent ORDER BY round(r.total, 9) DESC, r.actor) AS place,
    count(*) OVER (PARTITION BY r.object, r.version, r.parent) AS takers
  FROM rested AS r)`,
  `grouped AS (
  SELECT r.*, CASE WHEN r.place <= floor((27 * r.takers + 99) / 100) THEN 1 ELSE 0 END AS upper,
    CASE WHEN r.place > r.takers - floor((27 * r.takers + 99) / 100) THEN 1 ELSE 0 END AS lower
  FROM ranked AS r)`,
];

/** Pearson's r of the rows that have `y`; none where a side never differs among them, or there are fewer than two. */
export function correlation(x: string, y: string): string {
  const paired = `CASE WHEN ${y} IS NOT NULL THEN ${x} END`;
  return `CASE WHEN count(${y}) < 2 OR min(${paired}) = max(${paired}) OR min(${y}) = max(${y}) THEN NULL ELSE corr(${x}, ${y}) END`;
}

/** Below it a statistic of a question says little, and nothing is said about the question. */
export const FEW = 30;
