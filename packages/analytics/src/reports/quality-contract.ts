/**
 * What statements say that the course cannot have sent, by its `NAME.tessera.json`; and what a unit said more often than cmi5
 * lets it. Statements of courses that nobody gave to the store are not judged.
 */
import type { Fact } from "./fact.ts";
import { LMS_VERBS } from "./visits.ts";

export const CONTRACT_FAULTS = {
  "unknown-unit": "A statement of a unit that the course, as it was given to sync, does not have.",
  "unknown-page": "A page was read that the course, as it was given to sync, does not have.",
  "unknown-question": "A question was answered that the course, as it was given to sync, does not have.",
  "unknown-version": "A version of a question was answered that no course given to sync has.",
  "unknown-option": "A response holds an option that the question does not have.",
} as const;

export const REGISTRATION_FAULTS = {
  "said-twice":
    "completed or passed of a unit after it had been said in the registration (cmi5 9.3.3, 9.3.4).",
  "failed-after-passed": "failed of a unit after passed in the same registration (cmi5 9.3.5).",
} as const;

/**
 * What sessions said, each kind of it once: few rows to be looked up, so that where all is well no statement is looked at again.
 * What an observer signs belongs to no session, and its checklist is no question of the course.
 */
export const KINDS: Fact = {
  name: "kinds",
  unit: "unit",
  columns: ["verb", "unit", "object", "version", "response"],
  ctes: () => [
    `kinds AS (
  SELECT k.verb AS verb, k.unit AS unit, k.object AS object, k.version AS version, k.response AS response
  FROM (SELECT s.verb AS verb, s.unit AS unit,
      CASE WHEN s.verb IN ('answered', 'experienced') THEN s.object ELSE '' END AS object,
      CASE WHEN s.verb = 'answered' THEN COALESCE(s.version, '') ELSE '' END AS version,
      CASE WHEN s.verb = 'answered' AND s.object IN (SELECT o.question FROM options AS o)
        THEN COALESCE(s.response, '') ELSE '' END AS response
    FROM s WHERE s.session IS NOT NULL AND s.unit IS NOT NULL AND s.verb NOT IN ${LMS_VERBS}) AS k
  GROUP BY k.verb, k.unit, k.object, k.version, k.response)`,
  ],
};

/** Registrations that were told something twice, or a pass and then its contrary. */
export const AGAIN: Fact = {
  name: "again",
  unit: "unit",
  actor: "actor",
  columns: ["actor", "registration", "unit"],
  ctes: () => [
    `again AS (
  SELECT s.actor AS actor, s.registration AS registration, s.unit AS unit
  FROM s WHERE s.verb IN ('completed', 'passed', 'failed') AND s.session IS NOT NULL AND s.registration IS NOT NULL
    AND s.unit IS NOT NULL
  GROUP BY s.actor, s.registration, s.unit
  HAVING sum(CASE WHEN s.verb = 'passed' THEN 1 ELSE 0 END) > 1
    OR sum(CASE WHEN s.verb = 'completed' THEN 1 ELSE 0 END) > 1
    OR max(CASE WHEN s.verb = 'failed' THEN s.stamp END) > min(CASE WHEN s.verb = 'passed' THEN s.stamp END))`,
  ],
};

const KIND = "t.verb AS verb, t.unit AS unit, t.object AS object, t.version AS version";

/** Behind `kinds`: `strange`, each with the kind of statement that it is, and what is odd otherwise. */
export const CONTRACT: readonly string[] = [
  "asked AS (SELECT q.id AS id FROM questions AS q GROUP BY q.id)",
  `sent AS (SELECT ${KIND} FROM kinds AS t INNER JOIN units AS u ON u.id = t.unit
  WHERE t.verb IN ('answered', 'experienced') GROUP BY t.verb, t.unit, t.object, t.version)`,
  // Options that are there, with what parts them, are as long as the response when it holds nothing else.
  `odd AS (SELECT t.object AS object, t.version AS version, t.response AS response
  FROM kinds AS t INNER JOIN options AS o ON o.question = t.object AND o.version = t.version
  WHERE t.response <> '' GROUP BY t.object, t.version, t.response
  HAVING sum(CASE WHEN position(concat('[,]', o.id, '[,]') IN concat('[,]', t.response, '[,]')) > 0
    THEN length(o.id) + 3 ELSE 0 END) <> max(length(t.response)) + 3)`,
  `elsewhere AS (SELECT t.unit AS unit
  FROM (SELECT k.unit AS unit FROM kinds AS k GROUP BY k.unit) AS t CROSS JOIN courses AS c
    LEFT JOIN units AS u ON u.id = t.unit
  WHERE position(concat(c.id, '/') IN t.unit) = 1 AND u.id IS NULL GROUP BY t.unit)`,
  `strange AS (
  SELECT 'unknown-page' AS fault, ${KIND} FROM sent AS t LEFT JOIN pages AS g ON g.id = t.object
    WHERE t.verb = 'experienced' AND g.id IS NULL
  UNION ALL
  SELECT 'unknown-question' AS fault, ${KIND} FROM sent AS t LEFT JOIN asked AS a ON a.id = t.object
    WHERE t.verb = 'answered' AND a.id IS NULL
  UNION ALL
  SELECT 'unknown-version' AS fault, ${KIND} FROM sent AS t INNER JOIN asked AS a ON a.id = t.object
      LEFT JOIN questions AS q ON q.id = t.object AND q.version = t.version
    WHERE t.verb = 'answered' AND q.id IS NULL)`,
];

/** Whether there is anything to count. */
export const ANY_STRANGE =
  "SELECT count(*) AS n FROM (SELECT k.fault AS fault FROM strange AS k UNION ALL SELECT d.object AS fault FROM odd AS d " +
  "UNION ALL SELECT e.unit AS fault FROM elsewhere AS e UNION ALL SELECT a.unit AS fault FROM again AS a) AS f";

const hit = (fault: string, from: string): string =>
  `SELECT ${fault} AS fault, p.lms AS lms, p.course AS course, CAST(p.id AS VARCHAR) AS id, p.session AS session FROM ${from}`;

/** Behind `CONTRACT`: what is told one by one. */
export const VERDICTS = `verdicts AS (
  SELECT p.id AS id, p.lms AS lms, p.course AS course, p.session AS session, p.verb AS verb,
    row_number() OVER (PARTITION BY p.actor, p.registration, p.unit, p.verb ORDER BY p.stamp, p.id) AS nth,
    sum(CASE WHEN p.verb = 'passed' THEN 1 ELSE 0 END) OVER
      (PARTITION BY p.actor, p.registration, p.unit ORDER BY p.stamp, p.id) AS passed_by_then
  FROM placed AS p INNER JOIN again AS a
    ON a.actor = p.actor AND a.registration = p.registration AND a.unit = p.unit
  WHERE p.verb IN ('completed', 'passed', 'failed') AND p.session IS NOT NULL)`;

export const OF_CONTRACT: readonly string[] = [
  hit(
    "k.fault",
    "placed AS p INNER JOIN strange AS k ON k.object = p.object AND k.verb = p.verb AND k.unit = p.unit " +
      "WHERE p.session IS NOT NULL AND (k.verb = 'experienced' OR k.version = COALESCE(p.version, ''))",
  ),
  hit(
    "'unknown-unit'",
    `placed AS p INNER JOIN elsewhere AS e ON e.unit = p.unit WHERE p.session IS NOT NULL AND p.verb NOT IN ${LMS_VERBS}`,
  ),
  hit(
    "'unknown-option'",
    "placed AS p INNER JOIN odd AS d ON d.object = p.object AND d.version = p.version AND d.response = p.response " +
      "WHERE p.verb = 'answered' AND p.session IS NOT NULL",
  ),
  hit("'said-twice'", "verdicts AS p WHERE p.verb IN ('completed', 'passed') AND p.nth > 1"),
  hit("'failed-after-passed'", "verdicts AS p WHERE p.verb = 'failed' AND p.passed_by_then > 0"),
];
