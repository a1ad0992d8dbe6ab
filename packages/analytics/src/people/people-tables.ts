/**
 * The portfolio and the people as rows, so that reports can join them. All of a file is replaced by the next; the tables are
 * small (people, not statements).
 */
import { credentialsOf } from "@tessera/portfolio";
import type { Identity, People, Portfolio } from "@tessera/portfolio";
import { actorKey } from "../normalise/normalise.ts";
import { personPseudonym, pseudonymOf } from "../private/keyed-names.ts";
import type { Column } from "../row.ts";
import { calendarOf } from "./calendar.ts";

const DAY = 86_400_000_000;

export interface PersonRow {
  readonly id: string;
  readonly name: string | undefined;
  readonly site: string | undefined;
  readonly cohort: string | undefined;
  readonly manager: string | undefined;
  /** From here on they count, microseconds. */
  readonly started: number | undefined;
  /** From here on they do not: the day after their last, microseconds. */
  readonly ended: number | undefined;
}

export interface AccountRow {
  /** As `StatementRow.actor`. */
  readonly actor: string;
  readonly person: string;
  /** The actor of the person's first account. */
  readonly main: string;
}

export interface PeopleTables {
  readonly people: readonly PersonRow[];
  readonly person_accounts: readonly AccountRow[];
  readonly person_roles: readonly { readonly person: string; readonly role: string }[];
}

export interface PortfolioTables {
  readonly roles: readonly NamedRow[];
  /** Single credentials: pathways are replaced by what they require. */
  readonly role_requires: readonly { readonly role: string; readonly credential: string }[];
  readonly sites: readonly NamedRow[];
  /** One row for each site that has the system. */
  readonly site_systems: readonly SystemRow[];
  readonly pathways: readonly NamedRow[];
  readonly pathway_requires: readonly { readonly pathway: string; readonly credential: string }[];
  readonly portfolio_credentials: readonly PortfolioCredentialRow[];
}

export interface NamedRow {
  readonly id: string;
  readonly title: string;
  /** 0-based, in the file's order. */
  readonly position: number;
}

export interface SystemRow {
  readonly system: string;
  readonly title: string;
  readonly site: string;
  readonly credential: string;
  readonly people: number;
}

export interface PortfolioCredentialRow {
  readonly id: string;
  readonly title: string;
  readonly course: string | undefined;
  readonly renew: string | undefined;
  readonly validMonths: number | undefined;
  readonly validDays: number | undefined;
}

/** What a store puts in place of all that a table holds. */
export interface TableRows<Row = never> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** What of people a store may hold. */
export interface PeoplePrivacy {
  /** Hexadecimal; of a store that holds pseudonyms. Names go, and ids and accounts are keyed as those of statements are. */
  readonly pseudonymKey?: string | undefined;
  /** Whose account was forgotten: they do not come back with the file. */
  readonly isForgotten?: ((actor: string) => boolean) | undefined;
}

export function peopleTables(
  { people: all }: People,
  { pseudonymKey: key, isForgotten = () => false }: PeoplePrivacy = {},
): readonly TableRows[] {
  const gone = new Set(
    all.filter(({ identities }) => identities.map(accountKey).some(isForgotten)).map(({ id }) => id),
  );
  const idOf = (id: string) => (key === undefined ? id : personPseudonym(key, id));
  const people = all
    .filter(({ id }) => !gone.has(id))
    .map(({ name, manager, ...person }) => ({
      ...person,
      id: idOf(person.id),
      name: key === undefined ? name : undefined,
      manager: manager === undefined || gone.has(manager) ? undefined : idOf(manager),
    }));
  const tables: PeopleTables = {
    people: people.map(({ id, name, site, cohort, manager, start, leave }) => ({
      ...{ id, name, site, cohort, manager },
      started: start === undefined ? undefined : dayMicros(start),
      ended: leave === undefined ? undefined : dayMicros(leave) + DAY,
    })),
    person_accounts: people.flatMap(({ id, identities }) => {
      const actors = identities
        .map(accountKey)
        .map((actor) => (key === undefined ? actor : pseudonymOf(key, actor)));
      return actors.map((actor) => ({ actor, person: id, main: actors[0] as string }));
    }),
    person_roles: people.flatMap(({ id, roles }) => roles.map((role) => ({ person: id, role }))),
  };
  return tableRows(tables, PEOPLE_COLUMNS);
}

export function portfolioTables(portfolio: Portfolio): readonly TableRows[] {
  const { roles, sites, systems, pathways, credentials } = portfolio;
  const named = ({ id, title }: { readonly id: string; readonly title: string }, position: number) => ({
    ...{ id, title, position },
  });
  const tables: PortfolioTables = {
    roles: roles.map(named),
    role_requires: roles.flatMap(({ id, requires }) =>
      credentialsOf(portfolio, requires).map((credential) => ({ role: id, credential })),
    ),
    sites: sites.map(named),
    site_systems: systems.flatMap((system) =>
      (system.sites ?? sites.map(({ id }) => id)).flatMap((site) =>
        credentialsOf(portfolio, [system.credential]).map((credential) => ({
          ...{ system: system.id, title: system.title, site, credential, people: system.people },
        })),
      ),
    ),
    pathways: pathways.map(named),
    pathway_requires: pathways.flatMap(({ id }) =>
      credentialsOf(portfolio, [id]).map((credential) => ({ pathway: id, credential })),
    ),
    portfolio_credentials: credentials.map(({ id, title, course, renew, valid }) => {
      const span = valid === undefined ? undefined : calendarOf(valid);
      return { id, title, course, renew, validMonths: span?.months, validDays: span?.days };
    }),
  };
  return tableRows(tables, PORTFOLIO_COLUMNS);
}

/** What is no agent cannot have come out of the reader. */
const accountKey = (identity: Identity): string =>
  actorKey("mbox" in identity ? identity : { account: identity }) ?? "";

const dayMicros = (day: string): number => Date.parse(`${day}T00:00:00Z`) * 1_000;

function tableRows<Tables extends object>(
  tables: Tables,
  columns: { readonly [Name in keyof Tables]: readonly Column<never>[] },
): readonly TableRows[] {
  return (Object.keys(columns) as (keyof Tables & string)[]).map((name) => ({
    name,
    columns: columns[name],
    rows: tables[name] as readonly never[],
  }));
}

type ColumnsOf<Tables> = {
  readonly [Name in keyof Tables]: Tables[Name] extends readonly (infer Row)[]
    ? readonly Column<Row>[]
    : never;
};

const NAMED: readonly Column<NamedRow>[] = [
  { name: "id", type: "VARCHAR", of: (row) => row.id },
  { name: "title", type: "VARCHAR", of: (row) => row.title },
  { name: "position", type: "INTEGER", of: (row) => row.position },
];

const PEOPLE_COLUMNS: ColumnsOf<PeopleTables> = {
  people: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "name", type: "VARCHAR", of: (row) => row.name },
    { name: "site", type: "VARCHAR", of: (row) => row.site },
    { name: "cohort", type: "VARCHAR", of: (row) => row.cohort },
    { name: "manager", type: "VARCHAR", of: (row) => row.manager },
    { name: "started", type: "TIMESTAMP", of: (row) => row.started },
    { name: "ended", type: "TIMESTAMP", of: (row) => row.ended },
  ],
  person_accounts: [
    { name: "actor", type: "VARCHAR", of: (row) => row.actor },
    { name: "person", type: "VARCHAR", of: (row) => row.person },
    { name: "main", type: "VARCHAR", of: (row) => row.main },
  ],
  person_roles: [
    { name: "person", type: "VARCHAR", of: (row) => row.person },
    { name: "role", type: "VARCHAR", of: (row) => row.role },
  ],
};

const PORTFOLIO_COLUMNS: ColumnsOf<PortfolioTables> = {
  roles: NAMED,
  role_requires: [
    { name: "role", type: "VARCHAR", of: (row) => row.role },
    { name: "credential", type: "VARCHAR", of: (row) => row.credential },
  ],
  sites: NAMED,
  site_systems: [
    { name: "system", type: "VARCHAR", of: (row) => row.system },
    { name: "title", type: "VARCHAR", of: (row) => row.title },
    { name: "site", type: "VARCHAR", of: (row) => row.site },
    { name: "credential", type: "VARCHAR", of: (row) => row.credential },
    { name: "people", type: "INTEGER", of: (row) => row.people },
  ],
  pathways: NAMED,
  pathway_requires: [
    { name: "pathway", type: "VARCHAR", of: (row) => row.pathway },
    { name: "credential", type: "VARCHAR", of: (row) => row.credential },
  ],
  portfolio_credentials: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "title", type: "VARCHAR", of: (row) => row.title },
    { name: "course", type: "VARCHAR", of: (row) => row.course },
    { name: "renew", type: "VARCHAR", of: (row) => row.renew },
    { name: "valid_months", type: "INTEGER", of: (row) => row.validMonths },
    { name: "valid_days", type: "INTEGER", of: (row) => row.validDays },
  ],
};

/** Every table that `replaceTables` may be given, for whoever makes them. */
export const REPLACED_TABLES: Readonly<Record<string, readonly Column<never>[]>> = {
  ...PEOPLE_COLUMNS,
  ...PORTFOLIO_COLUMNS,
};
