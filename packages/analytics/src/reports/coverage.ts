import type { Queryable, ResultRow, SqlValue } from "../store.ts";
import { heldAwards, heldNotes, holds, ofCourse, present, standing } from "./held.ts";
import { NeedsPeopleError, momentOf } from "./people-needed.ts";
import { isAsked, peopleValues } from "./report.ts";
import type { FilterSql, Report, ReportColumn, ReportFilter, ReportTable } from "./report.ts";
import { dayText, SOON_DAYS } from "./spans.ts";
import { explainCredential } from "./trace-credential.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "site", label: "site", kind: "text" },
  { key: "kind", label: "for", kind: "text" },
  { key: "name", label: "name", kind: "text" },
  { key: "credential", label: "credential", kind: "text" },
  { key: "people", label: "people", kind: "count" },
  { key: "needed", label: "needed", kind: "count" },
  { key: "verified", label: "verified", kind: "count" },
  { key: "missing", label: "missing", kind: "count" },
  { key: "verified_share", label: "verified %", kind: "share" },
  { key: "expired", label: "expired", kind: "count" },
  { key: "next_expiry", label: "next expiry", kind: "text" },
  { key: "flags", label: "flags", kind: "text" },
];
const WHAT_IF: readonly ReportColumn[] = [
  { key: "before", label: "before", kind: "count" },
  { key: "lost", label: "lost", kind: "count" },
];
const NAMES: readonly ReportColumn[] = [
  { key: "who", label: "verified people", kind: "text" },
  { key: "who_missing", label: "people missing", kind: "text" },
];

/** Who has to hold what, by role: each person of a role counts for each credential that it comes down to. */
const ROLES = "role";
/** By system: anybody at the site counts, whatever their role. */
const SYSTEMS = "system";

/** What a system needs is the site's business: of a role, a cohort or one person alone it would look short. */
const ofSites = ({ role, cohort, learner }: ReportFilter): boolean =>
  role === undefined && cohort === undefined && learner === undefined;

function requiredSql(store: Queryable, filter: ReportFilter): string {
  const { dialect } = store;
  const among = isAsked(dialect, filter);
  const who = `${present(store, filter)}${among === undefined ? "" : ` AND ${among}`}`;
  const role = filter.role === undefined ? "" : ` AND r.role = ${dialect.value("role", "text")}`;
  const systems = ofSites(filter)
    ? `
  UNION ALL
  SELECT p.id AS person, y.site AS site, '${SYSTEMS}' AS kind, y.system AS target, y.credential AS credential
  FROM site_systems AS y INNER JOIN people AS p ON p.site = y.site WHERE ${who}`
    : "";
  return `required AS (
  SELECT p.id AS person, coalesce(p.site, '') AS site, '${ROLES}' AS kind, r.role AS target, q.credential AS credential
  FROM people AS p INNER JOIN person_roles AS r ON r.person = p.id INNER JOIN role_requires AS q ON q.role = r.role
  WHERE ${who}${role}${systems})`;
}

/** One row for each site, role or system, and credential that somebody present counts for. */
function countsSql(store: Queryable, filter: ReportFilter, cte: string): string {
  const valid = holds(store);
  return `WITH ${cte}, ${standing(store)}, ${requiredSql(store, filter)}
SELECT q.site AS site, q.kind AS kind, q.target AS target, q.credential AS credential, count(*) AS people,
  sum(CASE WHEN ${valid} THEN 1 ELSE 0 END) AS verified,
  sum(CASE WHEN st.expires_at <= ${store.dialect.value("moment", "number")} THEN 1 ELSE 0 END) AS expired,
  min(CASE WHEN ${valid} THEN st.expires_at END) AS next_expiry
FROM required AS q LEFT JOIN standing AS st ON st.person = q.person AND st.credential = q.credential
GROUP BY q.site, q.kind, q.target, q.credential
ORDER BY q.site, q.kind, q.target, q.credential${store.dialect.suffix}`;
}

function namesSql(store: Queryable, filter: ReportFilter, cte: string): string {
  return `WITH ${cte}, ${standing(store)}, ${requiredSql(store, filter)}
SELECT q.site AS site, q.kind AS kind, q.target AS target, q.credential AS credential,
  coalesce(n.name, q.person) AS person, CASE WHEN ${holds(store)} THEN 1 ELSE 0 END AS verified
FROM required AS q INNER JOIN people AS n ON n.id = q.person
LEFT JOIN standing AS st ON st.person = q.person AND st.credential = q.credential
ORDER BY coalesce(n.name, q.person), q.person${store.dialect.suffix}`;
}

const keyOf = (row: ResultRow): string =>
  JSON.stringify([row["site"], row["kind"], row["target"], row["credential"]]);

interface Known {
  readonly roles: ReadonlyMap<SqlValue, string>;
  readonly sites: ReadonlyMap<SqlValue, string>;
  readonly systems: readonly ResultRow[];
  readonly credentials: ReadonlyMap<SqlValue, string>;
}

async function known(store: Queryable): Promise<Known> {
  const titles = async (table: string) =>
    new Map(
      (await store.query(`SELECT t.id AS id, t.title AS title FROM ${table} AS t`)).map((row) => [
        row["id"] as SqlValue,
        String(row["title"]),
      ]),
    );
  return {
    roles: await titles("roles"),
    sites: await titles("sites"),
    credentials: new Map([...(await titles("portfolio_credentials")), ...(await titles("credentials"))]),
    systems: await store.query(
      "SELECT y.site AS site, y.system AS target, y.title AS title, y.credential AS credential, y.people AS people FROM site_systems AS y ORDER BY y.site, y.system, y.credential",
    ),
  };
}

/** The counts of one moment by row, those of systems for which nobody is there included. */
async function look(
  store: Queryable,
  filter: ReportFilter,
  { about: { systems }, cte, values }: FilterSql & { readonly about: Known },
) {
  const { learner } = filter;
  const people = {
    ...(learner !== undefined && { learner }),
    ...peopleValues(filter),
    ...withoutValues(filter),
    moment: filter.on ?? 0,
  };
  const rows = await store.query(countsSql(store, filter, cte), { ...values, ...people });
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  if (ofSites(filter))
    for (const { site, target, credential } of systems) {
      if (filter.site !== undefined && filter.site !== site) continue;
      const empty: ResultRow = {
        ...{ site: site ?? null, kind: SYSTEMS, target: target ?? null, credential: credential ?? null },
        ...{ people: 0, verified: 0, expired: 0, next_expiry: null },
      };
      if (!found.has(keyOf(empty))) found.set(keyOf(empty), empty);
    }
  return found;
}

export const withoutValues = ({ without = [] }: ReportFilter): Readonly<Record<string, SqlValue>> =>
  Object.fromEntries(without.map((person, at) => [`without${at}`, person]));

async function run(store: Queryable, given: ReportFilter): Promise<ReportTable> {
  const filter = { ...given, on: await momentOf(store, given) };
  const about = await known(store);
  if (about.roles.size === 0 && about.systems.length === 0) throw new NeedsPeopleError("portfolio");
  const [{ n } = { n: 0 }] = await store.query("SELECT count(*) AS n FROM people");
  if (n === 0) throw new NeedsPeopleError("people");
  const asks = filter.base !== undefined || (filter.without ?? []).length > 0;
  const shared = await heldAwards(store, filter);
  const now = await look(store, filter, { ...shared, about });
  const { without: _left, ...everybody } = filter;
  const before = asks
    ? await look(store, { ...everybody, on: filter.base ?? filter.on }, { ...shared, about })
    : undefined;
  const names = filter.names === true ? await namesOf(store, filter, shared) : undefined;
  const keys = [...new Set([...(before?.keys() ?? []), ...now.keys()])];
  const order = (key: string) => {
    const [site, kind, ...rest] = JSON.parse(key) as string[];
    return JSON.stringify([kind, site, ...rest]);
  };
  keys.sort((one, other) => (order(one) < order(other) ? -1 : 1));
  const asked = await ofCourse(store, filter);
  const all = keys
    .filter((key) => asked((JSON.parse(key) as string[])[3]))
    .map((key) =>
      row({ key, now: now.get(key), before: before?.get(key), names: names?.get(key), about, on: filter.on }),
    );
  const rows = before === undefined ? all : all.filter((each) => Number(each["lost"]) !== 0);
  const columns = [...COLUMNS, ...(before ? WHAT_IF : []), ...(names ? NAMES : [])];
  return {
    columns,
    rows: rows.map((each) => Object.fromEntries(columns.map(({ key }) => [key, each[key] ?? null]))),
    notes: [
      `who holds what on ${dayText(filter.on - 1)}`,
      ...heldNotes(filter),
      ...(before ? [`${all.length - rows.length} of ${all.length} rows stay as they are`] : []),
    ],
  };
}

async function namesOf(store: Queryable, filter: ReportFilter, { cte, values }: FilterSql) {
  const rows = await store.query(namesSql(store, filter, cte), {
    ...values,
    ...(filter.learner !== undefined && { learner: filter.learner }),
    ...peopleValues(filter),
    ...withoutValues(filter),
    moment: filter.on ?? 0,
  });
  const found = new Map<string, { readonly verified: string[]; readonly missing: string[] }>();
  for (const each of rows) {
    const lists = found.get(keyOf(each)) ?? { verified: [], missing: [] };
    lists[each["verified"] === 1 ? "verified" : "missing"].push(String(each["person"]));
    found.set(keyOf(each), lists);
  }
  return found;
}

interface RowParts {
  readonly key: string;
  readonly now: ResultRow | undefined;
  readonly before: ResultRow | undefined;
  readonly names: { readonly verified: readonly string[]; readonly missing: readonly string[] } | undefined;
  readonly about: Known;
  readonly on: number;
}

function row({ key, now, before, names, about, on }: RowParts): ResultRow {
  const [site = "", kind, target = "", credential = ""] = JSON.parse(key) as string[];
  const count = (from: ResultRow | undefined, of: string) => Number(from?.[of] ?? 0);
  const people = count(now, "people");
  const verified = count(now, "verified");
  const system = about.systems.find(
    (each) => each["site"] === site && each["target"] === target && each["credential"] === credential,
  );
  const needed = kind === SYSTEMS ? Number(system?.["people"] ?? 1) : people;
  const next = now?.["next_expiry"];
  const soon = typeof next === "number" && next <= on + SOON_DAYS * 86_400_000_000;
  const flags = [
    ...(verified === 0 && needed > 0 ? ["nobody"] : []),
    ...(verified > 0 && verified < needed && kind === SYSTEMS ? ["short"] : []),
    ...(verified === 1 ? ["single"] : []),
    ...(soon ? ["expiring"] : []),
  ];
  return {
    site: site === "" ? "(none)" : (about.sites.get(site) ?? site),
    kind: kind ?? "",
    name: kind === SYSTEMS ? String(system?.["title"] ?? target) : (about.roles.get(target) ?? target),
    credential,
    ...{ people, needed, verified },
    missing: Math.max(0, needed - verified),
    verified_share: needed === 0 ? null : Math.min(1, verified / needed),
    expired: count(now, "expired"),
    next_expiry: typeof next === "number" ? dayText(next) : null,
    flags: flags.join(" "),
    before: count(before, "verified"),
    lost: count(before, "verified") - verified,
    who: names?.verified.join(", ") ?? "",
    who_missing: names?.missing.join(", ") ?? "",
  };
}

export const coverage: Report = {
  name: "coverage",
  says: "who is verified for what, by role, site and system; what is missing, and what hangs on one person",
  key: "a credential or pathway: its id",
  run,
  explain: explainCredential,
};
