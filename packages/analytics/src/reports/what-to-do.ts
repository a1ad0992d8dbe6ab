import type { Queryable, ResultRow } from "../store.ts";

/**
 * What renews a credential, in words, for rows with `credential` and `renew`: the course that the portfolio names, else the way
 * that the course itself has for its present version, with the units where they are not all of it.
 */
export async function whatToDo(store: Queryable): Promise<(row: ResultRow) => string> {
  const { suffix } = store.dialect;
  const titles = new Map(
    (await store.query(`SELECT c.slug AS slug, c.title AS title FROM courses AS c${suffix}`)).map((row) => [
      row["slug"],
      row["title"],
    ]),
  );
  const ways = new Map(
    (
      await store.query(
        `SELECT r.credential AS credential, r.way AS way FROM renewals AS r WHERE r.version = ''${suffix}`,
      )
    ).map((row) => [row["credential"], row["way"]]),
  );
  const units = await store.query(
    `SELECT DISTINCT n.credential AS way, u.title AS unit, u.position AS position, c.slug AS course
FROM needs AS n INNER JOIN units AS u ON u.id = n.unit INNER JOIN courses AS c ON c.id = u.course
WHERE n.credential IN (SELECT r.way FROM renewals AS r WHERE r.version = '' AND r.way <> r.credential)
ORDER BY n.credential, u.position${suffix}`,
  );
  const named = (slug: unknown) =>
    `${String(titles.get(slug as string) ?? slug)}${titles.has(slug as string) ? ` (${String(slug)})` : ""}`;
  return ({ credential = null, renew = null }) => {
    const way = renew === credential ? (ways.get(credential) ?? renew) : renew;
    const parts = titles.has(way) ? [] : units.filter((row) => row["way"] === way);
    const [first] = parts;
    if (first === undefined) return `take ${named(way)}`;
    const list = parts.map(({ unit }) => `“${String(unit)}”`).join(" and ");
    return `take ${list} of ${named(first["course"])}`;
  };
}
