import { expect, test } from "vitest";
import { RIGHT } from "../../testing/unit-data.ts";
import { factorOfLaunch } from "./factor.ts";
import {
  MINUTE,
  clock,
  dataWith,
  open,
  answerAll,
  take,
  scored,
  quizzesOnPages,
} from "../../testing/quiz-with-extras.testing.ts";

quizzesOnPages();

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
