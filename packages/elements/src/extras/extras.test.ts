import type { QuizData, UnitData } from "@tessera/course";
import { sayIn } from "../strings/say.ts";
import { shellStrings, UI_LANGUAGES } from "../strings/strings.ts";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { isComplete } from "../play/completion.ts";
import { fromRecord, shorterRecord, toRecord } from "../play/resume.ts";
import { unitScore } from "../play/score.ts";
import { QuizElement } from "../quiz/quiz.element.ts";
import { summaryOf } from "../shell/summary.ts";
import { UnitPlayer } from "../shell/unit-player.ts";
import { fakeSession, interactionOf, question, quiz, RIGHT, unitData, WRONG } from "../testing/unit-data.ts";
import { confidence, overconfidence } from "./confidence/confidence.ts";
import { EXTRA_NAMES, EXTRA_STRINGS, extraStrings } from "./extra-strings.ts";
import { factorOfLaunch } from "./limit/factor.ts";
import { limit } from "./limit/limit.ts";
import { pretest } from "./pretest/pretest.ts";
import { remedy } from "./remedy/remedy.ts";
import { wait } from "./wait/wait.ts";

const MINUTE = 60_000;
const extras = [pretest, limit, wait, confidence, remedy];
const strings = { ...shellStrings("en"), ...extraStrings("en", EXTRA_NAMES) };
const say = sayIn(strings, "en");
const clock = { now: 0 };

beforeAll(() => customElements.define("tessera-quiz", QuizElement));
beforeEach(() => {
  clock.now = Date.UTC(2026, 2, 20, 10, 0);
  document.body.replaceChildren();
});

interface Opened {
  readonly player: UnitPlayer;
  readonly session: ReturnType<typeof fakeSession>;
  readonly element: QuizElement;
  readonly final: QuizData;
  text(): Promise<string>;
}

function dataWith(changes: Partial<QuizData>, more: Partial<UnitData> = {}): UnitData {
  return unitData({ quizzes: [quiz("final", ["q1", "q2", "q3", "q4"], changes)], ...more });
}

async function open(
  data: UnitData,
  start: Parameters<typeof fakeSession>[0] & { readonly shown?: string } = {},
): Promise<Opened> {
  const session = fakeSession(start);
  const ports = { data, session, interactionOf, extras, seed: "s" };
  const player = new UnitPlayer({ ...ports, elapsed: () => 0, now: () => clock.now });
  await player.start();
  const slug = start.shown ?? "final";
  const element = new QuizElement();
  element.dataset["quiz"] = slug;
  element.innerHTML = `<h2 class="t-quiz-title"></h2><div class="t-quiz-head"></div><div class="t-questions">${["q1", "q2", "q3", "q4"].map((each) => `<div data-question="${each}"></div>`).join("")}</div><ol class="t-quiz-list" hidden></ol><div class="t-quiz-foot"></div>`;
  for (const each of element.querySelectorAll<HTMLElement>("[data-question]"))
    Object.assign(each, { interaction: interactionOf("choice"), restore() {}, arrange() {} });
  document.body.append(element);
  element.takeOver(player, say);
  await element.updateComplete;
  const final = [...data.quizzes, ...(data.pretests ?? [])].find((each) => each.slug === slug) as QuizData;
  const text = async () => {
    element.requestUpdate();
    await element.updateComplete;
    await element.updateComplete;
    return element.textContent.replace(/\s+/g, " ");
  };
  return { player, session, element, final, text };
}

function answerAll({ player, final }: Opened, answers: Readonly<Record<string, unknown>>): void {
  for (const [slug, answer] of Object.entries(answers)) {
    const asked = player.data.questions[slug];
    if (asked) player.answer(final, { question: asked, answer, ms: 1000 });
  }
}

function take(opened: Opened, answers: Readonly<Record<string, unknown>>): void {
  opened.player.startQuiz(opened.final);
  answerAll(opened, answers);
  opened.player.handIn(opened.final);
}

const scored = ({ session }: Opened) => session.events.filter(({ type }) => type === "scored");

test("before a timed attempt it is said how long it takes, what happens then, and how much time one may choose", async () => {
  const opened = await open(dataWith({ limit: 1200, extraTime: true }));
  expect(await opened.text()).toContain(
    "You have 20 minutes from the start. The time runs on while this page is closed. When it is up, what you have answered by then is handed in.",
  );
  const choices = [...opened.element.querySelectorAll("label")].map((label) => label.textContent.trim());
  expect(choices).toEqual([
    "20 minutes",
    "30 minutes",
    "40 minutes",
    "60 minutes",
    "200 minutes",
    "No limit",
  ]);
});

test("when the time is up, what was answered is handed in and judged, and that is said", async () => {
  const opened = await open(dataWith({ limit: 1200 }));
  opened.player.startQuiz(opened.final);
  answerAll(opened, { q1: RIGHT, q2: RIGHT });
  clock.now += 19 * MINUTE;
  expect(await opened.text()).toContain("1 minute left");
  expect(scored(opened)).toEqual([]);
  const said: string[] = [];
  opened.element.addEventListener("tessera-say", ({ detail }) => said.push(detail));
  clock.now += MINUTE;
  await opened.text();
  expect(said.at(-1)).toBe("The time was up: what you had answered was handed in.");
  expect(scored(opened)).toMatchObject([{ score: { raw: 2, max: 4 } }]);
  expect(await opened.text()).toContain("The time was up: what you had answered was handed in.");
  expect(opened.element.querySelectorAll("fieldset")).toHaveLength(0);
});

test("an attempt that was handed in in time says nothing of time", async () => {
  const opened = await open(dataWith({ limit: 1200 }));
  take(opened, { q1: RIGHT });
  clock.now += 60 * MINUTE;
  expect(await opened.text()).not.toContain("The time was up");
});

test("the end of the time holds over a reload, and a page that comes back too late hands in at once", async () => {
  const data = dataWith({ limit: 1200 });
  const first = await open(data);
  first.player.startQuiz(first.final);
  answerAll(first, { q1: RIGHT });
  const resume = JSON.parse(JSON.stringify(first.session.kept.at(-1))) as Record<string, unknown>;
  clock.now += 5 * MINUTE;
  const second = await open(data, { resume });
  expect(await second.text()).toContain("15 minutes left");
  clock.now += 3 * 60 * MINUTE;
  const third = await open(data, { resume });
  await third.text();
  expect(scored(third)).toMatchObject([{ score: { raw: 1, max: 4 } }]);
});

test("a factor of the launch goes before the learner's choice, which goes before the author's time", async () => {
  const given = await open(dataWith({ limit: 1200, extraTime: true }), {
    view: { launchParameters: "time=1.5" },
  });
  expect(await given.text()).toContain("You have 30 minutes");
  expect(await given.text()).toContain("Your learning platform gives you 1.5 times the usual time.");
  expect(given.element.querySelectorAll("fieldset")).toHaveLength(0);
  const own = await open(dataWith({ limit: 1200, extraTime: true }));
  own.player.note(own.final, "limit", { factor: 2 });
  own.player.startQuiz(own.final);
  expect(await own.text()).toContain("40 minutes left");
  const none = await open(dataWith({ limit: 1200, extraTime: true }));
  none.player.note(none.final, "limit", { factor: 0 });
  none.player.startQuiz(none.final);
  clock.now += 1e9;
  await none.text();
  expect(scored(none)).toEqual([]);
  const forbidden = await open(dataWith({ limit: 1200 }));
  forbidden.player.note(forbidden.final, "limit", { factor: 0 });
  expect(await forbidden.text()).toContain("You have 20 minutes");
});

test("a time of launch parameters stands between other words, and makes nobody's time shorter", () => {
  const table = [
    "time=1.5",
    "lang=de;time=2",
    "a=1&time=3&b=2",
    "time=0.5",
    "overtime=2",
    "time=two",
    "time=1000",
    "time=1.5x",
    undefined,
  ];
  expect(table.map(factorOfLaunch)).toEqual([1.5, 2, 3, ...Array<undefined>(6).fill(undefined)]);
});

test("the time is read aloud when half of it, five minutes and one are left, and not in between", async () => {
  const opened = await open(dataWith({ limit: 1200 }));
  const said: string[] = [];
  opened.element.addEventListener("tessera-say", ({ detail }) => said.push(detail));
  opened.player.startQuiz(opened.final);
  for (let minute = 0; minute < 19; minute += 1) {
    await opened.text();
    clock.now += MINUTE;
  }
  await opened.text();
  expect(said).toEqual(["10 minutes left", "5 minutes left", "1 minute left"]);
});

test("the next attempt waits, over sessions, and a clock that was set back makes the wait no longer", async () => {
  const data = dataWith({ wait: 900, attempts: 3 });
  const opened = await open(data);
  take(opened, { q1: WRONG });
  expect(await opened.text()).toContain("You can try again in 15 minutes");
  expect(opened.element.querySelector("[data-act=start]")).toBeNull();
  opened.player.startQuiz(opened.final);
  expect(opened.player.state.quizzes["final"]?.open).toBeUndefined();
  const resume = JSON.parse(JSON.stringify(opened.session.kept.at(-1))) as Record<string, unknown>;
  clock.now += 10 * MINUTE;
  const later = await open(data, { resume });
  expect(await later.text()).toContain("You can try again in 5 minutes");
  clock.now -= 24 * 60 * MINUTE;
  expect(await later.text()).toContain("You can try again in 15 minutes");
  clock.now += 25 * 60 * MINUTE;
  expect(await later.text()).not.toContain("You can try again");
  expect(later.element.querySelector("[data-act=start]")).not.toBeNull();
  expect(later.player.isHeld(later.final)).toBe(false);
});

test("how sure somebody is goes with the answer, and into the summary", async () => {
  const opened = await open(dataWith({ confidence: true }));
  opened.player.startQuiz(opened.final);
  expect(await opened.text()).toContain("How sure are you?");
  const radios = [...opened.element.querySelectorAll<HTMLInputElement>(".t-sure input")];
  expect(radios).toHaveLength(12);
  for (const index of [2, 5, 8]) radios[index]?.dispatchEvent(new Event("change"));
  answerAll(opened, { q1: RIGHT, q2: WRONG, q3: WRONG, q4: RIGHT });
  opened.player.handIn(opened.final);
  const answers = opened.session.events.flatMap((event) =>
    event.type === "answered" ? [event.confidence] : [],
  );
  expect(answers).toEqual([3, 3, 3, undefined]);
  expect(await opened.text()).toContain("You were surer than you were right");
  expect(await opened.text()).toContain("Of 3 answers that you were very sure of, right: 1.");
});

test("how sure somebody was of one attempt is not said of the next", async () => {
  const opened = await open(dataWith({ confidence: true }));
  opened.player.startQuiz(opened.final);
  opened.player.note(opened.final, "sure", { q1: 3 });
  answerAll(opened, { q1: WRONG });
  opened.player.handIn(opened.final);
  take(opened, { q1: RIGHT });
  const answers = opened.session.events.flatMap((event) =>
    event.type === "answered" ? [event.confidence] : [],
  );
  expect(answers).toEqual([3, undefined]);
});

test("a question may ask it alone", async () => {
  const questions = { ...dataWith({}).questions, q2: question("q2", { confidence: true }) };
  const opened = await open(dataWith({}, { questions }));
  opened.player.startQuiz(opened.final);
  await opened.text();
  expect(opened.element.querySelectorAll(".t-sure input")).toHaveLength(3);
  opened.player.note(opened.final, "sure", { q1: 3, q2: 2 });
  answerAll(opened, { q1: RIGHT, q2: WRONG });
  opened.player.handIn(opened.final);
  const answers = opened.session.events.flatMap((event) =>
    event.type === "answered" ? [event.confidence] : [],
  );
  expect(answers).toEqual([undefined, 2]);
});

test("sure and right are compared on the average", () => {
  expect(
    overconfidence([
      { sure: 3, scaled: 1 },
      { sure: 1, scaled: 0 },
    ]),
  ).toBe(0);
  expect(
    overconfidence([
      { sure: 3, scaled: 0 },
      { sure: 2, scaled: 0.5 },
    ]),
  ).toBe(0.5);
  expect(overconfidence([{ sure: 1, scaled: 1 }])).toBe(-1);
  expect(overconfidence([{ sure: 1, scaled: -1 }])).toBe(0);
});

const TEACHES = {
  objectives: ["segment", "access"].map((slug) => ({
    slug,
    id: `https://example.org/o/${slug}`,
    title: `Objective ${slug}`,
  })),
  questions: Object.fromEntries(
    ["q1", "q2", "q3", "q4", "free"].map((slug) => [
      slug,
      question(slug, { objectives: [slug === "q4" || slug === "q3" ? "access" : "segment"] }),
    ]),
  ),
  teaches: { segment: [{ title: "Zones", page: "p1" }], access: [{ title: "Accounts", unit: "Access" }] },
};

test("what was missed leads to the page that teaches it, most points first; another unit is named", async () => {
  const opened = await open(dataWith({}, TEACHES));
  take(opened, { q1: RIGHT, q2: WRONG });
  const list = opened.element.querySelector(".t-remedy");
  await opened.text();
  expect(list?.textContent.replace(/\s+/g, " ").trim()).toBe(
    "Read again Objective access “Accounts” in the unit “Access” Objective segment Zones",
  );
  expect(list?.querySelector("a")?.getAttribute("href")).toBe("#p1");
  take(opened, { q1: RIGHT, q2: RIGHT, q3: RIGHT, q4: RIGHT });
  await opened.text();
  expect(list?.textContent.trim()).toBe("");
});

test("a unit of one page is named once", async () => {
  const teaches = { segment: [{ title: "Zones", unit: "Zones" }] };
  const opened = await open(dataWith({}, { ...TEACHES, teaches }));
  take(opened, { q1: WRONG });
  await opened.text();
  expect(opened.element.querySelector(".t-remedy")?.textContent.replace(/\s+/g, " ").trim()).toBe(
    "Read again Objective segment the unit “Zones”",
  );
});

function withPretest(more: Partial<UnitData> = {}): UnitData {
  return dataWith(
    {},
    {
      ...TEACHES,
      teaches: { ...TEACHES.teaches, access: [{ title: "Accounts", page: "p2" }] },
      pretests: [
        quiz("before", ["q1", "q2", "q3"], { pretest: 1, uncounted: true, attempts: 1, page: "p1" }),
      ],
      ...more,
    },
  );
}

test("a pre-test shows objectives and lets their pages be skipped; it counts for nothing and is taken once", async () => {
  const opened = await open(withPretest(), { shown: "before" });
  take(opened, { q1: RIGHT, q2: RIGHT, q3: WRONG });
  const { player, session } = opened;
  expect(player.state.pages["p1"]).toMatchObject({ seen: true });
  expect(player.state.pages["p2"]?.seen ?? false).toBe(false);
  expect(unitScore(player.data, player.state)).toMatchObject({ raw: 0 });
  expect(session.events.filter(({ type }) => type === "judged")).toEqual([]);
  expect(scored(opened)[0]).not.toHaveProperty("success");
  const text = await opened.text();
  expect(text).toContain("You know this already Objective segment");
  expect(text).toContain("This is still to learn Objective access");
  player.startQuiz(opened.final);
  expect(player.state.quizzes["before"]?.open).toBeUndefined();
});

test("a quiz that counts may be a pre-test, too", async () => {
  const opened = await open(dataWith({ pretest: 0.5 }, TEACHES));
  expect(await opened.text()).toContain("you may take this quiz first");
  take(opened, { q1: RIGHT });
  const { player, session } = opened;
  expect(unitScore(player.data, player.state)).toMatchObject({ raw: 1 });
  expect(session.events.some(({ type }) => type === "judged")).toBe(true);
  expect(await opened.text()).toContain("You may skip these pages P1");
});

test("skipped pages count for completion without a word that they were read, and reading one makes it read", async () => {
  const data = withPretest({
    teaches: { segment: [{ title: "Zones", page: "p2" }], access: [{ title: "Accounts", unit: "Access" }] },
    quizzes: [],
  });
  const opened = await open(data, { shown: "before" });
  take(opened, { q1: RIGHT, q2: RIGHT, q3: WRONG });
  const { player, session } = opened;
  expect(player.state.pages["p2"]).toEqual({ activeMs: 0, seen: true, skipped: true });
  player.reachEnd();
  expect(isComplete(data, player.state)).toBe(true);
  expect(session.events.some(({ type }) => type === "completed")).toBe(true);
  expect(session.events.some(({ type }) => type === "experienced")).toBe(false);
  const words = summaryOf({ data, state: player.state, view: player.view, mastery: undefined, say });
  expect(words[0]?.lines).toEqual(["You have read 1 of 2 pages. Pages that you could skip: 1."]);
  const resumed = fromRecord(JSON.parse(JSON.stringify(toRecord(player.state))) as never, data, "s");
  expect(resumed.pages["p2"]?.skipped).toBe(true);
  player.open("p2");
  player.reachEnd();
  expect(player.state.pages["p2"]).toEqual({ activeMs: 0, seen: true });
});

test("what extras remember is kept in the shortest record, and survives what others wrote into it", async () => {
  const opened = await open(dataWith({ limit: 1200, wait: 900, confidence: true }));
  take(opened, { q1: RIGHT });
  for (const step of [1, 2, 3, 4]) {
    const record = shorterRecord(opened.player.state, step) as {
      quizzes: Record<string, { extra?: object }>;
    };
    expect(record.quizzes["final"]?.extra).toHaveProperty("wait");
  }
  for (const extra of [
    null,
    [],
    { limit: "x", wait: null, sure: [1] },
    { limit: { until: "soon" }, wait: { since: {} }, sure: { q1: 9 } },
  ]) {
    const resume = { format: 1, quizzes: { final: { finished: [{ raw: 1, max: 4, ms: 1 }], extra } } };
    const odd = await open(opened.player.data, { resume });
    expect(await odd.text()).toContain("Try again");
  }
});

const base = (key: string) => key.replace(/\.(zero|one|two|few|many|other)$/, "");

test.each(EXTRA_NAMES)(
  "%s says in every language what it says in English, in all its plural forms",
  (name) => {
    const tables = EXTRA_STRINGS[name];
    expect(Object.keys(tables).sort()).toEqual(Object.keys(UI_LANGUAGES).sort());
    const english = [...new Set(Object.keys(tables["en"] ?? {}).map(base))].sort();
    for (const [language, words] of Object.entries(tables)) {
      expect([...new Set(Object.keys(words).map(base))].sort()).toEqual(english);
      const plurals = new Set(
        Object.keys(words)
          .filter((key) => base(key) !== key)
          .map(base),
      );
      for (const form of new Intl.PluralRules(language).resolvedOptions().pluralCategories)
        for (const key of plurals) expect(words).toHaveProperty([`${key}.${form}`]);
    }
  },
);
