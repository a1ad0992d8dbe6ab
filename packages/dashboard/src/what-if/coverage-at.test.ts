import { microseconds, REPORTS, runReport, whoHolds } from "@tessera/analytics";
import type { ResultRow } from "@tessera/analytics";
import { expect, test } from "vitest";
import { holdersStore, MADE, organisation } from "../testing/holders.testing.ts";
import { coverageAt, endOfDay } from "./coverage-at.ts";
import type { CoverageRow } from "./coverage-at.ts";

const report = REPORTS.find(({ name }) => name === "coverage");
const base = microseconds(MADE) ?? 0;

const asPrinted = (row: CoverageRow): ResultRow => ({
  ...{ site: row.site, kind: row.kind, name: row.name, credential: row.credential },
  ...{ people: row.people, needed: row.needed, verified: row.verified },
  ...{ before: row.before, lost: row.lost, flags: row.flags.join(" "), who: row.who.join(", ") },
});

test("the page counts of any day and without anybody what the command prints", async () => {
  let losing = 0;
  for (const [seed, filter] of [
    [1, {}],
    [2, { site: "north" }],
    [3, { role: "engineer" }],
  ] as const) {
    const store = await holdersStore(organisation(seed));
    const facts = await whoHolds(store, filter);
    for (const ahead of [0, 90])
      for (const without of [[], ["p1", "p2", "p3"]]) {
        const on = endOfDay(base, ahead);
        if (report === undefined) throw new Error("there is no report");
        const asked = { ...filter, on, base, names: true, ...(without.length > 0 && { without }) };
        const printed = await runReport(report, store, asked);
        const mine = coverageAt(facts, base, { on, without }).map(asPrinted);
        const keys = Object.keys(mine[0] ?? {});
        expect(mine.filter((row) => row["lost"] !== 0)).toEqual(
          printed.rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key] ?? null]))),
        );
        losing += printed.rows.length;
      }
    store.close();
  }
  expect(losing).toBeGreaterThan(40);
}, 60_000);

test("who is lost is named, and two of one name are two people", () => {
  const person = (id: string) => ({
    ...{ id, name: "Ada", site: "s", roles: ["r"] },
    holds: [{ credential: "c", from: 0 }],
  });
  const facts = {
    people: [person("1"), person("2")],
    requires: [{ role: "r", credential: "c" }],
    systems: [{ system: "y", title: "Y", site: "s", credential: "c", needed: 2 }],
    ...{ roles: {}, sites: {}, credentials: {} },
  };
  const [role, system] = coverageAt(facts, 5, { on: 5, without: ["2"] });
  expect(role).toMatchObject({ people: 1, verified: 1, lost: 1, who_lost: ["Ada"], flags: ["single"] });
  expect(system).toMatchObject({ needed: 2, verified: 1, lost: 1, flags: ["short", "single"] });
});
