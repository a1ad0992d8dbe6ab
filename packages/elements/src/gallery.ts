/**
 * Door `./gallery`: what runs in the pages of the gallery. `data-shown` on the root names the state of the unit;
 * pages of a kind or a block hold one element for each of its states. Sets `data-settled` on the root when all stand.
 * @module
 */
import { kinds } from "@tessera/interactions";
import "@tessera/interactions/elements";
import type { QuestionElement } from "@tessera/interactions/question-element";
import { states as questionStates } from "@tessera/interactions/states";
import { confidence } from "./extras/confidence/confidence.ts";
import { limit } from "./extras/limit/limit.ts";
import { pretest } from "./extras/pretest/pretest.ts";
import { remedy } from "./extras/remedy/remedy.ts";
import { wait } from "./extras/wait/wait.ts";
import "./blocks/flashcards/flashcards.ts";
import "./blocks/timed/timed.ts";
import "./blocks/media/media.ts";
import "./blocks/observation/observation.ts";
import "./blocks/tabs/tabs.ts";
import "./blocks/term/term.ts";
import { QuizElement } from "./quiz/quiz.element.ts";
import { KindRegistry } from "./shell/kind-registry.ts";
import { takeOverUnit } from "./shell/take-over.ts";
import { UnitElement } from "./shell/unit.element.ts";
import { blockStates, NOW, states } from "./states/states.ts";
import { stillSession } from "./states/still-session.ts";

customElements.define("tessera-quiz", QuizElement);
customElements.define("tessera-unit", UnitElement);
const root = document.documentElement;

async function showUnit(unit: UnitElement): Promise<void> {
  const shown = states.find(({ name }) => name === root.dataset["shown"]);
  if (!shown) throw new Error(`no state "${root.dataset["shown"]}"`);
  const registry = new KindRegistry();
  for (const interaction of Object.values(kinds)) registry.add({ interaction: interaction as never });
  for (const extra of [pretest, limit, wait, confidence, remedy]) registry.add({ extra });
  const took = takeOverUnit(unit, {
    registry,
    openSession: () => stillSession(shown.view, shown),
    scriptsDone: Promise.resolve(),
    elapsed: () => 0,
    now: () => NOW,
    seed: "gallery",
  });
  // A session that is starting never arrives: the page stands as soon as it was taken over.
  await (shown.view.phase === "starting" ? unit.taken : took);
  const quiz = unit.player.data.quizzes[0];
  if (quiz) shown.play?.(unit.player, quiz);
  for (const act of shown.press ?? []) {
    await settle(unit);
    const control = [...unit.querySelectorAll<HTMLElement>(`[data-act="${act}"]`)].find((each) =>
      each.checkVisibility(),
    );
    if (!control) throw new Error(`nothing to press for "${act}"`);
    control.click();
  }
  await settle(unit);
}

async function settle(unit: UnitElement): Promise<void> {
  await unit.updateComplete;
  for (const quiz of unit.querySelectorAll<QuizElement>("tessera-quiz")) await quiz.updateComplete;
  for (const element of unit.querySelectorAll<QuestionElement>("[data-question]"))
    await element.updateComplete;
}

async function showKind(kind: string): Promise<void> {
  const all = questionStates[kind as keyof typeof questionStates];
  for (const place of document.querySelectorAll<HTMLElement>("[data-nth]")) {
    const shown = all[Number(place.dataset["nth"])];
    const element = place.querySelector<QuestionElement>("[data-question]");
    if (!shown || !element) continue;
    element.question = shown.question;
    element.strings = shown.strings;
    await element.updateComplete;
    shown.setup(element);
    await element.updateComplete;
  }
}

/** Blocks come alive by themselves; what a state asks for beyond that is done to them. */
function showBlock(block: string): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-nth]"))
    blockStates[block]?.[Number(place.dataset["nth"])]?.setup?.(place);
}

const unit = document.querySelector<UnitElement>("tessera-unit");
const kind = root.dataset["kind"];
const block = root.dataset["blockShown"];
const done = unit
  ? showUnit(unit)
  : kind !== undefined
    ? showKind(kind)
    : block !== undefined
      ? Promise.resolve(showBlock(block))
      : Promise.resolve();
done.then(
  () => {
    root.dataset["settled"] = "yes";
  },
  (cause: unknown) => {
    root.dataset["settled"] = `failed: ${String(cause)}`;
  },
);
