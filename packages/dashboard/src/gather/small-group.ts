import type { Queryable, ReportFilter } from "@tessera/analytics";
import { LEAST } from "../protect/shown.ts";

/** A page that names nobody was narrowed to a group of fewer than five people. */
export class SmallGroupError extends Error {
  override readonly name = "SmallGroupError";
}

/** @throws SmallGroupError when `role`, `site` and `cohort` leave a few: of a page about them everything tells of them */
export async function checkSize(store: Queryable, { role, site, cohort }: ReportFilter): Promise<void> {
  const { dialect } = store;
  const asked = Object.entries({ role, site, cohort }).filter(([, value]) => value !== undefined);
  if (asked.length === 0) return;
  const conditions = asked.map(([group]) =>
    group === "role"
      ? `p.id IN (SELECT g.person FROM person_roles AS g WHERE g.role = ${dialect.value("role", "text")})`
      : `p.${group} = ${dialect.value(group, "text")}`,
  );
  const [row] = await store.query(
    `SELECT count(*) AS n FROM people AS p WHERE ${conditions.join(" AND ")}${dialect.suffix}`,
    Object.fromEntries(asked) as Readonly<Record<string, string>>,
  );
  if (Number(row?.["n"] ?? 0) < LEAST)
    throw new SmallGroupError(
      "fewer than five people are left, and a page that names nobody tells of five or more",
    );
}
