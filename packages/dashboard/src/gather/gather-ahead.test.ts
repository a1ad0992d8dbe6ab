/** What a page without names tells of days ahead, beside what the reports say of the same people. */
import { microseconds, REPORTS, whoHolds } from "@tessera/analytics";
import { expect, test } from "vitest";
import type { DashboardData } from "../model/dashboard.ts";
import { high, low } from "../protect/shown.ts";
import { holdersStore, MADE, organisation } from "../testing/holders.testing.ts";
import { endOfDay, holdsAt } from "../what-if/coverage-at.ts";
import { gatherAhead, gatherSystems } from "./gather-ahead.ts";
import { gather } from "./gather.ts";
import { SmallGroupError } from "./small-group.ts";

const base = microseconds(MADE) ?? 0;

async function pageOf(named: boolean, filter: { site?: string; role?: string } = {}): Promise<DashboardData> {
  const store = await holdersStore(organisation(7, 90));
  try {
    return await gather(store, { filter, made: MADE, named });
  } finally {
    store.close();
  }
}

test("what is lost on a day ahead is true of the people, and of nobody who is named", async () => {
  const members = organisation(7, 90);
  const store = await holdersStore(members);
  const { people } = await whoHolds(store, {});
  store.close();
  const { ahead, systems, ...page } = await pageOf(false);
  const yearly = ahead?.credentials.find(({ credential }) => credential === "yearly");
  const holding = people.flatMap((person) =>
    (person.started === undefined || person.started <= base) &&
    (person.ended === undefined || person.ended > base)
      ? person.holds
          .filter((held) => held.credential === "yearly" && holdsAt(held, base))
          .map((held) => ({ person, held }))
      : [],
  );
  const lostBy = (days: number, all = holding) =>
    all.filter(({ held }) => !holdsAt(held, endOfDay(base, days))).length;
  let told = 0;
  const lies = (shown: Parameters<typeof low>[0], truth: number) => {
    if (shown === null) return;
    told += 1;
    expect([low(shown) <= truth, truth <= high(shown)], `${JSON.stringify(shown)} of ${truth}`).toEqual([
      true,
      true,
    ]);
  };
  lies(yearly?.held ?? null, holding.length);
  for (const [at, days] of (ahead?.days ?? []).entries()) lies(yearly?.lost[at] ?? null, lostBy(days));
  for (const { label, groups } of yearly?.parts ?? [])
    for (const { names, held, lost } of groups) {
      const those = holding.filter(({ person }) =>
        names.includes((label === "Site" ? person.site : (person.roles[0] ?? "")).toUpperCase()),
      );
      lies(held, those.length);
      lies(lost, lostBy(90, those));
    }
  expect(told).toBeGreaterThan(7);
  expect(systems?.length).toBe(3);
  expect(page.expiring).toBeUndefined();
  expect(JSON.stringify({ ahead, systems, ...page })).not.toContain("Name of");
}, 60_000);

test("of a system at a site that is counted together with others nothing is said", () => {
  const person = (at: number, site: string) => ({
    ...{ id: `p${at}`, name: `p${at}`, site, roles: ["r"] },
    holds: [{ credential: "c", from: 0 }],
  });
  const facts = {
    people: Array.from("aaaaaaaaaaaabbbbbbbbbbbbbeeeeeeeeeeecdd").map((site, at) => person(at, site)),
    requires: [{ role: "r", credential: "c" }],
    systems: ["a", "b", "c", "d", "e"].map((site) => ({
      ...{ system: "y", title: "Y", site, credential: "c", needed: 1 },
    })),
    ...{ roles: {}, sites: {}, credentials: {} },
  };
  const verified = gatherSystems(facts, gatherAhead(facts, base)).map((one) => one.verified);
  expect(verified).toEqual([{ lo: 10, hi: 14 }, { lo: 10, hi: 14 }, null, null, null]);
});

test("with names a page has what expires, who holds what, and no steps", async () => {
  const { holds, expiring, expiringPeople, ahead } = await pageOf(true);
  expect([holds?.people.length, expiring?.name, ahead]).toEqual([90, "expiring", undefined]);
  expect(expiringPeople?.rows[0]?.["person"]).toMatch(/^Name of p/);
}, 60_000);

test("a page about fewer than five people is made with names only", async () => {
  const members = organisation(7, 90);
  const store = await holdersStore(members);
  const sizes = new Map<string, number>();
  for (const { site, role } of members) sizes.set(`${site} ${role}`, (sizes.get(`${site} ${role}`) ?? 0) + 1);
  const [small = ""] = [...sizes].find(([, size]) => size < 5) ?? [];
  const [site = "", role = ""] = small.split(" ");
  const asked = { filter: { site, role }, made: MADE };
  await expect(gather(store, asked)).rejects.toThrow(SmallGroupError);
  expect((await gather(store, { ...asked, named: true })).holds?.people.length).toBe(sizes.get(small));
  store.close();
}, 60_000);

test("outcomes stand in the page with their series", async () => {
  const store = await holdersStore(organisation(7, 90));
  const kpi = Array.from({ length: 60 }, (_none, week) => ({
    day: new Date(Date.parse(MADE) - (60 - week) * 7 * 86_400_000).toISOString().slice(0, 10),
    value: 10 + (week % 3) - (week > 25 ? 4 : 0),
  }));
  const outcomes = { course: "https://example.org/yearly", kpi };
  const page = await gather(store, { filter: {}, made: MADE, outcomes });
  const report = REPORTS.find(({ name }) => name === "outcomes");
  const printed = await report?.run(store, outcomes);
  expect(page.outcomes?.points).toEqual(kpi);
  expect(page.outcomes?.sheet.rows[0]?.["level_change"]).toBe(printed?.rows[0]?.["level_change"]);
  expect(typeof page.outcomes?.sheet.rows[0]?.["verified"]).toBe("object");
  store.close();
}, 60_000);
