/** Options by which a report or the dashboard is narrowed to some people, and the files that they name. */
import type { AnalyticsStore } from "@tessera/analytics";
import { suggest } from "@tessera/diagnostics";
import { InputError } from "../exit.ts";

export interface PeopleOptions {
  readonly db: string;
  readonly role?: string;
  readonly site?: string;
  readonly cohort?: string;
  /** As the store has their ids. */
  readonly without?: readonly string[] | undefined;
}

/** @throws InputError with the first mistake */
export async function series(path: string) {
  const { kpiFile, wholeFile } = await import("../portfolio/portfolio-files.adapter.ts");
  return wholeFile(kpiFile(path));
}

const GROUPS = ["role", "site", "cohort"] as const;

/** As a filter has them. */
export const groupsOf = (options: PeopleOptions): Pick<PeopleOptions, "role" | "site" | "cohort"> =>
  Object.fromEntries(
    GROUPS.flatMap((group) => (options[group] === undefined ? [] : [[group, options[group]]])),
  );

/** What nobody is would narrow a report to nothing, without a word. */
export async function checkPeople(
  store: AnalyticsStore,
  options: PeopleOptions,
  leavers: readonly string[] | undefined = options.without,
): Promise<void> {
  const known = async (sql: string) => (await store.query(sql)).map(({ id }) => String(id));
  const sources = {
    role: "SELECT DISTINCT r.role AS id FROM person_roles AS r ORDER BY r.role",
    site: "SELECT DISTINCT p.site AS id FROM people AS p WHERE p.site IS NOT NULL ORDER BY p.site",
    cohort: "SELECT DISTINCT p.cohort AS id FROM people AS p WHERE p.cohort IS NOT NULL ORDER BY p.cohort",
  };
  for (const group of GROUPS) {
    const asked = options[group];
    if (asked === undefined) continue;
    const ids = await known(sources[group]);
    if (!ids.includes(asked))
      throw new InputError(`nobody has the ${group} \`${asked}\``, {
        help: ids.length
          ? thereAre(asked, ids)
          : `people.csv says it: tessera sync --people people.csv --db ${options.db}`,
      });
  }
  if (leavers === undefined) return;
  const ids = new Set(await known("SELECT p.id AS id FROM people AS p"));
  for (const [at, person] of leavers.entries())
    if (!ids.has(person))
      throw new InputError(
        `there is no person \`${options.without?.[at] ?? person}\` in the store's people`,
        {
          help: "--without takes the ids of people.csv; where the store holds pseudonyms, with --key",
        },
      );
}

function thereAre(asked: string, known: readonly string[]): string {
  const near = suggest(asked, known);
  const all = `there ${known.length === 1 ? "is" : "are"} ${known.slice(0, 20).join(", ")}`;
  const more = known.length > 20 ? ` and ${known.length - 20} more` : "";
  return near === undefined ? all + more : `did you mean \`${near}\`? ${all}${more}`;
}

/** @returns the id of a course that is named by it or by its last part */
export async function courseId(store: AnalyticsStore, named: string): Promise<string> {
  const courses = await store.query("SELECT id, slug FROM courses ORDER BY slug");
  const found = courses.find(({ id, slug }) => id === named || slug === named);
  if (found !== undefined) return String(found["id"]);
  throw new InputError(`the store knows no course \`${named}\``, {
    help: courses.length
      ? thereAre(
          named,
          courses.map(({ slug }) => String(slug)),
        )
      : "give its NAME.tessera.json to tessera sync --course",
  });
}
