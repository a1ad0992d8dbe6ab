/**
 * What a simulated session says is what the real session sends: the same learner before the same player, once over the
 * simulation's record, and once over the session that learners have and a strict LMS, extras of quizzes as their pages bring
 * them.
 */
import { createSession } from "@tessera/session";
import type { StatementFrame } from "@tessera/session";
import { UnitPlayer } from "@tessera/elements/play";
import { TESSERA_EXTENSIONS, VIDEO_EXTENSIONS } from "@tessera/xapi";
import type { SentStatement } from "@tessera/xapi";
import { expect, test } from "vitest";
import { Chance } from "../../packages/analytics/src/simulate/chance.ts";
import { itemTruths } from "../../packages/analytics/src/simulate/cohort.ts";
import { filmsOf, minutesOf } from "../../packages/analytics/src/simulate/course-pages.ts";
import { SimulatedLearner } from "../../packages/analytics/src/simulate/simulated-learner.ts";
import { NOT_BEGUN } from "../../packages/analytics/src/simulate/simulated-record.ts";
import { kindOf, simulateSession } from "../../packages/analytics/src/simulate/simulated-session.ts";
import { Watch } from "../../packages/analytics/src/simulate/watch.ts";
import { confidence } from "../../packages/elements/src/extras/confidence/confidence.ts";
import { limit } from "../../packages/elements/src/extras/limit/limit.ts";
import { pretest } from "../../packages/elements/src/extras/pretest/pretest.ts";
import { remedy } from "../../packages/elements/src/extras/remedy/remedy.ts";
import { wait } from "../../packages/elements/src/extras/wait/wait.ts";
import { ACTIVITY_ID, ACTOR } from "../../packages/session/src/testing/fake-lms.ts";
import { Tab } from "../../packages/session/src/testing/harness.ts";
import { compiled, filesIn, SAMPLE_COURSES, sampleCourse } from "./sample-course.ts";
import type { SampleCourse } from "./sample-course.ts";

const REGISTRATION = "11111111-1111-4111-8111-111111111111";
const EXTRAS = [pretest, limit, wait, confidence, remedy];
const LONG = 12_000;

/** Without what each statement has of its own. */
function told({ id: _id, timestamp: _timestamp, context, ...rest }: SentStatement): object {
  const { [`${VIDEO_EXTENSIONS}session-id`]: _own, ...extensions } = context?.extensions ?? {};
  return { ...rest, context: { ...context, extensions } };
}

const nameOf = ({ verb }: SentStatement): string => verb.id.split("/").at(-1) ?? "";

interface Both {
  readonly simulated: readonly SentStatement[];
  readonly real: readonly SentStatement[];
  readonly violations: readonly string[];
}

/** Sessions of one learner in one unit, one after the other in one registration, both ways. */
async function bothWays({ course, units }: SampleCourse, nth: number, seed: string): Promise<Both> {
  const data = units[nth];
  if (data === undefined) throw new Error("no such unit");
  const tab = new Tab();
  const person = { ability: new Chance(seed).normal(), pace: 1, dropOut: 0.05 };
  const unit = {
    data,
    truth: new Map(itemTruths({ units, seed }).map((item) => [`${item.id} ${item.version}`, item])),
    minutes: minutesOf(course, data.unit.id),
    films: filmsOf(course, data.unit.id, seed),
  };
  const simulated: SentStatement[] = [];
  let standing = NOT_BEGUN;
  for (let session = 1; session <= 3; session++) {
    const contextTemplate = {
      extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": `s-${session}` },
    };
    const { moveOn, mastery } = data.unit;
    const launchData = { contextTemplate, moveOn, ...(mastery !== undefined && { masteryScore: mastery }) };
    const url = tab.lms.launch(launchData, REGISTRATION);
    const begin = tab.clock.now();
    const dice = `${seed} session ${session}`;

    // As learners have it: its time is that of the learner, and timers go off when they have left.
    const watch = new Watch(begin);
    const ports = tab.ports();
    const passed = () => watch.at - begin;
    const real = createSession({
      unit: data,
      url,
      ports: {
        ...ports,
        clock: {
          now: () => ports.clock.now() + passed(),
          elapsed: () => ports.clock.elapsed() + passed(),
          after: ports.clock.after,
        },
      },
    });
    const player = new UnitPlayer({
      ...{ data, session: real, interactionOf: kindOf, extras: EXTRAS, seed: "" },
      elapsed: () => watch.at,
      now: () => watch.at,
    });
    const started = player.start();
    await tab.clock.run(0);
    await started;
    const chance = new Chance(dice);
    const gone = new SimulatedLearner({ player, watch, chance }, person, unit).learn();
    const left = player.exit();
    await tab.rest(LONG);
    await left;

    const frame: StatementFrame = {
      launch: {
        endpoint: "",
        actor: ACTOR,
        registration: REGISTRATION,
        activityId: ACTIVITY_ID,
        ...{ learner: "", scope: "", key: "" },
      },
      launchData: tab.lms.sessions.at(-1)?.launchData ?? {},
      unit: data,
      sessionId: `s-${session}`,
      ...(mastery !== undefined && { mastery }),
    };
    const outcome = simulateSession({
      ...unit,
      frame,
      chance: new Chance(dice),
      ids: new Chance(`${dice} ids`),
      person,
      begin,
      standing,
      stays: true,
    });
    expect(outcome.gone).toBe(gone);
    simulated.push(...outcome.statements);
    standing = outcome.standing;
    await tab.clock.run(outcome.end - begin);
  }
  return { simulated, real: tab.lms.stored(REGISTRATION), violations: tab.lms.violations };
}

const MP3 = new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0]);

async function expectBothSame(
  sample: SampleCourse,
  name: string,
  seeds = 3,
): Promise<readonly SentStatement[]> {
  const all: SentStatement[] = [];
  for (const nth of sample.units.keys())
    for (let seed = 1; seed <= seeds; seed++) {
      const { simulated, real, violations } = await bothWays(sample, nth, `${name} ${nth} ${seed}`);
      expect(real.map(nameOf)).toEqual(simulated.map(nameOf));
      expect(real.map(told)).toEqual(simulated.map(told));
      expect(violations).toEqual([]);
      all.push(...simulated);
    }
  return all;
}

/** Everything that a quiz can ask beside questions, a recording, and a text that learners mark themselves. */
const PAGE = `# What was said

::audio[The call at 02:10]{#call src=../media/call.mp3 transcript=../media/call.md}

::::long-fill-in{#plan words=20..80 marked-by=self objective=access}
Write the first things you would tell the shift lead.

:::key-points

- names the affected segment
- asks who else can reach it

:::

::::
`;

test.each(SAMPLE_COURSES)("sessions of each unit of %s are those of real learners", async (name) => {
  await expectBothSame(await sampleCourse(name), name);
});

test("so are pre-tests, limits, waits, how sure somebody is, recordings, and what learners mark themselves", async () => {
  const files = { "01-zones/05-said.md": PAGE, "media/call.md": "Come down.\n", "media/call.mp3": MP3 };
  const sent = await expectBothSame(
    await compiled({ ...filesIn("test/data/assessment"), ...files }),
    "assessment",
    6,
  );
  const has = (find: (one: SentStatement) => unknown) => expect(sent.some((one) => find(one))).toBe(true);
  const answers = sent.filter((one) => nameOf(one) === "answered");
  has(({ result }) => result?.extensions?.[TESSERA_EXTENSIONS.confidence]);
  has((one) => nameOf(one) === "scored" && one.result?.success === undefined);
  const verbs = new Set(sent.map(nameOf));
  for (const verb of ["played", "paused", "seeked", "scored"]) expect(verbs).toContain(verb);
  has(
    (one) =>
      nameOf(one) === "experienced" &&
      one.context?.extensions?.[`${VIDEO_EXTENSIONS}completion-threshold`] !== undefined,
  );
  // A text first without marks, then with the learner's own.
  const plan = answers.filter(({ object }) => "id" in object && object.id.endsWith("/plan"));
  expect(new Set(plan.map(({ result }) => result?.success !== undefined))).toEqual(new Set([true, false]));
  // The quick quiz has one second: what was not answered by then is told by nobody.
  const quick = sent.filter(({ context }) =>
    context?.contextActivities?.grouping?.some(({ id }) => id.endsWith("/quick")),
  );
  expect(quick.some((one) => nameOf(one) === "scored")).toBe(true);
});
