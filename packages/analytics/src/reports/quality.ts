import { STATEMENT_FAULTS } from "../normalise/faults.ts";
import type { Queryable, ResultRow } from "../store.ts";
import { ENDS, LMS_OF } from "./ends.ts";
import { beside, held } from "./fact.ts";
import {
  AGAIN,
  ANY_STRANGE,
  CONTRACT,
  CONTRACT_FAULTS,
  KINDS,
  OF_CONTRACT,
  REGISTRATION_FAULTS,
  VERDICTS,
} from "./quality-contract.ts";
import { counted } from "./report.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
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

/** Statements (as `s`) with whose they are. `hits` has a row for each statement and fault, or one for a session (with one statement as example). */
const COURSE = "COALESCE(u.course, s.unit, '')";
const PLACED = `placed AS (
  SELECT s.*, ${COURSE} AS course, ${LMS_OF} AS lms
  FROM s LEFT JOIN units AS u ON u.id = s.unit)`;
const ENDED = `ended AS (
  SELECT e.*, COALESCE(u.course, e.unit) AS course FROM ends AS e LEFT JOIN units AS u ON u.id = e.unit)`;

/** One row each, to be crossed with what may have them: a table that is read once for all of them. */
const among = (faults: readonly string[]): string =>
  `(${faults.map((fault) => `SELECT '${fault}' AS fault`).join(" UNION ALL ")}) AS k`;

const OF_STATEMENTS = `SELECT k.fault AS fault, p.lms AS lms, p.course AS course, CAST(p.id AS VARCHAR) AS id, p.session AS session
  FROM placed AS p CROSS JOIN ${among(Object.keys(STATEMENT_FAULTS))}
  WHERE p.faults IS NOT NULL AND position(concat(' ', k.fault, ' ') IN concat(' ', p.faults, ' ')) > 0`;
const OF_SESSIONS = `SELECT k.fault AS fault, e.lms AS lms, e.course AS course, e.id AS id, e.session AS session
  FROM ended AS e CROSS JOIN ${among(["never-ended", "initialized-not-once", "passed-and-failed"])}
  WHERE (k.fault = 'never-ended' AND e.own > 0 AND e.ended = 0)
    OR (k.fault = 'initialized-not-once' AND e.own > 0 AND e.begun <> 1)
    OR (k.fault = 'passed-and-failed' AND e.verdicts > 1)`;
const AFTER_THE_END = `SELECT 'after-the-end' AS fault, p.lms AS lms, p.course AS course, CAST(p.id AS VARCHAR) AS id, p.session AS session
  FROM placed AS p INNER JOIN ended AS e ON e.session = p.session AND e.unit = p.unit AND e.lms = p.lms
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

/** Of alike statements together, since to say where each was launched takes longer than to count it. */
const totalSql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte},
alike AS (SELECT s.unit AS unit, s.platform AS platform, s.actor AS actor, count(*) AS n FROM s GROUP BY s.unit, s.platform, s.actor)
SELECT ${LMS_OF} AS lms, ${COURSE} AS course, sum(s.n) AS n
FROM alike AS s LEFT JOIN units AS u ON u.id = s.unit GROUP BY ${LMS_OF}, ${COURSE}${dialect.suffix}`;

async function counts(store: Queryable, filter: ReportFilter): Promise<readonly ResultRow[]> {
  const from = counted(store, filter);
  const ends = await held(store, filter, ENDS);
  const both = beside(store, filter, ends);
  const totals = new Map(
    (await store.query(totalSql(store, from.cte), from.values)).map((row) => [
      placeOf(row),
      Number(row["n"]),
    ]),
  );
  const found = [
    ...(await store.query(countSql(store, `${from.cte}, ${PLACED}`, OF_STATEMENTS), from.values)),
    ...(await store.query(countSql(store, `${ends.cte}, ${ENDED}`, OF_SESSIONS), ends.values)),
    ...(await store.query(countSql(store, `${both.cte}, ${PLACED}, ${ENDED}`, AFTER_THE_END), both.values)),
    ...(await againstContract(store, filter)),
  ];
  return found
    .map((row): ResultRow => ({ ...row, share: Number(row["statements"]) / (totals.get(placeOf(row)) ?? 1) }))
    .sort((a, b) => Number(b["statements"]) - Number(a["statements"]) || (orderOf(a) < orderOf(b) ? -1 : 1));
}

async function againstContract(store: Queryable, filter: ReportFilter): Promise<readonly ResultRow[]> {
  const facts = await held(store, filter, KINDS, AGAIN);
  const [any] = await store.query(
    `WITH ${[facts.cte, ...CONTRACT].join(", ")} ${ANY_STRANGE}${store.dialect.suffix}`,
    facts.values,
  );
  if (Number(any?.["n"]) === 0) return [];
  const { cte, values } = beside(store, filter, facts);
  return store.query(
    countSql(store, [cte, PLACED, ...CONTRACT, VERDICTS].join(", "), OF_CONTRACT.join("\nUNION ALL\n")),
    values,
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
        ...[ENDS, KINDS, AGAIN].flatMap((fact) => fact.ctes(store)),
        PLACED,
        ENDED,
        ...CONTRACT,
        VERDICTS,
        `hits AS (${[OF_STATEMENTS, OF_SESSIONS, AFTER_THE_END, ...OF_CONTRACT].join("\nUNION ALL\n")})`,
      ],
    }),
};
