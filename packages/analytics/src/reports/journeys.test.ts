import { expect, test } from "vitest";
import type { ResultRow } from "../store.ts";
import { storeOf } from "../testing/memory-store.ts";
import { quantile } from "../testing/plain-statistics.ts";
import { PAGES, randomJourneys, WAY, wayCatalogue } from "../testing/random-journeys.ts";
import type { Step } from "../testing/random-journeys.ts";
import { funnel } from "./funnel.ts";
import { sessions } from "./sessions.ts";
import { time } from "./time.ts";

const SEEDS = ["1", "2", "3", "4"];

async function cohort(seed: string) {
  const { statements, steps } = randomJourneys(seed);
  const store = await storeOf(statements);
  await store.keepCatalogue(wayCatalogue);
  return { store, steps: steps.filter(({ counts }) => counts) };
}

/** To 1e-9; what is no number has to be the same. */
function same(found: ResultRow | undefined, expected: Readonly<Record<string, number | string | null>>) {
  for (const [key, value] of Object.entries(expected)) {
    const got = found?.[key];
    if (typeof value !== "number" || typeof got !== "number") expect(got, key).toBe(value);
    else expect(Math.abs(got - value), `${key}: ${got} and ${value}`).toBeLessThan(1e-9);
  }
}

function by(steps: readonly Step[], key: (step: Step) => string): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) groups.set(key(step), [...(groups.get(key(step)) ?? []), step]);
  return [...groups.values()];
}

const OF_LMS = ["launched", "abandoned"];
const has = (steps: readonly Step[], ...verbs: readonly string[]) =>
  steps.some(({ verb }) => verbs.includes(verb));

test.each(SEEDS)(
  "who reached and who stopped at a page is what plain loops count, cohort %s",
  async (seed) => {
    const { store, steps } = await cohort(seed);
    const { rows } = await funnel.run(store, {});
    const people = by(
      steps.filter(({ verb }) => !OF_LMS.includes(verb)),
      ({ who }) => who,
    );
    PAGES.forEach((page, at) => {
      const furthest = (own: readonly Step[]) =>
        Math.max(
          ...own.filter(({ verb }) => verb === "experienced").map(({ object }) => PAGES.indexOf(object)),
          -1,
        );
      const reached = people.filter((own) => furthest(own) >= at).length;
      const stopped = people.filter((own) => furthest(own) === at && !has(own, "completed", "passed")).length;
      same(rows[at], {
        course: "Course",
        unit: "Way",
        page: `Page ${at}`,
        started: people.length,
        reached,
        reached_share: reached / people.length,
        seen: people.filter((own) => own.some(({ object }) => object === page)).length,
        stopped,
        stopped_share: reached === 0 ? null : stopped / reached,
      });
    });
    expect(rows).toHaveLength(PAGES.length);
    store.close();
  },
);

test.each(SEEDS)("minutes and days are what plain loops count, cohort %s", async (seed) => {
  const { store, steps } = await cohort(seed);
  const { rows } = await time.run(store, {});
  const totals = (some: readonly Step[]) =>
    by(some, ({ who }) => who).map((own) => own.reduce((sum, { minutes = 0 }) => sum + minutes, 0));
  const spread = (values: readonly number[], promised: number) => ({
    learners: values.length,
    promised,
    median: quantile(values, 0.5),
    p10: quantile(values, 0.1),
    p90: quantile(values, 0.9),
    ratio: quantile(values, 0.5) / promised,
  });
  const days = by(steps, ({ who }) => who).flatMap((own) => {
    const passed = own.filter(({ verb }) => verb === "passed").map(({ seconds }) => seconds);
    return passed.length === 0
      ? []
      : [(Math.min(...passed) - Math.min(...own.map(({ seconds }) => seconds))) / 86_400];
  });
  same(rows[0], {
    page: "(all)",
    ...spread(totals(steps.filter(({ verb }) => verb === "terminated")), 20),
    competent: days.length,
    days_median: quantile(days, 0.5),
    days_p90: quantile(days, 0.9),
  });
  PAGES.forEach((page, at) =>
    same(rows[at + 1], {
      page: `Page ${at}`,
      ...spread(totals(steps.filter(({ verb, object }) => verb === "experienced" && object === page)), 5),
      competent: null,
    }),
  );
  store.close();
});

test.each(SEEDS)("how sessions ended is what plain loops count, cohort %s", async (seed) => {
  const { store, steps } = await cohort(seed);
  const { rows } = await sessions.run(store, {});
  const all = by(steps, ({ session }) => session);
  const own = (some: readonly Step[]) => some.some(({ verb }) => !OF_LMS.includes(verb));
  const terminated = all.filter((some) => has(some, "terminated"));
  const minutes = terminated.map((some) => some.find(({ verb }) => verb === "terminated")?.minutes ?? 0);
  expect(rows).toHaveLength(1);
  same(rows[0], {
    unit: "Way",
    lms: "https://lms.example",
    sessions: all.length,
    launched_only: all.filter((some) => !own(some) && !has(some, "abandoned")).length,
    terminated: terminated.length,
    abandoned: all.filter((some) => has(some, "abandoned") && !has(some, "terminated")).length,
    open: all.filter((some) => own(some) && !has(some, "abandoned", "terminated")).length,
    terminated_share: terminated.length / all.length,
    median: quantile(minutes, 0.5),
  });
  store.close();
});

test("each of these reports lists the statements behind a row", async () => {
  const { store, steps } = await cohort("5");
  const listed = async (report: typeof funnel, key: string) =>
    (await report.explain(store, {}, key))?.rows.length;
  expect(await listed(sessions, "way")).toBe(steps.length);
  expect(await listed(funnel, WAY)).toBe(steps.length);
  // The first of each learner begins the days until they pass.
  const begins = new Set(
    [...new Set(steps.map(({ who }) => who))].map((who) =>
      steps
        .filter((one) => one.who === who)
        .reduce((one, other) => (other.seconds < one.seconds ? other : one)),
    ),
  );
  const spent = steps.filter((one) => ["terminated", "passed"].includes(one.verb) || begins.has(one)).length;
  expect(await listed(time, "way")).toBe(spent);
  expect(await listed(time, "elsewhere")).toBeUndefined();
  store.close();
});

test("without the compiled course there are no pages, and that is said", async () => {
  const store = await storeOf(randomJourneys("6").statements);
  const { rows, notes } = await funnel.run(store, {});
  expect(rows).toEqual([]);
  expect(notes[0]).toMatch(/NAME\.tessera\.json/);
  store.close();
});
