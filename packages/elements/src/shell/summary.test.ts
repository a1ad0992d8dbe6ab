import { expect, test } from "vitest";
import { fakeSession, unitData, VIEW } from "../testing/unit-data.ts";
import { blankPlay, type PlayState } from "../play/play.ts";
import { sayIn } from "../strings/say.ts";
import { shellStrings } from "../strings/strings.ts";
import { quizView } from "../quiz/quiz-view.ts";
import { canExit, isRecorded, statusOf } from "./status.ts";
import { percent, summaryOf } from "./summary.ts";
import { stillPlayer } from "../testing/still-player.testing.ts";

const data = unitData();
const say = sayIn(shellStrings("en"), "en");
const BLANK = blankPlay(data, "s");
const taken = (raw: number): PlayState => ({
  ...BLANK,
  pages: { p1: { activeMs: 1, seen: true }, p2: { activeMs: 1, seen: true } },
  quizzes: { final: { finished: [{ raw, max: 4, ms: 1 }] } },
});

function words(state: PlayState, view = {}): string[] {
  return summaryOf({ data, state, view: { ...VIEW, ...view }, mastery: 0.5, say }).flatMap((part) => [
    ...part.lines,
  ]);
}

test("before anything is done, the summary says what is left and that answers are recorded", () => {
  expect(words(BLANK)).toEqual([
    "You have read 0 of 2 pages. Still to read:",
    "Quiz final: not taken yet.",
    "Your answers are recorded.",
    "Next: take the quiz.",
  ]);
});

test("a pass says the score, the mastery and that one may leave", () => {
  expect(words(taken(3), { completed: true })).toEqual([
    "You have read every page.",
    "You have passed: 75%, and 50% was needed.",
    "Quiz final: 3 of 4 points (75%).",
    "Your answers and your result are recorded.",
    "This unit is complete.",
    "Nothing is left to do here. Leave to go on with your course.",
  ]);
});

test("a miss with attempts left says what to do; without, to start again", () => {
  expect(words(taken(1))).toContain("Not passed yet: 25%, and 50% is needed.");
  expect(words(taken(1)).at(-1)).toBe("Next: look at what went wrong and try again.");
  const over = words(taken(1), { failed: true, practiceOnly: true });
  expect(over).toContain("You have not passed: 25%, and 50% is needed.");
  expect(over.at(-1)).toBe("Next: leave, and start the unit again when you are ready.");
});

test("what waits to be sent is said in place of what is recorded", () => {
  expect(words(taken(3), { waiting: 3, answersWaiting: 2 })).toContain(
    "2 answers are still waiting to be sent.",
  );
  expect(words(taken(3), { waiting: 3, answersWaiting: 2 })).not.toContain(
    "Your answers and your result are recorded.",
  );
});

test("what the LMS refused is said in place of what is recorded, before what waits", () => {
  const said = words(taken(3), { parked: 1, waiting: 3, answersWaiting: 2 });
  expect(said).toContain("Part of your work could not be recorded. “What is recorded” says what to do.");
  expect(said).not.toContain("Your answers and your result are recorded.");
});

test("nothing is said to be recorded where nothing is", () => {
  for (const view of [
    { mode: "Browse" },
    { mode: "Review" },
    { phase: "standalone" },
    { phase: "refused" },
  ] as const) {
    expect(isRecorded({ ...VIEW, ...view })).toBe(false);
    expect(words(taken(3), view)).toContain("Nothing is recorded in this session.");
  }
});

test("a per cent is rounded down, so that it never reads as a pass that is none", () => {
  expect([0.7999, 0.8, 0.29, 1].map(percent)).toEqual([79, 80, 29, 100]);
});

test("the status line tells the most pressing thing first", () => {
  const key = (view: object) => statusOf({ ...VIEW, ...view }).key;
  expect([
    key({}),
    key({ waiting: 2 }),
    key({ waiting: 2, connected: false }),
    key({ practiceOnly: true }),
    key({ mode: "Browse", waiting: 2 }),
    key({ phase: "starting" }),
    key({ phase: "refused", connected: false }),
  ]).toEqual([
    "status.saved",
    "status.saving",
    "status.offline",
    "status.practice",
    "status.browse",
    "status.starting",
    "status.refused",
  ]);
  expect(canExit({ ...VIEW, phase: "ended" })).toBe(false);
});

test("a quiz goes from closed over open to finished", async () => {
  const session = fakeSession();
  const player = stillPlayer(data, session);
  const quiz = data.quizzes[0] as (typeof data.quizzes)[number];
  expect(quizView(player, quiz, say)).toMatchObject({
    phase: "closed",
    ready: false,
    note: "Your earlier answers are being fetched",
  });
  await player.start();
  expect(quizView(player, quiz, say)).toMatchObject({
    phase: "closed",
    ready: true,
    canStart: true,
    note: "",
  });
  player.startQuiz(quiz);
  expect(quizView(player, quiz, say)).toMatchObject({
    phase: "open",
    count: "0 of 4 answered",
    missing: [1, 2, 3, 4],
  });
  player.handIn(quiz);
  expect(quizView(player, quiz, say)).toMatchObject({
    phase: "finished",
    verdict: "failed",
    canReview: true,
    canStart: true,
  });
  session.change({ practiceOnly: true });
  expect(quizView(player, quiz, say)).toMatchObject({ canStart: false });
});
