import type { UnitData } from "@tessera/course";
import { UI_LANGUAGES } from "../strings/strings.ts";
import { expect, test } from "vitest";
import { isComplete } from "../play/completion.ts";
import { fromRecord, shorterRecord, toRecord } from "../play/resume.ts";
import { unitScore } from "../play/score.ts";
import { summaryOf } from "../shell/summary.ts";
import { question, quiz, RIGHT, WRONG } from "../testing/unit-data.ts";
import { EXTRA_NAMES, EXTRA_STRINGS } from "./extra-strings.ts";
import {
  MINUTE,
  clock,
  dataWith,
  open,
  quizzesOnPages,
  say,
  scored,
  take,
} from "../testing/quiz-with-extras.testing.ts";

quizzesOnPages();

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
