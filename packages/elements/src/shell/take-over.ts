/** The moment at which the static page comes alive. */
import type { QuestionElement } from "@tessera/interactions/question-element";
import type { Cmi5Class, openSession } from "@tessera/session/browser";
import type { QuizElement } from "../quiz/quiz.element.ts";
import { sayIn } from "../strings/say.ts";
import type { KindRegistry } from "./kind-registry.ts";
import { loadInflate } from "./load-inflate.ts";
import { openUnitData } from "./open-unit-data.ts";
import { questionElements, takeUpPractice } from "./questions.ts";
import { UnitPlayer } from "./unit-player.ts";
import type { UnitElement } from "./unit.element.ts";

export interface TakeOverPorts {
  readonly registry: KindRegistry;
  readonly openSession: typeof openSession;
  /** Resolves when every deferred script has run or failed. */
  readonly scriptsDone: Promise<unknown>;
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly seed: string;
}

/** Where it fails the page stays what it was, readable, and says so. Never rejects. */
export async function takeOverUnit(unit: UnitElement, ports: TakeOverPorts): Promise<void> {
  try {
    await takeOver(unit, ports);
  } catch (cause) {
    unit.querySelector("main > .t-notice")?.removeAttribute("hidden");
    unit.dataset["cause"] = String(cause);
  }
}

async function takeOver(unit: UnitElement, ports: TakeOverPorts): Promise<void> {
  const sealed = document.querySelector<HTMLDataElement>("#_data");
  if (!sealed) throw new Error("the page holds no unit data");
  const kinds = (unit.dataset["kinds"] ?? "").split(" ").filter(Boolean);
  const [data] = await Promise.all([
    openUnitData(sealed.value, {
      seed: sealed.dataset["seed"] ?? "",
      fallback: async (packed) => (await loadInflate(sealed.dataset["inflate"] ?? ""))(packed),
    }),
    ports.registry.all(kinds, ports.scriptsDone),
  ]);

  // Before the session listens, so that the time on the page is told before the session sends what it has.
  let player: UnitPlayer | undefined = undefined as UnitPlayer | undefined;
  addEventListener("pagehide", () => player?.suspend(), { capture: true });
  document.addEventListener(
    "visibilitychange",
    () => player?.setVisible(document.visibilityState === "visible"),
    {
      capture: true,
    },
  );

  const session = ports.openSession(data, {
    async loadCmi5Client() {
      await ports.scriptsDone;
      return (globalThis as { TesseraCmi5?: Cmi5Class }).TesseraCmi5;
    },
  });
  const { interactionOf, extras } = ports.registry;
  const { elapsed, now, seed } = ports;
  player = new UnitPlayer({ data, session, interactionOf, extras, elapsed, now, seed });
  const say = sayIn(data.strings, data.strings["question.language"] ?? "en");
  unit.takeOver(player, say);

  const practice = () => questionElements(unit).filter((element) => !element.closest("tessera-quiz"));
  for (const quiz of unit.querySelectorAll<QuizElement>("tessera-quiz")) quiz.takeOver(player, say);
  for (const element of practice()) takeUpPractice(element, player);
  listen(unit, player);
  const touched = new Set<string>();
  unit.addEventListener("tessera-input", (event) => touched.add(event.detail.question));
  await player.start();
  for (const element of practice())
    if (!touched.has(element.dataset["question"] ?? "")) takeUpPractice(element, player);
}

/** Practice questions report here; those of a quiz to their quiz. */
export function listen(unit: UnitElement, player: UnitPlayer): void {
  const practice = (event: Event): boolean =>
    event.target instanceof Element && event.target.closest("tessera-quiz") === null;
  unit.addEventListener("tessera-answer", (event) => {
    const question = player.data.questions[event.detail.question];
    const { answer, judgement, durationMs: ms, sameTry = false } = event.detail;
    if (question && practice(event)) player.check(question, { answer, judgement, ms, sameTry });
  });
  unit.addEventListener("tessera-input", (event) => {
    const question = player.data.questions[event.detail.question];
    const { keeps = false } = event.target as Partial<QuestionElement>;
    if (question && keeps && practice(event)) player.keep(question, event.detail.answer);
  });
  unit.addEventListener("tessera-hint", (event) => {
    const question = player.data.questions[event.detail.question];
    if (question && practice(event)) player.hint(question, event.detail.hint);
  });
  unit.addEventListener("tessera-say", (event) => unit.announce(event.detail));
}
