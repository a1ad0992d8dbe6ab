import type { Queryable, ResultRow } from "../store.ts";

/** Names and order of what the catalogue has: units with their course's title, by id. */
export async function unitPlaces(store: Queryable): Promise<ReadonlyMap<unknown, ResultRow>> {
  const rows = await store.query(
    "SELECT u.id AS id, u.title AS unit, c.title AS course, u.minutes AS minutes, u.position AS position " +
      "FROM units AS u INNER JOIN courses AS c ON c.id = u.course ORDER BY c.title, u.position",
  );
  return new Map(rows.map((row, rank) => [row["id"], { ...row, rank }]));
}

/** Pages of the catalogue by id. */
export async function pagePlaces(store: Queryable): Promise<ReadonlyMap<unknown, ResultRow>> {
  const rows = await store.query(
    "SELECT p.id AS id, p.title AS page, p.minutes AS minutes, p.position AS position, p.unit AS unit FROM pages AS p",
  );
  return new Map(rows.map((row) => [row["id"], row]));
}

export const unitCondition = ({ dialect }: Queryable): string => {
  const key = dialect.value("key", "text");
  return `s.unit = ${key} OR s.unit IN (SELECT id FROM units WHERE slug = ${key})`;
};
