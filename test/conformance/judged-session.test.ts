import { judgeSession, judgeStream } from "@tessera/lms";
import type { JudgedRequirement } from "@tessera/lms";
import type { UnitSession } from "@tessera/session";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answered, judged } from "../../packages/session/src/testing/harness.ts";
import { openBench } from "./judged-session.ts";
import type { Bench } from "./judged-session.ts";

const broken = (rows: readonly JudgedRequirement[]): readonly string[] =>
  rows
    .filter(({ verdict }) => verdict === "violated")
    .flatMap(({ id, findings }) => findings.map(({ message }) => `${id}: ${message}`));

const held = (rows: readonly JudgedRequirement[]): readonly string[] =>
  rows.filter(({ verdict }) => verdict === "held").map(({ id }) => id);

/** Plays one session from launch to exit and has its log judged. */
async function play(
  bench: Bench,
  wish: Readonly<Record<string, unknown>>,
  what: (session: UnitSession) => void,
): Promise<readonly JudgedRequirement[]> {
  const { url, session: key } = await bench.launch(wish);
  const session = await bench.open(bench.tab, url);
  what(session);
  await bench.rest();
  await bench.leave(session);
  for (const address of bench.tab.visited.splice(0)) {
    if (address.startsWith("http")) await bench.lms.fetch(new Request(address));
  }
  return judgeSession(bench.lms.record(key));
}

function passing(session: UnitSession): void {
  session.record(answered());
  session.record({ type: "progressed", percent: 50 });
  session.record({ type: "completed" });
  session.record(judged(0.9));
  session.keep({ page: 2 });
}

// The ids are what the independent judge has seen held in these sessions; the tests ask it for each.
const NORMAL =
  `4.1.0.0-1 7.0.0.0-1 7.0.0.0-2 7.0.0.0-3 7.0.0.0-4 7.0.0.0-5 7.1.1.0-1 7.1.2.0-1 +7.1.2-2 7.1.3.0-1
  8.1.0.0-7 8.1.1.0-2 8.1.1.0-3 8.1.2.0-3 8.1.2.0-4 8.1.2.0-5 8.1.3.0-2 8.1.3.0-3 8.1.4.0-2 8.1.4.0-3 8.1.5.0-5
  8.1.5.0-6 8.2.1.0-2 8.2.1.0-5 +8.2.1-6 8.2.2.0-4 8.2.2.0-5 9.1.0.0-1 9.2.0.0-2 9.2.0.0-3 9.3.0.0-1 9.3.0.0-2
  9.3.0.0-3 9.3.0.0-4 9.3.0.0-5 9.3.0.0-6 9.3.0.0-7 9.3.0.0-8 9.3.2.0-1 9.3.2.0-2 9.3.2.0-3 9.3.3.0-1 9.3.3.0-2
  9.3.4.0-1 9.3.4.0-2 9.3.4.0-3 9.3.8.0-1 9.3.8.0-2 9.4.0.0-1 9.4.0.0-2 9.5.1.0-1 9.5.1.0-2 9.5.1.0-3 +9.5.1-4
  9.5.2.0-1 9.5.2.0-3 9.5.3.0-1 9.5.3.0-2 9.5.4.1-1 9.5.4.1-2 9.5.4.1-3 +9.5.5.1-1 9.6.0.0-1 9.6.1.0-1 9.6.2.0-1
  9.6.2.1-1 +9.6.2.1-2 9.6.2.2-1 9.6.2.2-2 9.6.3.1-4 9.6.3.2-2 9.7.0.0-1 9.7.0.0-2 10.2.1.0-4 10.2.1.0-5 10.2.1.0-6
  10.2.1.0-7 10.2.2.0-1 10.2.2.0-5 10.2.2.0-6 10.2.2.0-7 +10.2.3-1 10.2.4.0-2 10.2.6.0-1 +10.2.6-2 11.0.0.0-1
  11.0.0.0-3 11.0.0.0-4`.split(/\s+/);

test(`[${NORMAL.join(" ")}] the judge sees a passed session keep every rule that comes up`, async () => {
  const bench = await openBench({ shuffleParameters: true });
  const template = {
    platform: "LMS",
    contextActivities: {
      category: [{ id: "https://example.org/cohort" }],
      other: [{ id: "https://example.org/campaign" }],
    },
  };
  const rows = await play(bench, { contextTemplate: template, launchParameters: "level=2" }, passing);
  expect(broken(rows)).toEqual([]);
  expect(NORMAL.filter((id) => !held(rows).includes(id))).toEqual([]);
  expect(bench.lms.snapshot().registrations[0]?.tree.satisfied).toBe(true);
});

test("[9.3.5.0-1 9.3.5.0-2 9.5.2.0-2 9.5.4.1-4] a failed session, against the mastery score of the launch", async () => {
  const bench = await openBench();
  const rows = await play(bench, { masteryScore: 0.95 }, (session) => session.record(judged(0.9, false)));
  expect(broken(rows)).toEqual([]);
  expect(held(rows)).toEqual(expect.arrayContaining(["9.3.5.0-1", "9.3.5.0-2", "9.5.2.0-2", "9.5.4.1-4"]));
});

test("[10.2.2.0-2 10.2.2.0-8 10.2.2.0-9] Browse has a beginning and an end, and no verdict", async () => {
  const rows = await play(await openBench(), { mode: "Browse" }, passing);
  expect(broken(rows)).toEqual([]);
  expect(held(rows)).toEqual(expect.arrayContaining(["10.2.2.0-2", "10.2.2.0-8", "10.2.2.0-9"]));
});

test("[10.2.2.0-3 10.2.2.0-10 10.2.2.0-11] Review has a beginning and an end, and no verdict", async () => {
  const rows = await play(await openBench(), { mode: "Review" }, passing);
  expect(broken(rows)).toEqual([]);
  expect(held(rows)).toEqual(expect.arrayContaining(["10.2.2.0-3", "10.2.2.0-10", "10.2.2.0-11"]));
});

test("[9.3.0.0-6 9.3.0.0-7 9.3.0.0-8 9.3.3.0-2 9.3.4.0-3] a second session says neither completed nor passed again", async () => {
  const bench = await openBench();
  await play(bench, {}, passing);
  await play(bench, {}, passing);
  await play(bench, {}, (session) => session.record(judged(0, false)));
  const keys = bench.lms.snapshot().sessions.map(({ key }) => key);
  expect(broken(judgeStream(keys.map((key) => bench.lms.record(key))))).toEqual([]);
  expect(bench.lms.snapshot().statements.filter(({ outcome }) => outcome === "rejected")).toEqual([]);
});

type Step =
  | "answer"
  | "complete"
  | "reload"
  | "hide"
  | { readonly judge: number; readonly attemptsLeft: boolean }
  | { readonly progress: number }
  | { readonly wait: number }
  | { readonly clock: number }
  | { readonly network: "good" | "503" | "lost" };

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Step>("answer", "complete", "reload", "hide") },
  { weight: 3, arbitrary: fc.record({ judge: fc.constantFrom(0, 0.5, 0.8, 1), attemptsLeft: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ progress: fc.integer({ min: -5, max: 120 }) }) },
  { weight: 3, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.record({ clock: fc.integer({ min: -9000, max: 9000 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ network: fc.constantFrom<"good" | "503" | "lost">("good", "503", "lost") }),
  },
);
const wish = fc.record({
  mode: fc.constantFrom("Normal", "Normal", "Browse", "Review"),
  masteryScore: fc.constantFrom(null, 0, 0.5, 0.8, 1),
});

test("whatever a learner, a network and a clock do, the judge finds nothing broken in sessions that come to their end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(wish, fc.array(step, { maxLength: 12 })), { minLength: 1, maxLength: 3 }),
      async (launches) => {
        const bench = await openBench();
        for (const [given, steps] of launches) await playSteps(bench, given, steps);
        const keys = bench.lms.snapshot().sessions.map(({ key }) => key);
        expect(broken(judgeStream(keys.map((key) => bench.lms.record(key))))).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

async function playSteps(
  bench: Bench,
  given: Readonly<Record<string, unknown>>,
  steps: readonly Step[],
): Promise<void> {
  const { tab } = bench;
  const { url } = await bench.launch(given);
  let session = await bench.open(tab, url);
  for (const step of steps) {
    if (step === "answer") session.record(answered());
    else if (step === "complete") session.record({ type: "completed" });
    else if (step === "hide") tab.emit("hidden");
    else if (step === "reload") {
      tab.emit("reload");
      tab.silence();
      session = await bench.open(tab, url);
    } else if ("judge" in step) session.record(judged(step.judge, step.attemptsLeft));
    else if ("progress" in step) session.record({ type: "progressed", percent: step.progress });
    else if ("wait" in step) await bench.rest(step.wait);
    else if ("clock" in step) tab.clock.jump(step.clock);
    else {
      bench.network = ({ url: asked }) => {
        if (step.network === "good" || asked.includes("/fetch/")) return undefined;
        return step.network === "503" ? new Response(null, { status: 503 }) : "lost";
      };
    }
  }
  bench.network = () => undefined;
  await bench.rest(90_000);
  await bench.leave(session);
}
