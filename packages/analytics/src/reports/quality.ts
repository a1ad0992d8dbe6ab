import { STATEMENT_FAULTS } from "../normalise/faults.ts";
import type { Queryable, ResultRow } from "../store.ts";
import { held } from "./held-rows.ts";
import {
  ANY_STRANGE,
  CONTRACT,
  CONTRACT_FACTS,
  CONTRACT_FAULTS,
  OF_CONTRACT,
  REGISTRATION_FAULTS,
  VERDICTS,
} from "./quality-contract.ts";
import { counted } from "./report.ts";
import type { FilterSql, Report, ReportColumn, ReportFilter } from "./report.ts";
import { LMS_OF } from "./sessions.ts";
import { trace } from "./trace.ts";

/** What only a whole session shows. */
const SESSION_FAULTS = {
  "never-ended": "A session of a unit with neither terminated nor abandoned (cmi5 9.3.6, 9.3.8).",
  "initialized-not-once":
    "A session of a unit that said initialized more than once, or something without it (cmi5 9.3.2).",
  "after-the-end": "A statement of a unit after terminated (cmi5 9.3.8).",
  "passed-and-failed": "A session that said both passed and failed (cmi5 9.3).",
} as const;
const ALL: Readonly<Record<string, string>> = {
  ...STATEMENT_FAULTS,
  ...SESSION_FAULTS,
  ...REGISTRATION_FAULTS,
  ...CONTRACT_FAULTS,
};

const COLUMNS: readonly ReportColumn[] = [
  { key: "fault", label: "fault", kind: "text" },
  { key: "lms", label: "LMS", kind: "text" },
  { key: "course", label: "course", kind: "text" },
  { key: "statements", label: "statements", kind: "count" },
  { key: "sessions", label: "sessions", kind: "count" },
  { key: "share", label: "of all", kind: "share" },
  { key: "example", label: "for example", kind: "text" },
  { key: "says", label: "says", kind: "text" },
];

/**
 * Whose statements they are: the platform where it says so, else the home page of the account. `hits` has a row for each
 * statement and fault, or one for a session (with its first statement as example).
 */
const HITS: readonly string[] = [
  `placed AS (
  SELECT s.*, COALESCE(u.course, s.unit, '') AS course,
    ${LMS_OF} AS lms
  FROM s LEFT JOIN units AS u ON u.id = s.unit)`,
  `ends AS (
  SELECT p.lms AS lms, p.course AS course, p.session AS session, p.unit AS unit, CAST(min(p.id) AS VARCHAR) AS id,
    sum(CASE WHEN p.verb = 'initialized' THEN 1 ELSE 0 END) AS begun,
    sum(CASE WHEN p.verb IN ('terminated', 'abandoned') THEN 1 ELSE 0 END) AS ended,
    max(CASE WHEN p.verb = 'passed' THEN 1 ELSE 0 END) + max(CASE WHEN p.verb = 'failed' THEN 1 ELSE 0 END) AS verdicts,
    min(CASE WHEN p.verb = 'terminated' THEN p.stamp END) AS terminated_at,
    max(CASE WHEN p.verb NOT IN ('launched', 'abandoned', 'waived', 'satisfied') THEN p.stamp END) AS last_own,
    sum(CASE WHEN p.verb NOT IN ('launched', 'abandoned', 'waived', 'satisfied') THEN 1 ELSE 0 END) AS own
  FROM placed AS p WHERE p.session IS NOT NULL AND p.unit IS NOT NULL GROUP BY p.lms, p.course, p.session, p.unit)`,
];

/** One row each, to be crossed with what may have them: a table that is read once for all of them. */
const among = (faults: readonly string[]): string =>
  `(${faults.map((fault) => `SELECT '${fault}' AS fault`).join(" UNION ALL ")}) AS k`;

const OF_STATEMENTS = `SELECT k.fault AS fault, p.lms AS lms, p.course AS course, CAST(p.id AS VARCHAR) AS id, p.session AS session
  FROM placed AS p CROSS JOIN ${among(Object.keys(STATEMENT_FAULTS))}
  WHERE p.faults IS NOT NULL AND position(concat(' ', k.fault, ' ') IN concat(' ', p.faults, ' ')) > 0`;
const OF_SESSIONS = `SELECT k.fault AS fault, e.lms AS lms, e.course AS course, e.id AS id, e.session AS session
  FROM ends AS e CROSS JOIN ${among(["never-ended", "initialized-not-once", "passed-and-failed"])}
  WHERE (k.fault = 'never-ended' AND e.own > 0 AND e.ended = 0)
    OR (k.fault = 'initialized-not-once' AND e.own > 0 AND e.begun <> 1)
    OR (k.fault = 'passed-and-failed' AND e.verdicts > 1)`;
const AFTER_THE_END = `SELECT 'after-the-end' AS fault, p.lms AS lms, p.course AS course, CAST(p.id AS VARCHAR) AS id, p.session AS session
  FROM placed AS p INNER JOIN ends AS e ON e.session = p.session AND e.unit = p.unit AND e.lms = p.lms
  WHERE e.last_own > e.terminated_at AND p.stamp > e.terminated_at AND p.verb NOT IN ('launched', 'abandoned', 'waived', 'satisfied')`;

/** Each by itself: in one query, all statements with where they were launched would have to be kept until its end. */
const countSql = (
  { dialect }: Queryable,
  cte: string,
  hits: string,
): string => `WITH ${cte}, hits AS (${hits})
SELECT h.fault AS fault, h.lms AS lms, h.course AS course, count(*) AS statements, count(DISTINCT h.session) AS sessions,
  min(h.id) AS example
FROM hits AS h GROUP BY h.fault, h.lms, h.course ORDER BY h.fault, h.lms, h.course${dialect.suffix}`;

const totalSql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte}
SELECT p.lms AS lms, p.course AS course, count(*) AS n FROM placed AS p GROUP BY p.lms, p.course${dialect.suffix}`;

async function counts(store: Queryable, filter: ReportFilter): Promise<readonly ResultRow[]> {
  const from = counted(store, filter);
  const placed = { cte: [from.cte, ...HITS.slice(0, 1)].join(", "), values: from.values };
  const ends = await held(store, from, {
    name: "ends",
    ctes: HITS,
    columns: [
      ...["lms", "course", "session", "unit", "id", "begun", "ended", "verdicts"],
      ...["terminated_at", "last_own", "own"],
    ],
  });
  // Without a place to hold it, what `ends` stands on is said there already.
  const both = store.hold === undefined ? ends : { cte: `${placed.cte}, ${ends.cte}`, values: placed.values };
  const totals = new Map(
    (await store.query(totalSql(store, placed.cte), placed.values)).map((row) => [
      placeOf(row),
      Number(row["n"]),
    ]),
  );
  const found = [
    ...(await store.query(countSql(store, placed.cte, OF_STATEMENTS), placed.values)),
    ...(await store.query(countSql(store, ends.cte, OF_SESSIONS), ends.values)),
    ...(await store.query(countSql(store, both.cte, AFTER_THE_END), both.values)),
    ...(await againstContract(store, from, placed)),
  ];
  return found
    .map((row): ResultRow => ({ ...row, share: Number(row["statements"]) / (totals.get(placeOf(row)) ?? 1) }))
    .sort((a, b) => Number(b["statements"]) - Number(a["statements"]) || (orderOf(a) < orderOf(b) ? -1 : 1));
}

async function againstContract(
  store: Queryable,
  from: FilterSql,
  placed: FilterSql,
): Promise<readonly ResultRow[]> {
  const facts: FilterSql[] = [];
  for (const { name, sql, columns } of CONTRACT_FACTS)
    facts.push(await held(store, from, { name, ctes: [sql], columns }));
  // Without a place to hold them, what they stand on is said with each of them.
  const known =
    store.hold === undefined
      ? [placed.cte, ...CONTRACT_FACTS.map(({ sql }) => sql)]
      : [placed.cte, ...facts.map(({ cte }) => cte)];
  const cte = [...known, ...CONTRACT].join(", ");
  const [any] = await store.query(`WITH ${cte} ${ANY_STRANGE}${store.dialect.suffix}`, placed.values);
  if (Number(any?.["n"]) === 0) return [];
  return store.query(
    countSql(store, `${cte}, ${VERDICTS}`, OF_CONTRACT.join("\nUNION ALL\n")),
    placed.values,
  );
}

const placeOf = (row: ResultRow) => `${row["lms"]} ${row["course"]}`;
const orderOf = (row: ResultRow) => `${row["fault"]} ${row["lms"]} ${row["course"]}`;

async function run(store: Queryable, filter: ReportFilter) {
  const titles = new Map(
    (await store.query("SELECT id, title FROM courses")).map((row) => [row["id"], row["title"]]),
  );
  const rows = (await counts(store, filter)).map((row): ResultRow => ({
    fault: row["fault"] ?? "",
    lms: row["lms"] ?? "",
    course: titles.get(row["course"] ?? "") ?? row["course"] ?? "",
    // A fault of a session is that of no one statement.
    statements: isOfSession(row) ? null : (row["statements"] ?? 0),
    sessions: row["sessions"] ?? 0,
    share: isOfSession(row) ? null : (row["share"] ?? 0),
    example: row["example"] ?? "",
    says: ALL[String(row["fault"])] ?? "",
  }));
  return { columns: COLUMNS, rows, notes: [] };
}

const isOfSession = ({ fault }: ResultRow) =>
  fault !== "after-the-end" && Object.hasOwn(SESSION_FAULTS, String(fault));

export const quality: Report = {
  name: "quality",
  says: "which rules of cmi5, of xAPI and of the course statements break, by LMS and course",
  key: "a fault",
  run,
  explain: (store, filter, key) =>
    trace(store, filter, {
      where: `CAST(s.id AS VARCHAR) IN (SELECT h.id FROM hits AS h WHERE h.fault = ${store.dialect.value("key", "text")})`,
      key,
      ctes: [
        ...HITS,
        ...CONTRACT_FACTS.map(({ sql }) => sql),
        ...CONTRACT,
        VERDICTS,
        `hits AS (${[OF_STATEMENTS, OF_SESSIONS, AFTER_THE_END, ...OF_CONTRACT].join("\nUNION ALL\n")})`,
      ],
    }),
};
