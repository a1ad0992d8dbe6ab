/** How sure the learner is of each answer: asked beside it, told with it, and summed up against what was right. */
import type { QuizData } from "@tessera/course";
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";

const STEPS = [1, 2, 3] as const;
export type Confidence = (typeof STEPS)[number];
type Sure = Readonly<Record<string, Confidence>>;

/** Fewer answers say nothing about anybody. */
const ENOUGH = 3;
/** How far apart being sure and being right may lie on the average. */
const APART = 0.2;

export const confidence: QuizExtra = {
  name: "confidence",
  started(player, quiz) {
    if (asksIn(player, quiz).length > 0) player.note(quiz, "sure", {});
  },
  answered(player, quiz, question) {
    const given = sureOf(player, quiz)[question];
    return given && asks(player, quiz, question) ? { confidence: given } : {};
  },
  draw(scene) {
    if (asksIn(scene.player, scene.quiz).length === 0) return;
    if (scene.view.phase === "open") askAll(scene);
    render(summary(scene), scene.place("sure-summary", "list"));
  },
};

function asks(player: UnitPlayer, quiz: QuizData, question: string): boolean {
  return quiz.confidence === true || player.data.questions[question]?.confidence === true;
}

/** Slugs of the questions of a quiz beside which it is asked. */
function asksIn(player: UnitPlayer, quiz: QuizData): readonly string[] {
  return quiz.pools.flatMap(({ questions }) => questions).filter((slug) => asks(player, quiz, slug));
}

/** What is thought of as right (0, ½ or 1) less what was right, on the average over the answers that were rated. */
export function overconfidence(
  rated: readonly { readonly sure: Confidence; readonly scaled: number }[],
): number {
  const apart = rated.map(({ sure, scaled }) => (sure - 1) / 2 - Math.max(0, scaled));
  return apart.reduce((sum, each) => sum + each, 0) / apart.length;
}

function sureOf(player: UnitPlayer, quiz: QuizData): Sure {
  const kept = player.state.quizzes[quiz.slug]?.extra?.["sure"] ?? {};
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, Confidence] =>
      STEPS.some((step) => step === entry[1]),
    ),
  );
}

function askAll({ player, quiz, say, element }: QuizScene): void {
  const sure = sureOf(player, quiz);
  for (const item of element.querySelectorAll<HTMLElement>(".t-quiz-list > li")) {
    const slug = item.querySelector<HTMLElement>("[data-question]")?.dataset["question"] ?? "";
    if (!asks(player, quiz, slug)) continue;
    let place = item.querySelector<HTMLElement>(".t-sure");
    if (!place) {
      place = item.ownerDocument.createElement("div");
      place.className = "t-sure";
      item.append(place);
    }
    render(
      html`<fieldset class="t-choices">
        <legend>${say("sure.ask")}</legend>
        ${STEPS.map(
          (step) =>
            html`<label
              ><input
                type="radio"
                name=${`_sure-${quiz.slug}-${slug}`}
                .checked=${sure[slug] === step}
                @change=${() => player.note(quiz, "sure", { ...sureOf(player, quiz), [slug]: step })}
              />
              ${say(`sure.${step}`)}</label
            >`,
        )}
      </fieldset>`,
      place,
    );
  }
}

function summary({ player, quiz, say, view }: QuizScene) {
  if (view.phase !== "finished") return nothing;
  const sure = sureOf(player, quiz);
  const rated = [...player.judged(quiz)].flatMap(([slug, { scaled }]) => {
    const step = sure[slug];
    return step === undefined ? [] : [{ sure: step, scaled }];
  });
  if (rated.length < ENOUGH) return nothing;
  const apart = overconfidence(rated);
  const very = rated.filter(({ sure: step }) => step === 3);
  const right = very.filter(({ scaled }) => scaled === 1).length;
  return html`<p>${say(apart > APART ? "sure.over" : apart < -APART ? "sure.under" : "sure.calibrated")}</p>
    ${very.length > 0 ? html`<p>${say("sure.count", { n: very.length, right })}</p>` : nothing}`;
}
