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
    if (quiz.confidence) player.note(quiz, "sure", {});
  },
  answered(player, quiz, question) {
    const given = sureOf(player, quiz)[question];
    return given && quiz.confidence ? { confidence: given } : {};
  },
  draw(scene) {
    if (!scene.quiz.confidence) return;
    if (scene.view.phase === "open") askAll(scene);
    render(summary(scene), scene.place("sure-summary", "list"));
  },
};

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
