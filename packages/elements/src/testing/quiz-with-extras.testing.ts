/** A quiz of four questions on a page, with all that a quiz may ask beside them. */
import type { QuizData, UnitData } from "@tessera/course";
import { sayIn } from "../strings/say.ts";
import { shellStrings } from "../strings/strings.ts";
import { beforeAll, beforeEach } from "vitest";
import { QuizElement } from "../quiz/quiz.element.ts";
import { UnitPlayer } from "../shell/unit-player.ts";
import { fakeSession, interactionOf, quiz, unitData } from "./unit-data.ts";
import { confidence } from "../extras/confidence/confidence.ts";
import { EXTRA_NAMES, extraStrings } from "../extras/extra-strings.ts";
import { limit } from "../extras/limit/limit.ts";
import { pretest } from "../extras/pretest/pretest.ts";
import { remedy } from "../extras/remedy/remedy.ts";
import { wait } from "../extras/wait/wait.ts";

export const MINUTE = 60_000;
const extras = [pretest, limit, wait, confidence, remedy];
export const strings = { ...shellStrings("en"), ...extraStrings("en", EXTRA_NAMES) };
export const say = sayIn(strings, "en");
/** What time it is for every quiz of the file; each test begins at ten o'clock. */
export const clock = { now: 0 };

/** Call it once, at the top of a file. */
export function quizzesOnPages(): void {
  beforeAll(() => customElements.define("tessera-quiz", QuizElement));
  beforeEach(() => {
    clock.now = Date.UTC(2026, 2, 20, 10, 0);
    document.body.replaceChildren();
  });
}

export interface Opened {
  readonly player: UnitPlayer;
  readonly session: ReturnType<typeof fakeSession>;
  readonly element: QuizElement;
  readonly final: QuizData;
  text(): Promise<string>;
}

export function dataWith(changes: Partial<QuizData>, more: Partial<UnitData> = {}): UnitData {
  return unitData({ quizzes: [quiz("final", ["q1", "q2", "q3", "q4"], changes)], ...more });
}

/** The quiz on a page, taken over by a player with every extra. */
export async function open(
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

export function answerAll({ player, final }: Opened, answers: Readonly<Record<string, unknown>>): void {
  for (const [slug, answer] of Object.entries(answers)) {
    const asked = player.data.questions[slug];
    if (asked) player.answer(final, { question: asked, answer, ms: 1000 });
  }
}

/** One attempt, from its start to its end. */
export function take(opened: Opened, answers: Readonly<Record<string, unknown>>): void {
  opened.player.startQuiz(opened.final);
  answerAll(opened, answers);
  opened.player.handIn(opened.final);
}

export const scored = ({ session }: Opened) => session.events.filter(({ type }) => type === "scored");
