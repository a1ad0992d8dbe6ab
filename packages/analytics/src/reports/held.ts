/**
 * Who holds what, since when and until when, as SQL over the counted statements `s`: the rule by which credentials are
 * awarded and renewed, but for who wrote a statement (decisions 41 and 57). Of each registration the first moment counts at
 * which everything was there within the span; of several registrations the first. What came later may renew it.
 */
import type { Queryable } from "../store.ts";
import { held } from "./fact.ts";
import type { Fact } from "./fact.ts";
import { RENEWED } from "./renewed.ts";
import type { FilterSql, ReportFilter } from "./report.ts";
import { dayText } from "./spans.ts";

const MOMENT = "CASE WHEN s.stored IS NOT NULL AND s.stored < s.stamp THEN s.stored ELSE s.stamp END";

/** The first number of a course's version, or nothing. */
const MAJOR = (version: string) =>
  `CASE WHEN position('.' IN ${version}) > 1 THEN substring(${version}, 1, position('.' IN ${version}) - 1) ELSE '' END`;

/** What says anything of a credential, and no more of it than is asked for: of millions of statements these are few. */
const SAID = `said AS (
  SELECT s.id AS id, s.actor AS actor, coalesce(s.registration, '') AS registration, s.unit AS unit, s.parent AS parent,
    s.object AS object, s.verb AS verb, s.success AS success, s.scaled AS scaled, s.instructor AS instructor,
    ${MAJOR("s.course_version")} AS major, ${MOMENT} AS said_at
  FROM s WHERE s.verb IN ('passed', 'completed', 'satisfied') OR (s.verb = 'answered' AND s.instructor IS NOT NULL))`;

/** Credentials of courses, and those that only the portfolio has. */
const CREDS = `creds AS (
  SELECT c.id AS id, c.title AS title, coalesce(c.valid_months, p.valid_months) AS valid_months,
    coalesce(c.valid_days, p.valid_days) AS valid_days, c.within_months AS within_months,
    c.within_days AS within_days, coalesce(p.renew, c.id) AS renew, ${MAJOR("k.version")} AS major
  FROM credentials AS c LEFT JOIN portfolio_credentials AS p ON p.id = c.id LEFT JOIN courses AS k ON k.id = c.course
  UNION ALL
  SELECT p.id AS id, p.title AS title, p.valid_months AS valid_months, p.valid_days AS valid_days,
    c.within_months AS within_months, c.within_days AS within_days, coalesce(p.renew, p.id) AS renew, '' AS major
  FROM portfolio_credentials AS p LEFT JOIN credentials AS c ON c.id = p.id WHERE c.id IS NULL)`;

/** Of a course that is not ours the LMS's word is all there is. */
const ASKED = `asked AS (
  SELECT n.credential AS credential, n.need AS need, n.people AS people, n.unit AS unit, n.verb AS verb,
    n.mastery AS mastery, n.observation AS observation
  FROM needs AS n
  UNION ALL
  SELECT p.id AS credential, 'satisfied' AS need, 1 AS people, p.course AS unit, 'satisfied' AS verb,
    n.mastery AS mastery, n.observation AS observation
  FROM portfolio_credentials AS p LEFT JOIN needs AS n ON n.credential = p.id
  WHERE n.credential IS NULL AND p.course IS NOT NULL),
asked_count AS (SELECT a.credential AS credential, count(DISTINCT a.need) AS n_needs FROM asked AS a GROUP BY a.credential)`;

/**
 * An observer's last word on each question; seen through is what has a yes and no no. Nobody watches themselves, not with
 * another account either.
 */
const WATCHED = `answers AS (
  SELECT s.id AS id, s.actor AS actor, s.registration AS registration, s.unit AS unit, s.parent AS parent,
    s.object AS object, s.success AS success, s.said_at AS said_at, coalesce(a.person, s.actor) AS learner,
    coalesce(i.person, s.instructor) AS observer
  FROM said AS s LEFT JOIN person_accounts AS a ON a.actor = s.actor
  LEFT JOIN person_accounts AS i ON i.actor = s.instructor
  WHERE s.verb = 'answered'),
words AS (
  SELECT o.actor AS actor, o.registration AS registration, o.unit AS unit, o.parent AS parent, o.observer AS observer,
    o.success AS success, o.said_at AS said_at,
    row_number() OVER (PARTITION BY o.actor, o.registration, o.unit, o.parent, o.observer, o.object
      ORDER BY o.said_at DESC, o.id DESC) AS nth
  FROM answers AS o WHERE o.observer <> o.learner),
watched AS (
  SELECT w.actor AS actor, w.registration AS registration, w.unit AS unit, w.parent AS parent,
    w.observer AS observer, max(CASE WHEN w.success THEN w.said_at END) AS said_at
  FROM words AS w WHERE w.nth = 1 GROUP BY w.actor, w.registration, w.unit, w.parent, w.observer
  HAVING sum(CASE WHEN w.success THEN 1 ELSE 0 END) > 0 AND sum(CASE WHEN NOT w.success THEN 1 ELSE 0 END) = 0)`;

const PIECES = `pieces AS (
  SELECT a.credential AS credential, a.need AS need, a.people AS people, s.actor AS actor,
    s.registration AS registration, s.said_at AS said_at, '' AS who, s.major AS major
  FROM said AS s INNER JOIN asked AS a ON a.unit = s.unit AND a.verb = s.verb
  WHERE a.mastery IS NULL OR s.scaled >= a.mastery
  UNION ALL
  SELECT a.credential AS credential, a.need AS need, a.people AS people, w.actor AS actor,
    w.registration AS registration, w.said_at AS said_at, w.observer AS who, '' AS major
  FROM watched AS w INNER JOIN asked AS a ON a.unit = w.unit
  WHERE a.verb = 'observed' AND (a.observation IS NULL OR a.observation = w.parent))`;

const EARNED = `moments AS (
  SELECT DISTINCT p.credential AS credential, p.actor AS actor, p.registration AS registration, p.said_at AS said_at
  FROM pieces AS p WHERE p.credential IN (SELECT c.id FROM creds AS c)),
met AS (
  SELECT m.credential AS credential, m.actor AS actor, m.registration AS registration, m.said_at AS said_at,
    p.need AS need, max(p.people) AS people, count(DISTINCT p.who) AS n_people,
    max(CASE WHEN p.said_at = m.said_at THEN p.major ELSE '' END) AS major
  FROM moments AS m
  INNER JOIN pieces AS p ON p.credential = m.credential AND p.actor = m.actor AND p.registration = m.registration
  INNER JOIN creds AS c ON c.id = m.credential
  WHERE p.said_at <= m.said_at AND (c.within_months IS NULL
    OR p.said_at >= m.said_at - INTERVAL (c.within_months) MONTH - INTERVAL (c.within_days) DAY)
  GROUP BY m.credential, m.actor, m.registration, m.said_at, p.need),
whole AS (
  SELECT e.credential AS credential, e.actor AS actor, e.registration AS registration, e.said_at AS said_at,
    max(e.major) AS major
  FROM met AS e INNER JOIN asked_count AS k ON k.credential = e.credential
  WHERE e.n_people >= e.people
  GROUP BY e.credential, e.actor, e.registration, e.said_at HAVING count(*) = max(k.n_needs)),
earned AS (
  SELECT w.credential AS credential, w.actor AS actor, w.registration AS registration, min(w.said_at) AS earned_at,
    argMin(w.major, w.said_at) AS major
  FROM whole AS w GROUP BY w.credential, w.actor, w.registration)`;

/**
 * CTEs to stand behind that of `counted`: the last, `awarded`, has a row for each time that somebody came to hold a credential
 * or renewed it (`person` is the id of people.csv, or the actor's key of somebody it does not have): `first_at`, `earned_at`,
 * `expires_at` in microseconds or null, `renew`.
 */
function awarded({ dialect }: Queryable): readonly string[] {
  return [
    SAID,
    CREDS,
    ASKED,
    WATCHED,
    PIECES,
    EARNED,
    RENEWED,
    `awarded AS (
  SELECT h.person AS person, h.credential AS credential, c.title AS title, c.renew AS renew,
    ${dialect.micros("h.first_at")} AS first_at, ${dialect.micros("h.earned_at")} AS earned_at,
    CASE WHEN c.valid_months IS NULL THEN NULL
      ELSE ${dialect.micros("(h.earned_at + INTERVAL (c.valid_months) MONTH + INTERVAL (c.valid_days) DAY)")} END AS expires_at
  FROM held AS h INNER JOIN creds AS c ON c.id = h.credential)`,
  ];
}

/** It depends neither on the day nor on who is looked at. */
export const AWARDED: Fact = {
  name: "awarded",
  person: "person",
  ctes: awarded,
  columns: ["person", "credential", "title", "renew", "first_at", "earned_at", "expires_at"],
};

/** For a report: what is held does not hang on the course that is asked about either, since another one may renew its credential. */
export const heldAwards = (
  store: Queryable,
  { course: _course, ...filter }: ReportFilter,
): Promise<FilterSql> => held(store, filter, AWARDED);

/** Where a course is asked about, what its credential is called: rows of others are left out. */
export async function ofCourse(
  store: Queryable,
  { course }: ReportFilter,
): Promise<(credential: unknown) => boolean> {
  if (course === undefined) return () => true;
  const rows = await store.query(
    `SELECT c.id AS id FROM credentials AS c WHERE c.course = ${store.dialect.value("course", "text")}${store.dialect.suffix}`,
    { course },
  );
  const ids = new Set<unknown>(rows.map(({ id }) => id));
  return (credential) => ids.has(credential);
}

/** What a table of who holds what has to say of its filter. */
export const heldNotes = ({ since }: ReportFilter): readonly string[] =>
  since === undefined
    ? []
    : [
        `only what was said since ${dayText(since)} counts: whoever was verified before looks as if they were not`,
      ];

/** A CTE behind `awarded`: of each person and credential the last award or renewal up to `$moment`. */
export const standing = ({ dialect }: Queryable): string => `standing AS (
  SELECT l.person AS person, l.credential AS credential, l.title AS title, l.renew AS renew, l.earned_at AS earned_at,
    l.expires_at AS expires_at
  FROM (SELECT aw.person AS person, aw.credential AS credential, aw.title AS title, aw.renew AS renew,
      aw.earned_at AS earned_at, aw.expires_at AS expires_at,
      row_number() OVER (PARTITION BY aw.person, aw.credential ORDER BY aw.earned_at DESC) AS nth
    FROM awarded AS aw WHERE aw.earned_at <= ${dialect.value("moment", "number")}) AS l
  WHERE l.nth = 1)`;

/** True for a row of `standing` (as `st`) that holds at `$moment`; expects it outer-joined. */
export const holds = ({ dialect }: Queryable): string => {
  const on = dialect.value("moment", "number");
  return `(st.person IS NOT NULL AND (st.expires_at IS NULL OR st.expires_at > ${on}))`;
};

/** True for a row of `people` (as `p`) who has begun and not left at `$moment`, and is not taken out. */
export function present(
  { dialect }: Queryable,
  filter: { readonly without?: readonly string[] | undefined },
): string {
  const on = dialect.value("moment", "number");
  const gone = (filter.without ?? []).map((_, at) => `p.id <> ${dialect.value(`without${at}`, "text")}`);
  return [
    `(p.started IS NULL OR ${dialect.micros("p.started")} <= ${on})`,
    `(p.ended IS NULL OR ${dialect.micros("p.ended")} > ${on})`,
    ...gone,
  ].join(" AND ");
}
