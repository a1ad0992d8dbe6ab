import type { Queryable } from "@tessera/analytics";

/** How many of a group started, completed and passed a unit, or the whole course. */
export interface Counts {
  readonly started: number;
  readonly completed: number;
  readonly passed: number;
}

/** Each learner and unit of the course once; who completed or passed by a waiver counts so, as in `completion`. */
const person = (course: string): string => `person AS (
  SELECT s.unit AS unit, s.actor AS actor,
    max(CASE WHEN s.verb NOT IN ('launched', 'abandoned', 'waived', 'satisfied') THEN 1 ELSE 0 END) AS started,
    min(CASE WHEN s.verb NOT IN ('launched', 'abandoned', 'waived', 'satisfied') THEN s.stamp END) AS begun,
    max(CASE WHEN s.verb = 'completed' THEN 1 ELSE 0 END) AS completed,
    max(CASE WHEN s.verb = 'passed' THEN 1 ELSE 0 END) AS passed,
    max(CASE WHEN s.verb = 'waived' THEN 1 ELSE 0 END) AS waived,
    min(CASE WHEN s.verb IN ('completed', 'waived') THEN s.stamp END) AS completed_at,
    min(CASE WHEN s.verb IN ('passed', 'waived') THEN s.stamp END) AS passed_at
  FROM s INNER JOIN units AS u ON u.id = s.unit WHERE u.course = ${course} GROUP BY s.unit, s.actor)`;

/** Each learner of the course once, with the days on which he began, and was done with all of it; days since 1970. */
const learners = ({ dialect }: Queryable, course: string): string => `needs AS (
  SELECT count(*) AS n_units, sum(CASE WHEN u.mastery IS NOT NULL THEN 1 ELSE 0 END) AS n_judged
  FROM units AS u WHERE u.course = ${course}),
done AS (
  SELECT p.actor AS actor, max(p.started) AS started, min(p.begun) AS begun,
    sum(CASE WHEN p.completed = 1 OR p.waived = 1 THEN 1 ELSE 0 END) AS completed, max(p.completed_at) AS completed_at,
    sum(CASE WHEN u.mastery IS NOT NULL AND (p.passed = 1 OR p.waived = 1) THEN 1 ELSE 0 END) AS passed,
    max(CASE WHEN u.mastery IS NOT NULL THEN p.passed_at END) AS passed_at
  FROM person AS p INNER JOIN units AS u ON u.id = p.unit GROUP BY p.actor),
way AS (
  SELECT d.actor AS actor, d.started AS started,
    CASE WHEN d.completed = n.n_units THEN 1 ELSE 0 END AS completed,
    CASE WHEN n.n_judged > 0 AND d.passed = n.n_judged THEN 1 ELSE 0 END AS passed,
    ${day(dialect.micros("d.begun"))} AS began_on,
    CASE WHEN d.completed = n.n_units THEN ${day(dialect.micros("d.completed_at"))} END AS completed_on,
    CASE WHEN n.n_judged > 0 AND d.passed = n.n_judged THEN ${day(dialect.micros("d.passed_at"))} END AS passed_on
  FROM done AS d CROSS JOIN needs AS n)`;

const day = (micros: string): string => `floor(${micros} / 86400000000.0)`;

/** The CTEs of one course behind `s`; `$one` is its id. */
export const courseCtes = (store: Queryable): readonly string[] => {
  const course = store.dialect.value("one", "text");
  return [person(course), learners(store, course)];
};

/**
 * @param member - SQL that names the group of a learner `w` of `way`, or null
 * @param join - what that needs beside `way AS w`
 */
export const unitsByGroup = (store: Queryable, cte: string, member: string, join = ""): string =>
  `WITH ${[cte, ...courseCtes(store)].join(", ")}
SELECT p.unit AS unit, ${member} AS member, sum(p.started) AS started,
  sum(CASE WHEN p.completed = 1 THEN 1 ELSE 0 END) AS completed, sum(p.passed) AS passed
FROM person AS p INNER JOIN way AS w ON w.actor = p.actor ${join}
WHERE w.started = 1 GROUP BY p.unit, ${member} ORDER BY p.unit, member${store.dialect.suffix}`;

export const courseByGroup = (store: Queryable, cte: string, member: string, join = ""): string =>
  `WITH ${[cte, ...courseCtes(store)].join(", ")}
SELECT ${member} AS member, sum(w.started) AS started, sum(w.completed) AS completed, sum(w.passed) AS passed
FROM way AS w ${join} WHERE w.started = 1 GROUP BY ${member} ORDER BY member${store.dialect.suffix}`;

/** How many were that far on each day. */
export const byDay = (store: Queryable, cte: string, column: string): string =>
  `WITH ${[cte, ...courseCtes(store)].join(", ")}
SELECT w.${column} AS day, count(*) AS n FROM way AS w WHERE w.${column} IS NOT NULL AND w.started = 1
GROUP BY w.${column} ORDER BY day${store.dialect.suffix}`;
