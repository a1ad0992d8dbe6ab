/** An organisation by chance: people with roles and sites, some of whom come or leave, and what they hold until when. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peopleTables, portfolioTables } from "@tessera/analytics";
import type { AnalyticsStore, StatementRow } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import { dice } from "./people.testing.ts";

const DAY = 86_400_000_000;
/** The day on which the page is made; days since 1970. */
export const TODAY = 20_785;
export const MADE = `${new Date(TODAY * 86_400_000).toISOString().slice(0, 10)}T18:00:00Z`;
const CREDENTIALS = ["yearly", "lasting"] as const;
const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const unitOf = (credential: string) => `https://example.org/${credential}/unit`;

export interface Member {
  readonly id: string;
  readonly role: string;
  readonly site: string;
  readonly cohort: string;
  readonly start?: string;
  readonly leave?: string;
  /** Days on which each credential was earned. */
  readonly earned: Readonly<Partial<Record<string, number>>>;
}

export function organisation(seed: number, size = 60): readonly Member[] {
  const roll = dice(seed);
  const one = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(roll() * roll() * values.length)] as Value;
  return Array.from({ length: size }, (_none, at): Member => {
    const earned: Partial<Record<string, number>> = {};
    for (const credential of CREDENTIALS)
      if (roll() < 0.7) earned[credential] = TODAY - 380 + Math.floor(roll() * 300);
    return {
      id: `p${at}`,
      role: one(["operator", "engineer", "lead"]),
      site: one(["north", "south", "west"]),
      cohort: one(["spring", "autumn"]),
      ...(roll() < 0.1 && { start: iso(TODAY - 20 + Math.floor(roll() * 60)) }),
      ...(roll() < 0.1 && { leave: iso(TODAY - 10 + Math.floor(roll() * 120)) }),
      earned,
    };
  });
}

export async function holdersStore(members: readonly Member[]): Promise<AnalyticsStore> {
  const store = await openDuckdb({
    ...{ file: ":memory:", memory: "256MB", temporary: join(tmpdir(), "tessera-dashboard") },
  });
  await store.keepCatalogue({
    courses: CREDENTIALS.map((slug) => ({
      ...{ id: `https://example.org/${slug}`, slug, title: `Course ${slug}`, version: "1", language: "en" },
    })),
    units: CREDENTIALS.map((slug) => ({
      ...{ id: unitOf(slug), course: `https://example.org/${slug}`, slug: "u", title: "Unit" },
      ...{ purpose: "learn", moveOn: "Completed", mastery: undefined, minutes: 10, position: 0 },
    })),
    ...{ pages: [], questions: [], options: [] },
    credentials: CREDENTIALS.map((id) => ({
      ...{ id, course: `https://example.org/${id}`, title: `Holds ${id}` },
      ...{ validMonths: id === "yearly" ? 12 : undefined, validDays: id === "yearly" ? 0 : undefined },
      ...{ withinMonths: undefined, withinDays: undefined },
    })),
    renewals: [],
    needs: CREDENTIALS.map((credential) => ({
      ...{ credential, need: "read", unit: unitOf(credential), verb: "completed" },
      ...{ mastery: undefined, observation: undefined, people: 1 },
    })),
  });
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, title: id.toUpperCase() }));
  await store.replaceTables([
    ...portfolioTables({
      ...{ layers: [], pathways: [], credentials: [] },
      roles: named(["operator", "engineer", "lead"]).map((role, at) => ({
        ...role,
        requires: at === 1 ? ["yearly", "lasting"] : ["yearly"],
      })),
      sites: named(["north", "south", "west"]),
      systems: [{ id: "net", title: "Network", credential: "yearly", people: 2 }],
    }),
    ...peopleTables({
      people: members.map(({ id, role, earned: _earned, ...rest }) => ({
        ...rest,
        ...{ id, name: `Name of ${id}`, roles: [role] },
        identities: [{ homePage: "https://lms.example.org", name: id }],
      })),
    }),
  ]);
  await store.commit({ rows: members.flatMap(statements), activities: [], cursors: [] });
  return store;
}

const statements = ({ id, earned }: Member, index: number): readonly StatementRow[] =>
  Object.entries(earned).flatMap(([credential, day], at) =>
    ["initialized", "completed"].map((verb, nth) => ({
      id: `00000000-0000-4000-8000-${String(index * 100 + at * 10 + nth).padStart(12, "0")}`,
      stamp: (day ?? 0) * DAY + nth,
      actor: `https://lms.example.org|${id}`,
      verb,
      object: unitOf(credential),
      unit: unitOf(credential),
      registration: `${id}-${credential}`,
      session: `${index}-${credential}`,
    })),
  );
