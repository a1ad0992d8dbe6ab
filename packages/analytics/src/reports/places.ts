import type { Queryable, ResultRow } from "../store.ts";

/** Names and order of what the catalogue has: units with their course's title, by id. */
export async function unitPlaces(store: Queryable): Promise<ReadonlyMap<unknown, ResultRow>> {
  const rows = await store.query(
    "SELECT u.id AS id, u.slug AS slug, u.title AS unit, u.course AS course_id, c.title AS course, u.minutes AS minutes, u.position AS position " +
      "FROM units AS u INNER JOIN courses AS c ON c.id = u.course ORDER BY c.title, u.position",
  );
  const named = (row: ResultRow) => JSON.stringify([row["course_id"], row["unit"]]);
  const times = new Map<string, number>();
  for (const row of rows) times.set(named(row), (times.get(named(row)) ?? 0) + 1);
  return new Map(
    rows.map((row, rank) => {
      // Two units of one title are told apart: a name stands for one row.
      const unit = (times.get(named(row)) ?? 0) > 1 ? `${row["unit"]} (${row["slug"]})` : (row["unit"] ?? "");
      return [row["id"], { ...row, unit, rank }];
    }),
  );
}

/** Pages of the catalogue by id. */
export async function pagePlaces(store: Queryable): Promise<ReadonlyMap<unknown, ResultRow>> {
  const rows = await store.query(
    "SELECT p.id AS id, p.title AS page, p.minutes AS minutes, p.position AS position, p.unit AS unit FROM pages AS p",
  );
  return new Map(rows.map((row) => [row["id"], row]));
}
