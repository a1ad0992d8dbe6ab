import type { Queryable, ResultRow } from "../store.ts";

/** What the catalogue, or a stranger's statement, says of a question: `slug`, `quiz`, `place`, `name`, `position`. */
export type QuestionNames = (row: ResultRow) => ResultRow | undefined;

const keyOf = (row: ResultRow) => `${row["object"]} ${row["version"]} ${row["parent"] ?? ""}`;

/** For rows with `object`, `version` and `parent`. */
export async function questionNames(store: Queryable): Promise<QuestionNames> {
  const rows = await store.query(
    "SELECT q.id AS object, q.version AS version, q.quiz AS parent, q.slug AS slug, q.quiz_title AS quiz, q.place AS place, " +
      "q.name AS name, q.position AS position FROM questions AS q",
  );
  const exact = new Map(rows.map((row) => [keyOf(row), row]));
  const anywhere = new Map(rows.map((row) => [`${row["object"]} ${row["version"]}`, row]));
  return (row) => exact.get(keyOf(row)) ?? anywhere.get(`${row["object"]} ${row["version"]}`);
}

/** In the course's order; strangers' questions behind them. */
export const rankOf = (names: ResultRow | undefined): number =>
  names === undefined ? Infinity : Number(names["position"]);

/** What an assessment is called in a table. */
export const assessmentOf = (row: ResultRow, names: ResultRow | undefined) =>
  row["parent"] === null ? "(practice)" : (names?.["quiz"] ?? row["parent"] ?? "");
