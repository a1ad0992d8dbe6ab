/** Who holds a credential: the report's SQL against the rule by which badges are issued, on a cohort with observers. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogueOf, REPORTS, runReport, syncFiles } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import { simulateCohort } from "@tessera/analytics/simulate";
import { awardRule, EvidenceCollector, evaluate } from "@tessera/credentials";
import { expect, test } from "vitest";
import { sampleCourse } from "./sample-course.ts";

const HOMES = ["https://lms.example.com", "https://campus.example.org", "https://academy.example.net"];
const account = (homePage: string, name: string) => ({ account: { homePage, name } });

test("whoever holds a credential by the report is whoever a badge would be issued to, since the same day", async () => {
  const { course, units } = await sampleCourse("advanced-scaffold-safety");
  const cohort = { course, units, learners: 80, seed: "coverage", start: Date.UTC(2026, 0, 5), days: 60 };
  const statements = [...simulateCohort(cohort)].flatMap((learner) => learner.statements);

  const reading = awardRule(course, { domain: "badges.example.org" });
  if (!("rule" in reading)) throw new Error(reading.faults.join());
  const collector = new EvidenceCollector(reading.rule.unitIds, {
    authorities: HOMES.map((home) => account(home, "cmi5")),
    observation: {
      authorities: HOMES.map((home) => account(home, "observations")),
      observers: HOMES.flatMap((home) => [1, 2, 3].map((n) => ({ agent: account(home, `supervisor-${n}`) }))),
    },
  });
  for (const statement of statements) collector.add(statement);
  const issued = new Map(
    collector.evidence().registrations.flatMap((registration) => {
      const found = evaluate(reading.rule, registration);
      const { homePage = "", name = "" } = registration.actor.account ?? {};
      return found.earned
        ? [[`${homePage}|${name}`, new Date(found.at).toISOString().slice(0, 10)] as const]
        : [];
    }),
  );
  expect(issued.size).toBeGreaterThan(20);
  expect(issued.size).toBeLessThan(60);

  const store = await openDuckdb({
    ...{ file: ":memory:", memory: "256MB", temporary: join(tmpdir(), "tessera-coverage-test"), threads: 1 },
  });
  await store.keepCatalogue(catalogueOf(course));
  const text = statements.map((one) => `${JSON.stringify(one)}\n`).join("");
  await syncFiles({
    store,
    files: [
      {
        ...{ name: "a.ndjson", mark: "1" },
        chunks: async function* () {
          yield await Promise.resolve(new TextEncoder().encode(text));
        },
      },
    ],
  });
  const expiring = REPORTS.find(({ name }) => name === "expiring");
  if (expiring === undefined) throw new Error("there is no such report");
  // Two years on every one of them has expired, and is listed.
  const on = Date.UTC(2029, 0, 1) * 1_000;
  const { rows } = await runReport(expiring, store, { on, names: true });
  expect(new Map(rows.map((row) => [row["person"], row["earned"]]))).toEqual(issued);
  // A film, a scenario and a checklist are in it, and none of what is said of them is strange to the course.
  const quality = REPORTS.find(({ name }) => name === "quality");
  const faults = (await quality?.run(store, {}))?.rows.map((row) => String(row["fault"]));
  expect(faults?.filter((fault) => !["never-ended", "initialized-not-once"].includes(fault))).toEqual([]);
  store.close();
}, 120_000);
