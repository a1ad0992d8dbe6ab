import type { Queryable, ResultRow } from "../store.ts";
import { correlation, FEW, FIRST, WHOLE_ATTEMPTS } from "./answers.ts";
import { optionRows } from "./distractors.ts";
import { assessmentOf, questionNames, rankOf } from "./question-names.ts";
import { held } from "./fact.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { explainQuestion } from "./trace-question.ts";

const EASY = 0.95;
const HARD = 0.25;
const WEAK = 0.2;

const COLUMNS: readonly ReportColumn[] = [
  { key: "question", label: "question", kind: "text" },
  { key: "version", label: "version", kind: "text" },
  { key: "assessment", label: "assessment", kind: "text" },
  { key: "answers", label: "answers", kind: "count" },
  { key: "facility", label: "facility", kind: "number" },
  { key: "spread", label: "sd", kind: "number" },
  { key: "discrimination", label: "discrimination", kind: "number" },
  { key: "upper_lower", label: "D 27 %", kind: "number" },
  { key: "takers", label: "whole attempts", kind: "count" },
  { key: "alpha", label: "alpha", kind: "number" },
  { key: "seconds", label: "median s", kind: "seconds" },
  { key: "flags", label: "flags", kind: "text" },
  { key: "place", label: "place", kind: "text" },
  { key: "name", label: "name", kind: "text" },
];

const facilitySql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte}
SELECT f.object AS object, f.version AS version, f.parent AS parent, count(*) AS answers, avg(f.x) AS facility,
  CASE WHEN count(*) > 1 THEN sqrt(var_samp(f.x)) END AS spread, ${dialect.quantile("f.duration_ms", 0.5)} / 1000 AS seconds
FROM first AS f GROUP BY f.object, f.version, f.parent
ORDER BY f.parent, f.object, f.version${dialect.suffix}`;

const discriminationSql = ({ dialect }: Queryable, cte: string): string =>
  `WITH ${[cte, ...WHOLE_ATTEMPTS].join(", ")}
SELECT g.object AS object, g.version AS version, g.parent AS parent, count(*) AS takers,
  ${correlation("g.x", "g.rest")} AS discrimination,
  avg(CASE WHEN g.upper = 1 THEN g.x END) - avg(CASE WHEN g.lower = 1 THEN g.x END) AS upper_lower
FROM grouped AS g GROUP BY g.object, g.version, g.parent
ORDER BY g.parent, g.object, g.version${dialect.suffix}`;

/** Cronbach's alpha; KR-20 where every score is 0 or 1. None where a draw gives learners different questions. */
const alphaSql = ({ dialect }: Queryable, cte: string): string =>
  `WITH ${[cte, ...WHOLE_ATTEMPTS].join(", ")},
spread AS (
  SELECT r.parent AS parent, r.object AS object, max(r.n) AS n, var_samp(r.x) AS v FROM rested AS r
  GROUP BY r.parent, r.object),
sums AS (SELECT p.parent AS parent, count(*) AS k, max(p.n) AS n, sum(p.v) AS v FROM spread AS p GROUP BY p.parent),
totals AS (SELECT w.parent AS parent, count(*) AS takers, var_samp(w.total) AS v FROM whole AS w GROUP BY w.parent)
SELECT s.parent AS parent, s.k AS k, s.n AS n, t.takers AS takers,
  CASE WHEN s.k = s.n AND s.k > 1 AND t.takers > 1 AND t.v > 0 THEN s.k / (s.k - 1.0) * (1.0 - s.v / t.v) END AS alpha
FROM sums AS s INNER JOIN totals AS t ON t.parent = s.parent ORDER BY s.parent${dialect.suffix}`;

async function run(store: Queryable, filter: ReportFilter) {
  const first = await held(store, filter, FIRST);
  const { cte, values } = first;
  const facility = await store.query(facilitySql(store, cte), values);
  const discrimination = keyed(await store.query(discriminationSql(store, cte), values));
  const alphas = new Map(
    (await store.query(alphaSql(store, cte), values)).map((row) => [row["parent"], row]),
  );
  const suspects = new Set(
    (await optionRows(store, first))
      .filter(({ flags }) => String(flags).split(" ").includes("key-suspect"))
      .map((row) => `${row["question"]} ${row["version"]}`),
  );
  const questionOf = await questionNames(store);
  const names = new Map(
    (await store.query("SELECT id, name FROM activities")).map((row) => [row["id"], row["name"]]),
  );
  const rows = facility
    .map((row) => {
      const question = questionOf(row);
      const all: ResultRow = {
        ...row,
        ...discrimination.get(keyOf(row)),
        alpha: alphas.get(row["parent"])?.["alpha"] ?? null,
        question: question?.["slug"] ?? row["object"] ?? "",
        assessment: assessmentOf(row, question),
        place: question?.["place"] ?? null,
        name: question?.["name"] ?? names.get(row["object"] ?? "") ?? null,
      };
      const flags = flagsOf(all, suspects.has(`${row["object"]} ${row["version"]}`)).join(" ");
      return {
        question,
        row: Object.fromEntries(
          COLUMNS.map(({ key }) => [key, key === "flags" ? flags : (all[key] ?? null)]),
        ),
      };
    })
    .sort((a, b) => rankOf(a.question) - rankOf(b.question));
  return {
    columns: COLUMNS,
    rows: rows.map(({ row }) => row),
    notes: notesOf(
      rows.map(({ row }) => row),
      [...alphas.values()],
    ),
  };
}

const keyOf = (row: ResultRow) => `${row["object"]} ${row["version"]} ${row["parent"] ?? ""}`;
const keyed = (rows: readonly ResultRow[]) => new Map(rows.map((row) => [keyOf(row), row]));

function flagsOf(row: ResultRow, suspect: boolean): readonly string[] {
  if (Number(row["answers"]) < FEW) return ["few-answers"];
  const facility = Number(row["facility"]);
  const found = [...(facility > EASY ? ["easy"] : []), ...(facility < HARD ? ["hard"] : [])];
  const r = row["discrimination"];
  if (typeof r === "number" && Number(row["takers"]) >= FEW) {
    if (r < 0) found.push("negative");
    else if (r < WEAK) found.push("weak");
  }
  return suspect ? [...found, "key-suspect"] : found;
}

function notesOf(rows: readonly ResultRow[], alphas: readonly ResultRow[]): readonly string[] {
  const drawn = alphas.filter(({ k, n }) => k !== n).length;
  return [
    ...(rows.some(({ flags }) => flags === "few-answers")
      ? [`few-answers: under ${FEW} first answers, nothing is said about a question`]
      : []),
    ...(drawn
      ? [`alpha is left out for ${drawn} assessment(s) whose learners did not all get the same questions`]
      : []),
  ];
}

export const items: Report = {
  name: "items",
  says: "how each question works: facility, discrimination, reliability, and the line that holds it",
  key: "a question: its slug or id",
  run,
  explain: explainQuestion,
};
