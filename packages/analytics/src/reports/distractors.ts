import type { Queryable, ResultRow } from "../store.ts";
import { correlation, FEW, FIRST, WHOLE_ATTEMPTS } from "./answers.ts";
import { held } from "./fact.ts";
import type { FilterSql, Report, ReportColumn, ReportFilter } from "./report.ts";
import { explainQuestion } from "./trace-question.ts";

/** A wrong option that hardly anybody takes does no work. */
const NOT_WORKING = 0.05;

const COLUMNS: readonly ReportColumn[] = [
  { key: "question", label: "question", kind: "text" },
  { key: "version", label: "version", kind: "text" },
  { key: "option", label: "option", kind: "text" },
  { key: "text", label: "text", kind: "text" },
  { key: "correct", label: "right", kind: "text" },
  { key: "answers", label: "answers", kind: "count" },
  { key: "chosen", label: "chosen", kind: "count" },
  { key: "share", label: "chosen %", kind: "share" },
  { key: "upper_share", label: "upper 27 %", kind: "share" },
  { key: "lower_share", label: "lower 27 %", kind: "share" },
  { key: "mean_rest", label: "mean rest score", kind: "number" },
  { key: "correlation", label: "r with rest", kind: "number" },
  { key: "flags", label: "flags", kind: "text" },
  { key: "place", label: "place", kind: "text" },
];

/** Which option a response holds; several are parted by `[,]` (xAPI Data 2.4.4.1), and each counts by itself. */
const CHOSEN =
  "CASE WHEN position(concat('[,]', o.id, '[,]') IN concat('[,]', f.response, '[,]')) > 0 THEN 1.0 ELSE 0.0 END";

const sql = ({ dialect }: Queryable, cte: string): string => `WITH ${[cte, ...WHOLE_ATTEMPTS].join(", ")},
marked AS (
  SELECT o.question AS question, o.version AS version, o.id AS choice, o.text AS text, o.correct AS correct,
    o.position AS position, ${CHOSEN} AS chosen, g.upper AS upper, g.lower AS lower, g.rest AS rest
  FROM first AS f INNER JOIN options AS o ON o.question = f.object AND o.version = f.version
  LEFT JOIN grouped AS g ON g.object = f.object AND g.version = f.version AND g.parent = f.parent AND g.actor = f.actor
  WHERE f.response IS NOT NULL)
SELECT m.question AS question, m.version AS version, m.choice AS choice, m.text AS text, m.correct AS correct,
  m.position AS position, count(*) AS answers, sum(m.chosen) AS chosen,
  sum(m.chosen * m.upper) AS upper_chosen, sum(m.upper) AS upper_n,
  sum(m.chosen * m.lower) AS lower_chosen, sum(m.lower) AS lower_n,
  count(m.rest) AS takers, avg(CASE WHEN m.chosen > 0 THEN m.rest END) AS mean_rest,
  ${correlation("m.chosen", "m.rest")} AS correlation
FROM marked AS m GROUP BY m.question, m.version, m.choice, m.text, m.correct, m.position
ORDER BY m.question, m.version, m.position${dialect.suffix}`;

/** Each option with what the report says of it; also what `items` takes its key-suspect flag from. */
export async function optionRows(
  store: Queryable,
  { cte, values }: FilterSql,
): Promise<readonly ResultRow[]> {
  return (await store.query(sql(store, cte), values)).map((row) => {
    const part = (of: string, all: string) =>
      Number(row[all]) > 0 ? Number(row[of]) / Number(row[all]) : null;
    const share = part("chosen", "answers");
    return {
      ...row,
      share,
      upper_share: part("upper_chosen", "upper_n"),
      lower_share: part("lower_chosen", "lower_n"),
      flags: flagsOf(row, Number(share)).join(" "),
    };
  });
}

function flagsOf(row: ResultRow, share: number): readonly string[] {
  const { answers, correct, correlation: r } = row;
  if (Number(answers) < FEW) return ["few-answers"];
  // Of options that draw learners of all kinds alike, one in forty lies beyond this.
  const chance = 2 / Math.sqrt(Number(row["takers"]));
  if (correct === true) return r !== null && Number(r) < -chance ? ["key-negative"] : [];
  return [
    ...(share < NOT_WORKING ? ["not-working"] : []),
    // Those who know the rest choose it: the key may be wrong, or the option right as well.
    ...(r !== null && Number(r) > chance ? ["key-suspect"] : []),
  ];
}

async function run(store: Queryable, filter: ReportFilter) {
  const rows = await optionRows(store, await held(store, filter, FIRST));
  const questions = await store.query("SELECT id, version, slug, place, position FROM questions");
  const known = new Map(questions.map((row) => [`${row["id"]} ${row["version"]}`, row]));
  const named = rows.map((row): ResultRow => {
    const question = known.get(`${row["question"]} ${row["version"]}`);
    const all: ResultRow = {
      ...row,
      question: question?.["slug"] ?? row["question"] ?? "",
      option: row["choice"] ?? "",
      place: question?.["place"] ?? null,
    };
    return Object.fromEntries(COLUMNS.map(({ key }) => [key, all[key] ?? null]));
  });
  return {
    columns: COLUMNS,
    rows: named,
    notes: named.some(({ flags }) => flags === "few-answers")
      ? [`few-answers: under ${FEW} answers, nothing is said about an option`]
      : [],
  };
}

export const distractors: Report = {
  name: "distractors",
  says: "what each option of each question drew, from whom, and which do no work",
  key: "a question: its slug or id",
  run,
  explain: explainQuestion,
};
