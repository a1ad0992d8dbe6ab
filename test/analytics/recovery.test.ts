/**
 * What a simulation decided is found again by the reports, within its standard error: a cohort as `tessera simulate` makes it,
 * copies, late and voided statements included, read into a store.
 */
import { tmpdir } from "node:os";
import { catalogueOf, REPORTS, syncFiles } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import { itemTruths, simulateCohort } from "@tessera/analytics/simulate";
import type { LearnerTruth } from "@tessera/analytics/simulate";
import type { ResultRow } from "@tessera/analytics";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compiled } from "./sample-course.ts";

const LEARNERS = 700;
const PAGES = [3, 5, 4];
const numeric = (n: number) => `:::numeric{#n-${n}}\nHow much is ${n} and ${n}?\n\n- [x] ${2 * n}\n\n:::\n`;
const FILES = {
  "course.md": `---
id: https://example.org/courses/recovery
title: Recovery
version: 1.0.0
language: en
---

What is known of it is known.
`,
  ...Object.fromEntries(
    PAGES.map((minutes, at) => [
      `01-all/0${at + 1}-page.md`,
      `---\nminutes: ${minutes}\n---\n\n# Page ${at + 1}\n\nWords.\n`,
    ]),
  ),
  // Nobody guesses a number right: two parameters are all there is.
  "01-all/04-quiz.md": `---\nminutes: 1\n---\n\n# Quiz\n\n::::quiz{#final}\n\n${[2, 3, 4, 5, 6, 7].map(numeric).join("\n")}\n:::true-false{#guessed}\nTwo and two are four.\n\n- [x] True\n- [ ] False\n\n:::\n\n::::\n`,
};

let store: Awaited<ReturnType<typeof openDuckdb>>;
let items: ReturnType<typeof itemTruths>;
const learners: LearnerTruth[] = [];
beforeAll(async () => {
  const { course, units } = await compiled(FILES);
  const cohort = {
    course,
    units,
    learners: LEARNERS,
    seed: "recovery",
    start: Date.UTC(2026, 1, 2),
    days: 60,
  };
  items = itemTruths(cohort);
  const lines: string[] = [];
  for (const { truth, statements } of simulateCohort(cohort)) {
    learners.push(truth);
    lines.push(...statements.map((one) => JSON.stringify(one)));
  }
  store = await openDuckdb({ file: ":memory:", memory: "512MB", temporary: tmpdir() });
  await store.keepCatalogue(catalogueOf(course));
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const chunks = async function* () {
    yield await Promise.resolve(bytes);
  };
  await syncFiles({ store, files: [{ name: "cohort.ndjson", mark: "1", chunks }] });
}, 60_000);
afterAll(() => store.close());

async function rowsOf(name: string): Promise<readonly ResultRow[]> {
  const report = REPORTS.find((one) => one.name === name);
  if (report === undefined) throw new Error(name);
  return (await report.run(store, {})).rows;
}

/** Errors in units of their standard errors: about as a standard normal's are. */
function expectStandard(misses: readonly number[]): void {
  const square = misses.reduce((sum, miss) => sum + miss ** 2, 0) / misses.length;
  expect(misses.map((miss) => Number.isFinite(miss))).not.toContain(false);
  expect(Math.max(...misses.map(Math.abs)), String(misses)).toBeLessThan(3.3);
  expect(square, String(misses)).toBeLessThan(2.2);
}

const truthOf = (row: ResultRow) => {
  const found = items.find(({ id }) => id.endsWith(`/${String(row["question"])}`));
  if (found === undefined) throw new Error(String(row["question"]));
  return found;
};

/** Over a standard normal, by small steps. */
function average(of: (ability: number) => number): number {
  let [sum, all] = [0, 0];
  for (let theta = -8; theta <= 8; theta += 0.01) {
    const weight = Math.exp((-theta * theta) / 2);
    sum += weight * of(theta);
    all += weight;
  }
  return sum / all;
}

test("facility is the share that abilities, slopes, difficulties and guessing give", async () => {
  const rows = await rowsOf("items");
  expect(rows).toHaveLength(7);
  expect(rows.filter((row) => truthOf(row).guessing > 0)).toHaveLength(1);
  expectStandard(
    rows.map((row) => {
      const { discrimination: a, difficulty: b, guessing: c } = truthOf(row);
      const p = average((theta) => c + (1 - c) / (1 + Math.exp(-a * (theta - b))));
      return (Number(row["facility"]) - p) / Math.sqrt((p * (1 - p)) / Number(row["answers"]));
    }),
  );
});

test("slopes and difficulties are those of the questions, by the errors that the report prints", async () => {
  const rows = (await rowsOf("calibration")).filter((row) => truthOf(row).guessing === 0);
  expect(rows).toHaveLength(6);
  expectStandard(
    rows.flatMap((row) => {
      const { discrimination, difficulty } = truthOf(row);
      return [
        (Number(row["slope"]) - discrimination) / Number(row["slope_se"]),
        (Number(row["difficulty"]) - difficulty) / Number(row["difficulty_se"]),
      ];
    }),
  );
});

test("medians of time are the author's minutes and 25 seconds a question", async () => {
  // The error of a median of n log-normal values of spread s is s √(π / 2n) in its logarithm; paces spread by 0.3.
  const miss = (found: number, truth: number, { spread, n }: { spread: number; n: number }) =>
    Math.log(found / truth) / (Math.hypot(spread, 0.3) * Math.sqrt(Math.PI / (2 * n)));
  const pages = (await rowsOf("time")).filter((row) => /^Page \d/.test(String(row["page"])));
  expect(pages.map((row) => row["promised"])).toEqual(PAGES);
  const minutes = pages.map((row) =>
    miss(Number(row["median"]), Number(row["promised"]), { spread: 0.5, n: Number(row["learners"]) }),
  );
  const seconds = (await rowsOf("items")).map((row) =>
    miss(Number(row["seconds"]), 25, { spread: 0.6, n: Number(row["answers"]) }),
  );
  expectStandard([...minutes, ...seconds]);
});

test("as many stopped at each page as were likely to", async () => {
  const rows = (await rowsOf("funnel")).slice(0, PAGES.length);
  expectStandard(
    rows.map((row, page) => {
      const chances = learners.map(({ dropOut }) => (1 - dropOut) ** page * dropOut);
      const expected = chances.reduce((sum, p) => sum + p, 0);
      const spread = Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0));
      return (Number(row["stopped"]) - expected) / spread;
    }),
  );
});
