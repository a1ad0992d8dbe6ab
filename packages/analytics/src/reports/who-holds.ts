/**
 * What `coverage` counts from, person by person: who is there, what their roles and sites ask for, and what they hold until
 * when. With it somebody can ask "what if" of any day and of any person without asking the store again.
 */
import type { Queryable } from "../store.ts";
import { heldAwards } from "./held.ts";
import { isAsked, peopleValues } from "./report.ts";
import type { ReportFilter } from "./report.ts";

export interface WhoHolds {
  readonly people: readonly Holder[];
  /** What a role comes down to, credential by credential. */
  readonly requires: readonly { readonly role: string; readonly credential: string }[];
  /** One for each site that has the system; none where the filter is about some of a site's people. */
  readonly systems: readonly SiteSystem[];
  /** Titles of ids. */
  readonly roles: Readonly<Record<string, string>>;
  readonly sites: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface Holder {
  readonly id: string;
  readonly name: string;
  /** Empty when people.csv says none. */
  readonly site: string;
  readonly roles: readonly string[];
  /** Counts from this moment on, and no longer from that; microseconds. */
  readonly started?: number;
  readonly ended?: number;
  /** Each award and renewal, the earlier before the later. */
  readonly holds: readonly Held[];
}

/** Of those up to a moment the last one counts. */
export interface Held {
  readonly credential: string;
  /** Earned or renewed; microseconds. */
  readonly from: number;
  /** Expires then; absent when it never does. */
  readonly until?: number;
}

export interface SiteSystem {
  readonly system: string;
  readonly title: string;
  readonly site: string;
  readonly credential: string;
  /** How many have to be verified. */
  readonly needed: number;
}

/** @param filter - `role`, `site`, `cohort` and `learner` narrow the people; `on` and `without` do not count here */
export async function whoHolds(store: Queryable, filter: ReportFilter): Promise<WhoHolds> {
  const { dialect } = store;
  const among = isAsked(dialect, filter) ?? "1 = 1";
  const asked = {
    ...peopleValues(filter),
    ...(filter.learner !== undefined && { learner: filter.learner }),
  };
  const people = await store.query(
    `SELECT p.id AS id, coalesce(p.name, p.id) AS name, coalesce(p.site, '') AS site,
  ${dialect.micros("p.started")} AS started, ${dialect.micros("p.ended")} AS ended
FROM people AS p WHERE ${among} ORDER BY coalesce(p.name, p.id), p.id${dialect.suffix}`,
    asked,
  );
  const roles = await store.query(
    `SELECT r.person AS person, r.role AS role FROM person_roles AS r${
      filter.role === undefined ? "" : ` WHERE r.role = ${dialect.value("role", "text")}`
    } ORDER BY r.person, r.role`,
    filter.role === undefined ? {} : { role: filter.role },
  );
  const { cte, values } = await heldAwards(store, filter);
  const holds = await store.query(
    `WITH ${cte}
SELECT aw.person AS person, aw.credential AS credential, aw.earned_at AS earned_at, aw.expires_at AS expires_at
FROM awarded AS aw INNER JOIN people AS p ON p.id = aw.person WHERE ${among}
ORDER BY aw.person, aw.credential, aw.earned_at${dialect.suffix}`,
    { ...values, ...asked },
  );
  const rolesOf = lists(roles, "person", ({ role }) => String(role));
  const holdsOf = lists(holds, "person", ({ credential, earned_at: from, expires_at: until }): Held => ({
    credential: String(credential),
    from: Number(from),
    ...(typeof until === "number" && { until }),
  }));
  return {
    people: people.map(({ id, name, site, started, ended }) => ({
      ...{ id: String(id), name: String(name), site: String(site) },
      roles: rolesOf.get(String(id)) ?? [],
      ...(typeof started === "number" && { started }),
      ...(typeof ended === "number" && { ended }),
      holds: holdsOf.get(String(id)) ?? [],
    })),
    requires: (
      await store.query(
        "SELECT q.role AS role, q.credential AS credential FROM role_requires AS q ORDER BY q.role, q.credential",
      )
    ).map(({ role, credential }) => ({ role: String(role), credential: String(credential) })),
    systems: await systemsOf(store, filter),
    roles: await titles(store, "roles"),
    sites: await titles(store, "sites"),
    credentials: {
      ...(await titles(store, "portfolio_credentials", "id")),
      ...(await titles(store, "credentials", "id")),
    },
  };
}

async function systemsOf(store: Queryable, filter: ReportFilter): Promise<readonly SiteSystem[]> {
  const { role, cohort, learner, site: asked } = filter;
  // What a system needs is the site's business.
  if (role !== undefined || cohort !== undefined || learner !== undefined) return [];
  const rows = await store.query(
    "SELECT y.system AS system, y.title AS title, y.site AS site, y.credential AS credential, y.people AS people FROM site_systems AS y ORDER BY y.site, y.system, y.credential",
  );
  return rows
    .filter(({ site }) => asked === undefined || site === asked)
    .map(({ system, title, site, credential, people }) => ({
      ...{ system: String(system), title: String(title), site: String(site) },
      ...{ credential: String(credential), needed: Number(people) },
    }));
}

async function titles(
  store: Queryable,
  table: string,
  order = "position",
): Promise<Readonly<Record<string, string>>> {
  const rows = await store.query(
    `SELECT t.id AS id, t.title AS title FROM ${table} AS t ORDER BY t.${order}`,
  );
  return Object.fromEntries(rows.map(({ id, title }) => [String(id), String(title)]));
}

function lists<Row extends Readonly<Record<string, unknown>>, Value>(
  rows: readonly Row[],
  key: string,
  of: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  for (const row of rows) {
    const id = String(row[key]);
    const list = found.get(id);
    if (list === undefined) found.set(id, [of(row)]);
    else list.push(of(row));
  }
  return found;
}
