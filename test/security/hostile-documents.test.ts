/** Launch data, preferences and State come from the LMS, from a proxy, or from whoever else holds a token. */
import * as fc from "fast-check";
import { checkStatement } from "@tessera/xapi";
import { expect, test } from "vitest";
import { interactionOf, unitData } from "../../packages/elements/src/testing/unit-data.ts";
import { UnitPlayer } from "../../packages/elements/src/shell/unit-player.ts";
import { summaryOf } from "../../packages/elements/src/shell/summary.ts";
import { fromRecord, toRecord, withoutOddAnswers } from "../../packages/elements/src/play/resume.ts";
import { unitScore } from "../../packages/elements/src/play/score.ts";
import { percentDone } from "../../packages/elements/src/play/completion.ts";
import { answered, judged, left, Tab, UNIT } from "../../packages/session/src/testing/harness.ts";
import { verbs } from "../../packages/session/src/testing/fake-lms.ts";
import { readState } from "../../packages/session/src/unit-state.ts";

const SCRIPT = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
const REGISTRATION = "11111111-1111-4111-8111-111111111111";
const deep = (depth: number) => `${'{"x":'.repeat(depth)}1${"}".repeat(depth)}`;
const idOf = (url: string) =>
  new URL(url).searchParams.get("stateId") ?? new URL(url).pathname.split("/").at(-1);

/** Answers reads of documents with these texts, and lets the fake LMS do the rest. */
function serving(texts: Readonly<Record<string, string>>): Tab {
  const tab = new Tab();
  tab.lms.fault = ({ method, url }) => {
    const text = texts[idOf(url) ?? ""];
    if (method !== "GET" || text === undefined) return undefined;
    // The LMS notes that it was asked, as it would have.
    for (const session of tab.lms.sessions) session.sawLaunchData = session.sawPreferences = true;
    return { status: 200, body: text };
  };
  return tab;
}

async function worked(tab: Tab) {
  const session = await tab.open(tab.lms.launch());
  session.record(answered());
  session.record({ type: "progressed", percent: 50 });
  session.record({ type: "completed" });
  session.record(judged(1, false));
  session.keep({ page: 2 });
  await tab.rest();
  const { view } = session;
  await left(tab, session);
  return { view, session, tab };
}

test.each([
  ["a text", '"x"'],
  ["null", "null"],
  ["a number", "1e999"],
  ["markup", `<!doctype html>${SCRIPT}`],
  ["empty", ""],
  ["10,000 levels deep", deep(10_000)],
  ["deep in one corner", `{"contextTemplate":${deep(10_000)}}`],
])("launch data that is %s is refused in words", async (_, text) => {
  const tab = serving({ "LMS.LaunchData": text });
  const session = await tab.open(tab.lms.launch());
  expect(session.view).toMatchObject({ phase: "refused", reason: "launch-data-missing" });
});

test.each([
  ["1e999", undefined],
  ["-1", undefined],
  ["1.0001", undefined],
  ["true", undefined],
  ["[]", undefined],
  ["[0.1]", undefined],
  ["{}", undefined],
  ['""', undefined],
  ['" "', undefined],
  ["null", undefined],
  ['"0.25"', 0.25],
  ["0", 0],
] as const)("a mastery score of %s counts as %s", async (text, mastery) => {
  const tab = serving({ "LMS.LaunchData": `{"masteryScore":${text}}` });
  const session = await tab.open(tab.lms.launch());
  expect(session.view.mastery).toBe(mastery ?? UNIT.unit.mastery);
});

test("what has a wrong type in launch data counts as not said", async () => {
  const wrong = `{"launchMode":["Browse"],"moveOn":{"x":1},"returnURL":["https://evil.example/"],
    "launchParameters":{"html":"x"},"contextTemplate":"x","masteryScore":{}}`;
  const { view, session, tab } = await worked(serving({ "LMS.LaunchData": wrong }));
  expect(view).toMatchObject({ mode: "Normal", moveOn: UNIT.unit.moveOn, canReturn: false });
  expect(view.launchParameters).toBeUndefined();
  expect(session.view.phase).toBe("ended");
  expect(tab.visited).toEqual(["close"]);
});

test.each([
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "JAVASCRIPT:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://content.example/1",
  "file:///etc/passwd",
  "vbscript:x",
  "about:blank",
  "intent://x#Intent;end",
  "https://[",
])("the way back never leads to %j", async (returnURL) => {
  const { tab, view } = await worked(serving({ "LMS.LaunchData": JSON.stringify({ returnURL }) }));
  expect(view.canReturn).toBe(false);
  expect(tab.visited).toEqual(["close"]);
});

test("a template of wrong types breaks no statement's making, and stays the LMS's word", async () => {
  for (const contextTemplate of [
    { contextActivities: { grouping: [null, 1, "x", []], category: null, parent: "x", other: { id: 5 } } },
    { contextActivities: [null] },
    { contextActivities: "x", extensions: "x" },
    { extensions: [null], registration: { x: 1 }, __proto__: null },
  ]) {
    const tab = new Tab();
    const session = await tab.open(tab.lms.launch({ contextTemplate: contextTemplate as never }));
    session.record({ type: "completed" });
    await tab.rest();
    expect(session.view.phase).toBe("active");
    expect(verbs(tab.lms.stored())).toBe("initialized completed");
  }
});

test.each([
  ["of a wrong type", '{"audioPreference":{"x":1},"languagePreference":["de"]}'],
  ["markup", JSON.stringify({ languagePreference: SCRIPT, audioPreference: SCRIPT })],
  ["no JSON", SCRIPT],
  ["deep", deep(10_000)],
])("preferences that are %s do not stop a launch", async (_, text) => {
  const { view } = await worked(serving({ cmi5LearnerPreferences: text }));
  expect(view.phase).toBe("active");
});

const ours = (change: object) => JSON.stringify({ format: 1, unit: UNIT.unit.id, progress: 0, ...change });

test.each([
  ["progress", [Number.NaN, -5, "50", null, [50], { valueOf: 1 }], { progress: 0 }],
  ["progress", [1e9, Number.MAX_VALUE], { progress: 100 }],
  ["progress", [99.9], { progress: 99 }],
  [
    "completed",
    ["yes", 1, {}, { id: 5 }, { id: '"]' }, { id: "x" }, [], null, false],
    { completed: undefined },
  ],
  ["passed", ["yes", {}, { id: SCRIPT }, null, 0], { passed: undefined }],
  ["failed", ["yes", 1, {}, null], { failed: undefined }],
  ["resume", ["x", [], null, 5, true], { resume: undefined }],
] as const)("State whose %s is %j", (name, values, read) => {
  for (const value of values) {
    const state = readState(JSON.parse(ours({ [name]: value })), UNIT.unit.id);
    expect(state).toMatchObject({ format: 1 });
    for (const [key, wanted] of Object.entries(read))
      expect((state as unknown as Record<string, unknown>)[key]).toBe(wanted);
  }
});

test("a mark with a score of wrong types keeps its id and loses the score", () => {
  const id = REGISTRATION;
  for (const score of [{}, { scaled: "1", raw: 1, max: 1 }, [1], { scaled: null, raw: 1, max: 1 }])
    expect(readState(JSON.parse(ours({ passed: { id, score } })), UNIT.unit.id)).toMatchObject({
      passed: { id },
    });
});

test.each([
  ["tessera", deep(10_000)],
  ["tessera", ours({}).replace("0", deep(10_000))],
  ["suspendData", `{"others":${deep(10_000)}}`],
  ["suspendData", `[${deep(10_000)}]`],
  ["suspendData", "x".repeat(5_000_000)],
])(
  "a State document %s that nobody could write again (%#) does not stop the writing of ours",
  async (id, text) => {
    const { tab } = await worked(serving({ [id]: text }));
    const kept = (name: string) =>
      JSON.parse(tab.lms.documents.get(`${REGISTRATION} ${name}`)?.body ?? "{}") as unknown;
    expect(kept("tessera")).toMatchObject({ resume: { page: 2 }, completed: true, passed: true });
    expect(kept("suspendData")).toMatchObject({ [UNIT.unit.id]: { resume: { page: 2 } } });
  },
);

test("a resume record of megabytes is not ours: it is not read, and does not keep the page busy", async () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`q-${at}`, "x"]));
  const tab = serving({ tessera: ours({ progress: 40, resume: { format: 1, answers: many } }) });
  const session = tab.page(tab.lms.launch());
  const resume = session.start();
  await tab.rest();
  expect(await resume).toBeUndefined();
  session.record({ type: "completed" });
  await tab.rest();
  await left(tab, session);
  const kept = tab.lms.documents.get(`${REGISTRATION} tessera`)?.body ?? "";
  expect(JSON.parse(kept)).toMatchObject({ progress: 40, completed: true });
  expect(kept.length).toBeLessThan(1_000);
});

const data = unitData();
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    3.5,
    1e308,
    -1e308,
    Number.POSITIVE_INFINITY,
    "",
    "p1",
    "final",
    "q1",
    "a",
    [],
    {},
    SCRIPT,
    '"]',
  ),
  fc.double({ noNaN: true }),
  fc.string({ maxLength: 8 }),
);
const key = fc.constantFrom(
  ...[
    "pages",
    "practice",
    "quizzes",
    "place",
    "seed",
    "final",
    "p1",
    "p2",
    "free",
    "q1",
    "q2",
    "open",
    "last",
    "answers",
  ],
  ...[
    "finished",
    "questions",
    "answer",
    "version",
    "tries",
    "hints",
    "scaled",
    "raw",
    "max",
    "ms",
    "spent",
    "seen",
  ],
  ...["activeMs", "__proto__", "constructor", "toString", '"]', "-1", "0"],
);
/** Objects as `JSON.parse` makes them: `__proto__` is a key like any other. */
const level = (inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    leaf,
    fc.array(inner, { maxLength: 4 }),
    fc.array(fc.tuple(key, inner), { maxLength: 5 }).map((pairs) => {
      const text = pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? "null"}`);
      return JSON.parse(`{${text.join(",")}}`) as unknown;
    }),
  );
const junk = level(level(level(level(level(leaf)))));
const whole = fc.record(
  {
    place: junk,
    seed: junk,
    pages: junk,
    practice: junk,
    quizzes: fc.oneof(junk, fc.record({ final: junk })),
  },
  { requiredKeys: [] },
);

/** A record that is right everywhere but in a few places: what an LMS that rewrites documents gives back. */
const attempt = fc.record({
  questions: fc.oneof(
    fc.constant(["q1", "q2"]),
    fc.constant(["q1", "q1"]),
    fc.array(fc.oneof(fc.constant("q1"), leaf)),
  ),
  answers: fc.oneof(
    fc.dictionary(
      fc.constantFrom("q1", "q2", "q9"),
      fc.record({ version: fc.oneof(fc.constant(1), leaf), answer: junk, ms: leaf }),
    ),
    leaf,
  ),
  ms: leaf,
});
const damaged = fc.record({
  place: fc.oneof(fc.constant("p2"), leaf),
  seed: fc.oneof(leaf, fc.constant("s".repeat(10_000))),
  pages: fc.dictionary(fc.constantFrom("p1", "p2", "p9"), fc.record({ activeMs: leaf, seen: leaf })),
  practice: fc.dictionary(
    fc.constantFrom("free", "q9"),
    fc.record({ version: fc.constant(1), answer: junk, ms: leaf, tries: leaf, hints: leaf, scaled: leaf }),
  ),
  quizzes: fc.record({
    final: fc.record({
      finished: fc.oneof(leaf, fc.array(fc.record({ raw: leaf, max: leaf, ms: leaf }), { maxLength: 3 })),
      spent: leaf,
      open: fc.oneof(attempt, leaf),
      last: fc.oneof(attempt, leaf),
    }),
  }),
});

const isNumber = (value: unknown) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 && value <= 1e12;

test("whatever stands in a resume record, what is read is a play of this unit, and small", () => {
  fc.assert(
    fc.property(fc.oneof(whole, damaged), (record) => {
      const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
      const state = withoutOddAnswers(fromRecord({ ...record, format: 1 }, data, "s"), data, interactionOf);
      expect(data.pages.map(({ slug }) => slug)).toContain(state.place);
      expect(state.seed.length).toBeLessThanOrEqual(200);
      for (const part of [state.pages, state.practice, state.quizzes])
        expect(Object.getPrototypeOf(part)).toBe(Object.prototype);
      for (const [slug, page] of Object.entries(state.pages)) {
        expect(["p1", "p2"]).toContain(slug);
        expect(page).toEqual({
          activeMs: expect.any(Number) as number,
          seen: expect.any(Boolean) as boolean,
        });
        expect(isNumber(page.activeMs)).toBe(true);
      }
      for (const { tries, hints, ms, scaled } of Object.values(state.practice)) {
        for (const number of [tries, hints, ms]) expect(isNumber(number)).toBe(true);
        expect(Number.isInteger(tries) && Number.isInteger(hints)).toBe(true);
        expect(scaled === undefined || (Number.isFinite(scaled) && Math.abs(scaled) <= 1)).toBe(true);
      }
      for (const { finished, open, last, spent = 0 } of Object.values(state.quizzes)) {
        for (const { raw, max, ms } of finished)
          for (const number of [raw, max, ms]) expect(isNumber(number)).toBe(true);
        expect(spent).toBeLessThanOrEqual(finished.length);
        for (const given of [open, last].filter((one) => one !== undefined)) {
          expect(new Set(given.questions).size).toBe(given.questions.length);
          for (const slug of given.questions) expect(Object.hasOwn(data.questions, slug)).toBe(true);
          expect(isNumber(given.ms)).toBe(true);
        }
      }
      const score = unitScore(data, state);
      expect(score === undefined || (score.scaled >= 0 && score.scaled <= 1)).toBe(true);
      expect(percentDone(data, state)).toBeLessThanOrEqual(100);
      expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
    }),
    { numRuns: 500 },
  );
});

test("whatever stands in a resume record, the unit is taken up, played and left, in sound statements", async () => {
  const unit = { ...UNIT, unit: { ...UNIT.unit, id: data.unit.id } };
  await fc.assert(
    fc.asyncProperty(fc.oneof(whole, damaged), async (record) => {
      const text = JSON.stringify({
        format: 1,
        unit: data.unit.id,
        progress: 0,
        resume: { ...record, format: 1 },
      });
      const tab = serving({ tessera: text });
      const session = tab.page(tab.lms.launch(), unit);
      const player = new UnitPlayer({
        data,
        session,
        interactionOf,
        elapsed: () => tab.clock.elapsed(),
        now: () => tab.clock.now(),
        extras: [],
        seed: "s",
      });
      const starting = player.start();
      await tab.rest();
      await starting;
      expect(player.ready).toBe(true);
      const quiz = data.quizzes[0];
      if (quiz) {
        player.startQuiz(quiz);
        player.handIn(quiz);
      }
      summaryOf({ data, state: player.state, view: player.view, mastery: player.mastery, say: (key) => key });
      player.open("p2");
      await tab.rest();
      await left(tab, session);
      expect(session.view.phase).toBe("ended");
      for (const statement of tab.lms.stored()) expect(checkStatement(statement)).toEqual([]);
      expect(tab.lms.violations).toEqual([]);
      expect(JSON.stringify(toRecord(player.state)).length).toBeLessThan(64_000);
    }),
    { numRuns: 100 },
  );
});
