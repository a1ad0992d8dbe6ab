import type { Queryable } from "../store.ts";
import type { ReportFilter, Trace } from "./report.ts";
import { trace } from "./trace.ts";

/** The statements by which somebody may hold a credential or have renewed it, or one of those of a pathway. */
export async function explainCredential(
  store: Queryable,
  filter: ReportFilter,
  key: string,
): Promise<Trace | undefined> {
  const named = store.dialect.value("key", "text");
  const known = await store.query(
    `SELECT c.id AS id FROM credentials AS c UNION ALL SELECT p.id AS id FROM portfolio_credentials AS p UNION ALL SELECT w.id AS id FROM pathways AS w UNION ALL SELECT q.credential AS id FROM role_requires AS q UNION ALL SELECT y.credential AS id FROM site_systems AS y${store.dialect.suffix}`,
  );
  const parts = `SELECT w.credential FROM pathway_requires AS w WHERE w.pathway = ${named}`;
  const those = (id: string) => `(${id} = ${named} OR ${id} IN (${parts}))`;
  // By the award, or by what renews it.
  const among =
    `${those("n.credential")} OR n.credential IN (SELECT r.way FROM renewals AS r WHERE ${those("r.credential")}) OR ` +
    `n.credential IN (SELECT c.renew FROM portfolio_credentials AS c WHERE ${those("c.id")} AND c.renew IS NOT NULL)`;
  const unitsOf = (verbs: string) =>
    `SELECT n.unit FROM needs AS n WHERE n.verb IN (${verbs}) AND (${among})`;
  const courses =
    `SELECT c.course FROM portfolio_credentials AS c WHERE c.course IS NOT NULL AND (${those("c.id")} OR ` +
    `c.id IN (SELECT d.renew FROM portfolio_credentials AS d WHERE d.renew IS NOT NULL AND ${those("d.id")}))`;
  return trace(store, filter, {
    where:
      `(s.verb = 'passed' AND s.unit IN (${unitsOf("'passed'")})) OR ` +
      `(s.verb = 'completed' AND s.unit IN (${unitsOf("'completed'")})) OR ` +
      `(s.verb = 'satisfied' AND (s.unit IN (${unitsOf("'satisfied'")}) OR s.unit IN (${courses}))) OR ` +
      `(s.verb = 'answered' AND s.instructor IS NOT NULL AND s.unit IN (${unitsOf("'observed'")}))`,
    key,
    silence: known.some(({ id }) => id === key)
      ? "nobody who is looked at has shown anything of it: who is missing is asked for it by a role or a system"
      : undefined,
  });
}
