import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { LMS_PROFILES } from "@tessera/lms";
import { closingLine, FIGURES, perform, tasksFor } from "./campaign.ts";
import type { Plan, Result } from "./campaign.ts";
import { atThisLms, EXCUSES } from "./impossible.ts";
import { loadLibrary } from "./library.ts";
import { FAULT_NAMES, launchesOf, MORE_NAMES, tell } from "./story.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
interface Edit {
  readonly file: string;
  readonly find: string;
}

beforeAll(() => loadLibrary(root));

async function played(plan: Plan): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const task of tasksFor(plan)) results.push(await perform(task));
  return results;
}

function wrongOf(results: readonly Result[]): readonly string[] {
  return results.flatMap(({ fault, seed, lms, judgement }) =>
    FIGURES.flatMap((figure) =>
      judgement[figure].map((words) => `${fault} ${seed} at ${lms}: ${figure}: ${words}`),
    ),
  );
}

test("in 200 sessions under every fault nothing is lost, twice, out of order or against a rule", async () => {
  const results = await played({ sessions: 200, seed: 1 });
  expect(wrongOf(results)).toEqual([]);
  expect(closingLine(results)).toMatch(
    /^faults: 2\d\d sessions, 0 lost, 0 twice, 0 out of order, 0 rules broken$/,
  );
}, 300_000);

test("at every LMS nothing else is missing than what its users are told cannot be had there", async () => {
  const results = await played({ sessions: 14, seed: 1, faults: ["mixture"], lms: "all" });
  expect(wrongOf(results)).toEqual([]);
  const told = LMS_PROFILES.flatMap(({ impossible }) => impossible.map(({ name }) => name));
  expect(new Set(told)).toEqual(new Set(Object.keys(EXCUSES)));
  const met = new Set(results.flatMap(({ judgement }) => judgement.excused));
  // The others are rarer than a few trials can show; the table of `--lms all` counts each.
  const often = ["answers", "one registration", "an end without terminated", "preferences"];
  expect(often.map(atThisLms).filter((name) => !met.has(name))).toEqual([]);
}, 300_000);

test.each(MORE_NAMES)(
  "a row for switches is green with everything switched on: %s",
  async (fault) => {
    const wrong: string[] = [];
    for (const task of tasksFor({ sessions: 15, seed: 1, faults: [fault] })) {
      const { seed, judgement } = await perform(task);
      for (const figure of FIGURES) wrong.push(...judgement[figure].map((words) => `${seed}: ${words}`));
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

test("every switch plays rows that there are", () => {
  const { switches } = JSON.parse(readFileSync(`${root}test/faults/switches.json`, "utf8")) as {
    readonly switches: readonly { readonly id: string; readonly faults: readonly string[] }[];
  };
  const known = new Set<string>([...FAULT_NAMES, ...MORE_NAMES]);
  expect(switches.flatMap(({ id, faults }) => (faults.every((fault) => known.has(fault)) ? [] : id))).toEqual(
    [],
  );
  expect(new Set(switches.map(({ id }) => id)).size).toBe(switches.length);
});

test("every switch is where the source has it, once", () => {
  const { switches } = JSON.parse(readFileSync(`${root}test/faults/switches.json`, "utf8")) as {
    readonly switches: readonly (Edit & { readonly id: string; readonly also?: readonly Edit[] })[];
  };
  const stale = switches.filter(({ also = [], ...first }) =>
    [first, ...also].some(({ file, find }) => readFileSync(root + file, "utf8").split(find).length !== 2),
  );
  expect(stale.map(({ id }) => id)).toEqual([]);
});

test("a campaign plays every fault, and as many sessions as it was asked for", () => {
  const tasks = tasksFor({ sessions: 200, seed: 1 });
  expect(new Set(tasks.map(({ fault }) => fault)).size).toBe(FAULT_NAMES.length);
  const launches = tasks.reduce((sum, { fault, seed }) => sum + launchesOf(tell(fault, seed)), 0);
  expect(launches).toBeGreaterThanOrEqual(200);
});

test("the same seed tells the same story and comes to the same end", async () => {
  const [task] = tasksFor({ sessions: 1, seed: 7, faults: ["mixture"] });
  if (task === undefined) throw new Error("no task");
  const once = await perform(task);
  expect(once.judgement.statements).toBeGreaterThan(3);
  expect(await perform(task)).toEqual(once);
});

test("as many sessions are launched as a script says", async () => {
  for (const task of tasksFor({ sessions: 40, seed: 3, faults: ["none", "other-device", "second-tab"] })) {
    const { judgement } = await perform(task);
    expect(judgement.sessions).toBe(launchesOf(tell(task.fault, task.seed)));
  }
});
