import type { Queryable, ResultRow } from "../store.ts";
import { present } from "./held.ts";
import { held } from "./fact.ts";
import { momentOf } from "./people-needed.ts";
import { isAsked, peopleValues } from "./report.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { unitPlaces } from "./places.ts";
import { ofUnit, rowNamed } from "./row-names.ts";
import { trace } from "./trace.ts";
import { VISITS } from "./visits.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "course", label: "course", kind: "text" },
  { key: "unit", label: "unit", kind: "text" },
  { key: "enrolled", label: "enrolled", kind: "count" },
  { key: "learners", label: "learners", kind: "count" },
  { key: "started", label: "started", kind: "count" },
  { key: "completed", label: "completed", kind: "count" },
  { key: "passed", label: "passed", kind: "count" },
  { key: "failed", label: "failed only", kind: "count" },
  { key: "satisfied", label: "satisfied", kind: "count" },
  { key: "completed_share", label: "completed %", kind: "share" },
  { key: "passed_share", label: "passed %", kind: "share" },
  { key: "sessions_to_pass", label: "sessions to pass", kind: "number" },
  { key: "attempts_to_pass", label: "attempts to pass", kind: "number" },
];

/** One row for each person and unit. */
const PERSON = `person AS (
  SELECT v.unit AS unit, v.actor AS actor, max(v.started) AS started, max(v.completed) AS completed, max(v.passed) AS passed,
    max(v.failed) AS failed, max(v.waived) AS waived, max(v.satisfied) AS satisfied, min(v.passed_at) AS passed_at,
    min(v.attempt) AS attempt
  FROM visits AS v GROUP BY v.unit, v.actor)`;

/** By unit; of the course itself there are only the statements that say it is satisfied. */
function unitSql({ dialect }: Queryable, cte: string): string {
  return `WITH ${cte}, ${PERSON},
tries AS (
  SELECT p.unit AS unit, p.actor AS actor, count(*) AS n
  FROM person AS p INNER JOIN visits AS v ON v.unit = p.unit AND v.actor = p.actor
  WHERE p.passed_at IS NOT NULL AND v.named = 1 AND v.begun <= p.passed_at
  GROUP BY p.unit, p.actor)
SELECT p.unit AS unit, count(*) AS learners, sum(p.started) AS started, sum(p.completed) AS completed,
  sum(p.passed) AS passed, sum(CASE WHEN p.failed = 1 AND p.passed = 0 THEN 1 ELSE 0 END) AS failed,
  sum(p.satisfied) AS satisfied, sum(p.waived) AS waived,
  ${dialect.quantile("t.n", 0.5)} AS sessions_to_pass, ${dialect.quantile("CASE WHEN p.passed = 1 THEN p.attempt END", 0.5)} AS attempts_to_pass
FROM person AS p LEFT JOIN tries AS t ON t.unit = p.unit AND t.actor = p.actor
GROUP BY p.unit ORDER BY p.unit${dialect.suffix}`;
}

/** By course: completed and passed are those who did so in every unit that asks for it; waived counts for either. */
function courseSql({ dialect }: Queryable, cte: string): string {
  return `WITH ${cte}, ${PERSON},
needs AS (
  SELECT course, count(*) AS n_units, sum(CASE WHEN mastery IS NOT NULL THEN 1 ELSE 0 END) AS n_judged
  FROM units GROUP BY course),
done AS (
  SELECT u.course AS course, p.actor AS actor, max(p.started) AS started,
    sum(CASE WHEN p.completed = 1 OR p.waived = 1 THEN 1 ELSE 0 END) AS completed,
    sum(CASE WHEN u.mastery IS NOT NULL AND (p.passed = 1 OR p.waived = 1) THEN 1 ELSE 0 END) AS passed,
    max(CASE WHEN p.failed = 1 AND p.passed = 0 THEN 1 ELSE 0 END) AS failed
  FROM person AS p INNER JOIN units AS u ON u.id = p.unit GROUP BY u.course, p.actor)
SELECT d.course AS course, count(*) AS learners, sum(d.started) AS started,
  sum(CASE WHEN d.completed = n.n_units THEN 1 ELSE 0 END) AS completed,
  sum(CASE WHEN n.n_judged > 0 AND d.passed = n.n_judged THEN 1 ELSE 0 END) AS passed,
  sum(CASE WHEN d.failed = 1 AND d.passed < n.n_judged THEN 1 ELSE 0 END) AS failed,
  sum(CASE WHEN c.satisfied = 1 THEN 1 ELSE 0 END) AS satisfied
FROM done AS d INNER JOIN needs AS n ON n.course = d.course
LEFT JOIN person AS c ON c.unit = d.course AND c.actor = d.actor
GROUP BY d.course ORDER BY d.course${dialect.suffix}`;
}

/** By course: who is asked by a role, or has been launched by an LMS; somebody who is both is one. */
function enrolledSql(store: Queryable, filter: ReportFilter, cte: string): string {
  const { dialect } = store;
  const asked = isAsked(dialect, filter);
  const conditions = [
    present(store, {}),
    ...(asked === undefined ? [] : [asked]),
    ...(filter.course === undefined ? [] : [`c.course = ${dialect.value("course", "text")}`]),
  ];
  return `WITH ${cte}, ${PERSON},
asked AS (
  SELECT c.course AS course, p.id AS person
  FROM people AS p INNER JOIN person_roles AS r ON r.person = p.id INNER JOIN role_requires AS q ON q.role = r.role
  INNER JOIN credentials AS c ON c.id = q.credential WHERE ${conditions.join(" AND ")}
  UNION ALL
  SELECT u.course AS course, coalesce(a.person, p.actor) AS person
  FROM person AS p INNER JOIN units AS u ON u.id = p.unit LEFT JOIN person_accounts AS a ON a.actor = p.actor)
SELECT e.course AS course, count(DISTINCT e.person) AS enrolled FROM asked AS e GROUP BY e.course ORDER BY e.course${dialect.suffix}`;
}

const NOBODY: ResultRow = {
  ...{ learners: 0, started: 0, completed: 0, passed: 0, failed: 0, satisfied: 0 },
};

async function run(store: Queryable, filter: ReportFilter) {
  const { cte, values } = await held(store, filter, VISITS);
  const { course, learner } = filter;
  const enrolled = new Map(
    (
      await store.query(enrolledSql(store, filter, cte), {
        ...values,
        ...peopleValues(filter),
        ...(course !== undefined && { course }),
        ...(learner !== undefined && { learner }),
        moment: await momentOf(store, filter),
      })
    ).map((row) => [row["course"], row["enrolled"] ?? null]),
  );
  const byUnit = new Map((await store.query(unitSql(store, cte), values)).map((row) => [row["unit"], row]));
  const byCourse = new Map(
    (await store.query(courseSql(store, cte), values)).map((row) => [row["course"], row]),
  );
  const courses = await store.query("SELECT id, title FROM courses ORDER BY title, id");
  const places = await unitPlaces(store);
  const units = await store.query("SELECT id, course, mastery FROM units ORDER BY course, position");
  const rows: ResultRow[] = [];
  for (const { id, title } of courses) {
    const all = byCourse.get(id) ?? (enrolled.has(id) ? NOBODY : undefined);
    if (all === undefined) continue;
    rows.push(
      labelled(all, {
        ...{ course: title ?? "", unit: "(all)", enrolled: enrolled.get(id) ?? null },
        ...{ sessions_to_pass: null, attempts_to_pass: null },
      }),
    );
    for (const unit of units.filter((one) => one["course"] === id)) {
      const found = byUnit.get(unit["id"]);
      if (found !== undefined)
        rows.push(
          labelled(found, {
            course: title ?? "",
            unit: places.get(unit["id"])?.["unit"] ?? "",
            // Satisfied is what a course or block is; a unit without a mastery score cannot be passed.
            satisfied: null,
            judged: unit["mastery"] !== null,
          }),
        );
    }
  }
  const ours = new Set([...courses, ...units].map(({ id }) => id));
  const strangers = [...byUnit.values()].filter(({ unit }) => !ours.has(unit as string));
  for (const row of strangers) rows.push(labelled(row, { course: "", unit: row["unit"] ?? "" }));
  return {
    columns: COLUMNS,
    rows,
    notes: strangers.length
      ? [`${strangers.length} unit(s) of courses that the store does not know are shown by their ids`]
      : [],
  };
}

function labelled(row: ResultRow, names: ResultRow): ResultRow {
  const share = (key: string) => (row["learners"] === 0 ? null : Number(row[key]) / Number(row["learners"]));
  const all: ResultRow = {
    ...row,
    completed_share: share("completed"),
    passed_share: names["judged"] === false && row["passed"] === 0 ? null : share("passed"),
    ...names,
  };
  return Object.fromEntries(COLUMNS.map(({ key }) => [key, all[key] ?? null]));
}

export const completion: Report = {
  name: "completion",
  says: "how many learners started, completed, passed and satisfied each course and unit",
  key: "a course or unit: its title, slug or id",
  run,
  async explain(store, filter, key) {
    const row = await rowNamed(store, filter, { key, kinds: ["course", "unit"] });
    return trace(store, filter, {
      where: ofUnit(store, row),
      key: row.id,
      silence:
        row.kind === "other" ? undefined : "nobody has begun it: who is enrolled is asked for it by a role",
    });
  },
};
