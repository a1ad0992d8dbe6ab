/** How sure the learner is of each answer: asked beside it, told with it, and summed up against what was right. */
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import { asks, asksIn, confidenceRule, STEPS, sureOf } from "./confidence-rule.ts";
import type { Confidence } from "./confidence-rule.ts";

/** Fewer answers say nothing about anybody. */
const ENOUGH = 3;
/** How far apart being sure and being right may lie on the average. */
const APART = 0.2;

export const confidence: QuizExtra = {
  ...confidenceRule,
  draw(scene) {
    if (asksIn(scene.player, scene.quiz).length === 0) return;
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
