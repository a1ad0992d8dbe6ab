/**
 * Who has renewed what, as SQL behind that of `held.ts`: what was shown since the last time by a way that is open to the
 * version that is held (the credentials room's `decideRenewals`). One time follows from the other, so it is asked again and
 * again: of each way and each moment it is known since when everything was shown, and that has to be after the last time.
 */

/** The ways that are open to each version; what the portfolio names renews every one. */
const WAYS = `ways AS (
  SELECT r.credential AS credential, r.version AS version, r.way AS way, r.own AS own, r.early_months AS early_months,
    r.early_days AS early_days, coalesce(r.within_months, o.within_months) AS within_months,
    coalesce(r.within_days, o.within_days) AS within_days
  FROM renewals AS r LEFT JOIN creds AS o ON o.id = r.way
  UNION ALL
  SELECT c.id AS credential, '' AS version, c.id AS way, TRUE AS own, r.early_months AS early_months,
    r.early_days AS early_days, c.within_months AS within_months, c.within_days AS within_days
  FROM creds AS c LEFT JOIN renewals AS r ON r.credential = c.id WHERE r.credential IS NULL
  UNION ALL
  SELECT c.id AS credential, coalesce(v.version, '') AS version, c.renew AS way, FALSE AS own,
    NULL AS early_months, NULL AS early_days, o.within_months AS within_months, o.within_days AS within_days
  FROM creds AS c INNER JOIN creds AS o ON o.id = c.renew
  LEFT JOIN (SELECT r.credential AS credential, r.version AS version FROM renewals AS r) AS v ON v.credential = c.id
  WHERE c.renew <> c.id)`;

/** Who came to hold it, the first time. */
const FIRST = `firsts AS (
  SELECT coalesce(a.person, e.actor) AS person, e.credential AS credential, min(e.earned_at) AS first_at,
    argMin(e.major, e.earned_at) AS major
  FROM earned AS e LEFT JOIN person_accounts AS a ON a.actor = e.actor
  GROUP BY coalesce(a.person, e.actor), e.credential)`;

/** What they have shown since, by way. */
const SHOWN = `shown AS (
  SELECT f.person AS person, w.credential AS credential, w.version AS version, w.way AS way, p.actor AS actor,
    p.registration AS registration, p.need AS need, p.people AS people, p.who AS who, p.said_at AS said_at,
    CASE WHEN w.own THEN p.major ELSE '' END AS major
  FROM pieces AS p INNER JOIN ways AS w ON w.way = p.credential LEFT JOIN person_accounts AS a ON a.actor = p.actor
  INNER JOIN firsts AS f ON f.credential = w.credential AND f.person = coalesce(a.person, p.actor)
  WHERE p.said_at > f.first_at)`;

const KEY = ["person", "credential", "version", "way", "actor", "registration"] as const;
const list = (of: string, keys: readonly string[] = KEY) =>
  keys.map((key) => `${of}.${key} AS ${key}`).join(", ");
const group = (of: string, keys: readonly string[] = KEY) => keys.map((key) => `${of}.${key}`).join(", ");

/** At each moment by need the last that was shown, by each observer; `since_at` is since when all of a way was shown. */
const AGAIN = `turns AS (
  SELECT ${list("h")}, h.said_at AS at, max(h.major) AS major FROM shown AS h GROUP BY ${group("h")}, h.said_at),
lasts AS (
  SELECT ${list("t")}, t.at AS at, t.major AS major, h.need AS need, max(h.people) AS people, h.who AS who,
    max(h.said_at) AS last_at
  FROM turns AS t INNER JOIN shown AS h ON ${KEY.map((key) => `h.${key} = t.${key}`).join(" AND ")}
  WHERE h.said_at <= t.at GROUP BY ${group("t")}, t.at, t.major, h.need, h.who),
ranked AS (
  SELECT ${list("l")}, l.at AS at, l.major AS major, l.need AS need, l.people AS people, l.last_at AS last_at,
    row_number() OVER (PARTITION BY ${group("l")}, l.at, l.need ORDER BY l.last_at DESC, l.who) AS nth
  FROM lasts AS l),
alls AS (
  SELECT ${list("k")}, k.at AS at, k.major AS major, min(k.last_at) AS since_at, count(*) AS n_needs
  FROM ranked AS k WHERE k.nth = k.people GROUP BY ${group("k")}, k.at, k.major),
again AS (
  SELECT g.person AS person, g.credential AS credential, g.version AS version, g.at AS at, g.since_at AS since_at,
    coalesce(n.version, '') AS next_version, w.early_months AS early_months, w.early_days AS early_days
  FROM alls AS g INNER JOIN asked_count AS k ON k.credential = g.way
  INNER JOIN ways AS w ON w.credential = g.credential AND w.version = g.version AND w.way = g.way
  INNER JOIN creds AS c ON c.id = g.credential
  LEFT JOIN renewals AS n ON n.credential = g.credential
    AND n.version = CASE WHEN g.major = '' THEN c.major ELSE g.major END
  WHERE g.n_needs = k.n_needs AND (w.within_months IS NULL
    OR g.since_at >= g.at - INTERVAL (w.within_months) MONTH - INTERVAL (w.within_days) DAY))`;

/** Moments of credentials are whole seconds; what never expires is not renewed. */
const CHAIN = `held AS (
  WITH RECURSIVE times AS (
    SELECT f.person AS person, f.credential AS credential, f.first_at AS first_at, f.first_at AS earned_at,
      coalesce(n.version, '') AS version
    FROM firsts AS f INNER JOIN creds AS c ON c.id = f.credential
    LEFT JOIN renewals AS n ON n.credential = f.credential
      AND n.version = CASE WHEN f.major = '' THEN c.major ELSE f.major END
    UNION ALL
    SELECT t.person AS person, t.credential AS credential, min(t.first_at) AS first_at, min(g.at) AS earned_at,
      argMin(g.next_version, g.at) AS version
    FROM times AS t INNER JOIN creds AS c ON c.id = t.credential
    INNER JOIN again AS g ON g.person = t.person AND g.credential = t.credential AND g.version = t.version
    WHERE c.valid_months IS NOT NULL AND g.since_at >= date_trunc('second', t.earned_at) + INTERVAL 1 SECOND
      AND (g.early_months IS NULL OR g.since_at >= t.earned_at + INTERVAL (c.valid_months) MONTH
        + INTERVAL (c.valid_days) DAY - INTERVAL (g.early_months) MONTH - INTERVAL (g.early_days) DAY)
    GROUP BY t.person, t.credential)
  SELECT t.person AS person, t.credential AS credential, t.first_at AS first_at, t.earned_at AS earned_at FROM times AS t)`;

/** Ends with `held`: one row for each time, the first included. */
export const RENEWED = [WAYS, FIRST, SHOWN, AGAIN, CHAIN].join(",\n");
