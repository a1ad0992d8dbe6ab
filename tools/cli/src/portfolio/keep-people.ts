import { peopleTables, portfolioTables } from "@tessera/analytics";
import type { AnalyticsStore } from "@tessera/analytics";
import { hasErrors, renderPretty } from "@tessera/diagnostics";
import type { Portfolio } from "@tessera/portfolio";
import { EXIT } from "../exit.ts";
import { painterFor, say } from "../terminal.adapter.ts";
import { peopleFile, portfolioFile } from "./portfolio-files.adapter.ts";
import type { ReadFile } from "./portfolio-files.adapter.ts";

/**
 * Puts portfolio and people in place of those that the store has. A file with an error changes nothing.
 *
 * @param pseudonymKey - of a store that holds pseudonyms
 * @returns false when there was one: it has been told, and the command is to end
 */
export async function keepPeople(
  store: AnalyticsStore,
  options: { readonly portfolio?: string; readonly people?: string },
  pseudonymKey?: string,
): Promise<boolean> {
  const { portfolio: yaml, people: csv } = options;
  if (yaml === undefined && csv === undefined) return true;
  const slugs = (await store.query("SELECT c.id AS id FROM credentials AS c")).map(({ id }) => ({
    id: String(id),
    requires: [],
  }));
  const portfolio = yaml === undefined ? undefined : portfolioFile(yaml, slugs);
  const known = portfolio?.value ?? (await keptPortfolio(store));
  const people = csv === undefined ? undefined : peopleFile(csv, known);
  const read: readonly ReadFile<unknown>[] = [portfolio, people].filter((one) => one !== undefined);
  const found = read.flatMap(({ diagnostics }) => diagnostics);
  if (found.length > 0)
    say(
      renderPretty(found, new Map(read.map(({ source }) => [source.file, source])), {
        colour: painterFor(process.stderr),
      }),
    );
  if (hasErrors(found)) {
    process.exitCode = EXIT.inputHasErrors;
    return false;
  }
  await store.replaceTables([
    ...(portfolio?.value === undefined ? [] : portfolioTables(portfolio.value)),
    ...(people?.value === undefined
      ? []
      : peopleTables(people.value, { pseudonymKey, isForgotten: forgottenBy(store) })),
  ]);
  if (portfolio?.value !== undefined)
    say(`${portfolio.value.roles.length} role(s) and ${portfolio.value.sites.length} site(s) from ${yaml}`);
  if (people?.value !== undefined) say(`${people.value.people.length} people from ${csv}`);
  return true;
}

/** As the store judges a statement of theirs: whoever was forgotten does not come back with the file. */
const forgottenBy = (store: AnalyticsStore) => (actor: string) => {
  const said = { id: "", stamp: Number.MAX_SAFE_INTEGER, actor, verb: "", object: "" };
  return "withheld" in (store.admit?.(said, undefined) ?? said);
};

/** Roles and sites as the store has them, so that people can be checked without the file. */
async function keptPortfolio(store: AnalyticsStore): Promise<Portfolio | undefined> {
  const named = async (table: string) =>
    (await store.query(`SELECT t.id AS id, t.title AS title FROM ${table} AS t ORDER BY t.position`)).map(
      (row) => ({ id: String(row["id"]), title: String(row["title"]) }),
    );
  const [roles, sites] = [await named("roles"), await named("sites")];
  if (roles.length + sites.length === 0) return undefined;
  return {
    roles: roles.map((role) => ({ ...role, requires: [] })),
    sites,
    ...{ layers: [], systems: [], credentials: [], pathways: [] },
  };
}
