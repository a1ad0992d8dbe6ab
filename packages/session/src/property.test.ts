import fc from "fast-check";
import { expect, test } from "vitest";
import type { LaunchMode, SentStatement } from "@tessera/xapi";
import type { UnitSession } from "./session.ts";
import { ACTIVITY_ID, verbs } from "./testing/fake-lms.ts";
import { answered, judged, Tab } from "./testing/harness.ts";

/** What a learner, a browser and an LRS can do, in any order. */
type Step =
  | { readonly do: "answer" | "complete" | "keep" | "hide" | "show" | "online" | "reload" | "close" | "exit" }
  | { readonly do: "judge"; readonly scaled: number; readonly attemptsLeft: boolean }
  | { readonly do: "progress"; readonly percent: number }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "clock"; readonly ms: number }
  | { readonly do: "relaunch"; readonly launchMode: LaunchMode; readonly masteryScore: number | undefined }
  | { readonly do: "network"; readonly is: "good" | "away" | "deaf" | "slow" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "answer" }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 30_000 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("judge" as const),
      scaled: fc.constantFrom(0, 0.3, 0.79, 0.8, 1),
      attemptsLeft: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("progress" as const),
      percent: fc.integer({ min: -5, max: 120 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("clock" as const), ms: fc.integer({ min: -9_000, max: 9_000 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("network" as const),
      is: fc.constantFrom("good" as const, "away" as const, "deaf" as const, "slow" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("relaunch" as const),
      launchMode: fc.constantFrom<LaunchMode>("Normal", "Normal", "Normal", "Browse", "Review"),
      masteryScore: fc.constantFrom(undefined, 0, 0.5, 1),
    }),
  },
  ...(["complete", "keep", "hide", "show", "online", "reload", "close", "exit"] as const).map((name) => ({
    weight: name === "complete" || name === "keep" ? 3 : 1,
    arbitrary: fc.constant<Step>({ do: name }),
  })),
);

const questionOf = ({ object }: SentStatement) =>
  ("id" in object && Number(/q-(\d+)$/.exec(object.id)?.[1])) || [];

/** Plays the steps, then lets the network recover and the session end. */
async function play(steps: readonly Step[]) {
  const tab = new Tab();
  let url = tab.lms.launch();
  let session: UnitSession = await tab.open(url);
  /** Questions answered in each session, in order, while it was recording. */
  const said = new Map<string, number[]>();
  /** Sessions that were left while something was waiting: what a closed page could not deliver may be missing. */
  const cut = new Set<string>();
  let network: Extract<Step, { do: "network" }>["is"] = "good";
  let question = 0;
  /** The last record that was kept while recording, and the session it was kept in. */
  let kept: { readonly page: number; readonly url: string } | undefined;
  tab.lms.fault = ({ method, url }) => {
    if (url.includes("/fetch")) return undefined;
    if (network === "away") return { status: 503, body: "" };
    return network === "deaf" && method !== "GET" ? "lost" : undefined;
  };
  const leave = () => {
    if (session.view.phase !== "ended") cut.add(url);
    tab.emit("hidden");
    tab.emit("leave");
  };
  for (const one of steps) {
    if (one.do === "answer") {
      const { phase, mode } = session.view;
      if (phase === "active" && mode === "Normal") said.set(url, [...(said.get(url) ?? []), ++question]);
      if (phase !== "starting") session.record(answered(question));
    } else if (one.do === "keep") {
      const { phase, mode } = session.view;
      if (phase === "active" && mode === "Normal") kept = { page: ++question, url };
      if (phase !== "starting") session.keep({ page: question });
    } else if (one.do === "complete") session.record({ type: "completed" });
    else if (one.do === "judge") session.record(judged(one.scaled, one.attemptsLeft));
    else if (one.do === "progress") session.record({ type: "progressed", percent: one.percent });
    else if (one.do === "wait") await tab.clock.run(one.ms);
    else if (one.do === "clock") tab.clock.jump(one.ms);
    else if (one.do === "hide") tab.emit("hidden");
    else if (one.do === "show") tab.emit("visible");
    else if (one.do === "online") tab.emit("online");
    else if (one.do === "network") {
      network = one.is;
      tab.lms.latency = one.is === "slow" ? 400 : 0;
    } else if (one.do === "reload") {
      tab.emit("hidden");
      tab.emit("reload");
      await tab.clock.run(1_000);
      tab.silence();
      session = await tab.open(url);
    } else if (one.do === "close") leave();
    else if (one.do === "exit") {
      if (session.view.waiting || session.view.phase !== "active" || network !== "good") cut.add(url);
      void session.exit();
    } else if (one.do === "relaunch") {
      leave();
      await tab.clock.run(1_000);
      tab.silence();
      url = tab.lms.launch({
        launchMode: one.launchMode,
        ...(one.masteryScore !== undefined && { masteryScore: one.masteryScore }),
      });
      session = await tab.open(url);
    }
  }
  network = "good";
  tab.lms.latency = 0;
  await tab.clock.run(300_000);
  void session.exit();
  await tab.clock.run(30_000);
  // Whatever a session could not deliver, the next one does.
  const last = await tab.open(tab.lms.launch());
  await tab.clock.run(60_000);
  void last.exit();
  await tab.clock.run(30_000);
  return { tab, said, cut, session, kept };
}

test("[6.3.0.0-1] [7.0.0.0-5] [7.1.2.0-1] [7.1.3.0-1] [9.1.0.0-1] [9.3.0.0-1] [9.3.0.0-2] [9.3.0.0-3] [9.3.0.0-4] [9.3.0.0-5] [9.3.0.0-6] [9.3.0.0-7] [9.3.0.0-8] [9.3.8.0-2] [9.6.0.0-1] whatever happens, no rule is broken, nothing is lost, doubled or out of order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { tab, said, cut, session, kept } = await play(steps);
      expect(tab.lms.violations).toEqual([]);
      expect(session.view.phase).toMatch(/ended|refused/);
      if (kept && !cut.has(kept.url)) {
        const [, document] = [...tab.lms.documents].find(([key]) => key.endsWith(" tessera")) ?? [];
        expect(JSON.parse(document?.body ?? "null")).toMatchObject({ resume: { page: kept.page } });
      }
      const stored = tab.lms.stored();
      expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
      const questions = stored.flatMap(questionOf);
      expect(questions).toEqual([...said.values()].flat());
      // Over all sessions of the registration, whatever the device's clock did.
      const times = stored.map(({ timestamp }) => timestamp);
      expect(times).toEqual([...times].sort());
      expect(await tab.outbox.list("")).toEqual([]);
      for (const one of tab.lms.sessions) {
        const url = [...said.keys()].find((key) =>
          key.includes(`session%3D${tab.lms.sessions.indexOf(one) + 1}&`),
        );
        const asked = said.get(url ?? "") ?? [];
        const own = one.statements.flatMap(questionOf).filter((question) => asked.includes(question));
        if (url && !cut.has(url)) expect(own).toEqual(asked);
        const line = verbs(one.statements);
        if (line)
          expect(line).toMatch(
            /^initialized( (answered|progressed|completed|passed|failed))*( terminated)?$/,
          );
        for (const statement of one.statements) {
          const isUnit = "id" in statement.object && statement.object.id === ACTIVITY_ID;
          const { success, completion, score } = statement.result ?? {};
          if (isUnit && /passed|failed/.test(statement.verb.id))
            expect(success).toBe(statement.verb.id.endsWith("passed"));
          else if (isUnit) expect({ success, score }).toEqual({});
          if (isUnit) expect(completion).toBe(statement.verb.id.endsWith("completed") ? true : undefined);
        }
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
