import { itemFits } from "../statistics/item-fit.ts";
import type { ItemFitTest } from "../statistics/item-fit.ts";
import { fitTwoParameter } from "../statistics/two-parameter.ts";
import type { Responses } from "../statistics/two-parameter.ts";
import type { Queryable, ResultRow } from "../store.ts";
import { FIRST } from "./answers.ts";
import { held } from "./fact.ts";
import { assessmentOf, questionNames, rankOf } from "./question-names.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { explainQuestion } from "./trace-question.ts";

/** With fewer, standard errors are larger than what could be said. */
const LEAST = 200;
/** More learners move the figures less than their errors, and take minutes. */
const MOST = 5_000;
const LEAST_ITEMS = 3;
/** From so many on, who all had the same questions, it is said that a question does not do as the model says. */
const LEAST_FLAGGED = 500;
/** As rare as this by chance, and large enough to show in the answers. */
const RARE = 0.01;
const SHOWS = 0.05;

const COLUMNS: readonly ReportColumn[] = [
  { key: "question", label: "question", kind: "text" },
  { key: "version", label: "version", kind: "text" },
  { key: "assessment", label: "assessment", kind: "text" },
  { key: "learners", label: "learners", kind: "count" },
  { key: "slope", label: "slope a", kind: "number" },
  { key: "slope_se", label: "± a", kind: "number" },
  { key: "difficulty", label: "difficulty b", kind: "number" },
  { key: "difficulty_se", label: "± b", kind: "number" },
  { key: "fit", label: "S-X²", kind: "number" },
  { key: "fit_df", label: "df", kind: "count" },
  { key: "fit_p", label: "p", kind: "number" },
  { key: "fit_rmsea", label: "RMSEA", kind: "number" },
  { key: "flags", label: "flags", kind: "text" },
  { key: "log_likelihood", label: "log likelihood", kind: "number" },
  { key: "place", label: "place", kind: "text" },
];

const sql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte}
SELECT f.parent AS parent, f.object AS object, f.version AS version, f.actor AS actor,
  CASE WHEN f.x >= 1 THEN 1 ELSE 0 END AS x
FROM first AS f WHERE f.parent IS NOT NULL ORDER BY f.parent, f.object, f.version, f.actor${dialect.suffix}`;

async function run(store: Queryable, filter: ReportFilter) {
  const { cte, values } = await held(store, filter, FIRST);
  const names = await questionNames(store);
  const byAssessment = grouped(await store.query(sql(store, cte), values), ({ parent }) => String(parent));
  const rows: { readonly rank: number; readonly row: ResultRow }[] = [];
  const notes: string[] = [];
  for (const answers of byAssessment.values()) {
    const items = [...grouped(answers, ({ object, version }) => `${object} ${version}`).values()].flatMap(
      (list) => list.slice(0, 1),
    );
    const first: ResultRow = answers[0] ?? {};
    const title = assessmentOf(first, names(first));
    const learners = [...grouped(answers, ({ actor }) => String(actor))].sort(
      ([a], [b]) => spread(a) - spread(b),
    );
    if (learners.length < LEAST || items.length < LEAST_ITEMS) {
      notes.push(
        `${title}: left out, since it takes ${LEAST} learners and ${LEAST_ITEMS} questions (there are ${learners.length} and ${items.length})`,
      );
      continue;
    }
    if (learners.length > MOST)
      notes.push(`${title}: of ${learners.length} learners, ${MOST} that were drawn by chance`);
    const sample = learners.slice(0, MOST);
    const data = patterns(
      sample.map(([, list]) => list),
      items,
    );
    const fit = fitTwoParameter(data, items.length);
    const tests = itemFits(data, fit.items);
    const whole = data.reduce(
      (sum, { answers: own, weight }) => (own.includes(undefined) ? sum : sum + weight),
      0,
    );
    if (whole < LEAST_FLAGGED)
      notes.push(
        `${title}: whether a question misfits is not said, since it takes ${LEAST_FLAGGED} learners who had every question (there are ${whole})`,
      );
    if (!fit.converged) notes.push(`${title}: the fit was still moving when it was stopped`);
    items.forEach((item, at) => {
      const found = fit.items[at];
      const known = names(item);
      rows.push({
        rank: rankOf(known),
        row: {
          question: known?.["slug"] ?? item["object"] ?? "",
          version: item["version"] ?? "",
          assessment: title,
          learners: answers.filter(
            ({ object, version }) => object === item["object"] && version === item["version"],
          ).length,
          slope: found?.discrimination ?? null,
          slope_se: found?.discriminationError ?? null,
          difficulty: found?.difficulty ?? null,
          difficulty_se: found?.difficultyError ?? null,
          ...fitCells(tests[at], whole),
          log_likelihood: fit.logLikelihood,
          place: known?.["place"] ?? null,
        },
      });
    });
  }
  return { columns: COLUMNS, rows: rows.sort((a, b) => a.rank - b.rank).map(({ row }) => row), notes };
}

function fitCells(test: ItemFitTest | undefined, whole: number): ResultRow {
  const misfits = whole >= LEAST_FLAGGED && test !== undefined && test.p < RARE && test.rmsea > SHOWS;
  return {
    fit: test?.statistic ?? null,
    fit_df: test?.freedom ?? null,
    fit_p: test?.p ?? null,
    fit_rmsea: test?.rmsea ?? null,
    flags: misfits ? "misfit" : "",
  };
}

function grouped(rows: readonly ResultRow[], key: (row: ResultRow) => string): Map<string, ResultRow[]> {
  const out = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const list = out.get(key(row));
    if (list === undefined) out.set(key(row), [row]);
    else list.push(row);
  }
  return out;
}

/** Learners with the same answers are one, with their number as its weight. */
function patterns(
  learners: readonly (readonly ResultRow[])[],
  items: readonly ResultRow[],
): readonly Responses[] {
  const places = new Map(items.map((item, at) => [`${item["object"]} ${item["version"]}`, at]));
  const found = new Map<string, { answers: (0 | 1 | undefined)[]; weight: number }>();
  for (const list of learners) {
    const answers = new Array<0 | 1 | undefined>(items.length).fill(undefined);
    for (const row of list)
      answers[places.get(`${row["object"]} ${row["version"]}`) ?? -1] = row["x"] === 1 ? 1 : 0;
    const key = answers.map((one) => one ?? "-").join("");
    const same = found.get(key);
    if (same === undefined) found.set(key, { answers, weight: 1 });
    else same.weight += 1;
  }
  return [...found.values()];
}

/** A draw by chance that is the same each time (FNV-1a). */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

export const calibration: Report = {
  name: "calibration",
  says: "slope and difficulty of each question by the two-parameter logistic model, with their errors",
  key: "a question: its slug or id",
  run,
  explain: explainQuestion,
};
