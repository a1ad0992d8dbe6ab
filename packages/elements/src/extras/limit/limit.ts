/**
 * The time limit of an attempt (WCAG 2.2.1). The end is a time of day in the record, so that it holds over a reload; what
 * was answered by then is handed in. A factor of the launch, or the learner's own choice, makes the time longer.
 */
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import { factorOfLaunch } from "./factor.ts";
import { FACTORS, kept, limitRule, timeFor } from "./limit-rule.ts";

const MINUTE = 60_000;

export const limit: QuizExtra = {
  ...limitRule,
  draw(scene) {
    if (scene.quiz.limit === undefined) return;
    render(beforehand(scene), scene.place("limit", "head"));
    render(clock(scene), scene.place("clock", "list"));
  },
};

/** Said before an attempt: how long it may take, what happens then, and the choice of more time. */
function beforehand({ player, quiz, say, view }: QuizScene) {
  if (view.phase === "open" || !view.canStart) return nothing;
  const ms = timeFor(player, quiz);
  const words = { n: Math.round((ms / MINUTE) * 10) / 10 };
  const launched = factorOfLaunch(player.view.launchParameters);
  const group = `_limit-${quiz.slug}`;
  return html`<p>${ms ? say("limit.says", words) : say("limit.none")}</p>
    ${launched === undefined || launched === 1 ? nothing : html`<p class="t-note">${say("limit.given", { factor: launched })}</p>`}
    ${
      quiz.extraTime && launched === undefined
        ? html`<fieldset class="t-choices">
            <legend>${say("limit.choose")}</legend>
            ${FACTORS.map(
              (factor) =>
                html`<label
                  ><input
                    type="radio"
                    name=${group}
                    .checked=${factor === (kept(player, quiz).factor ?? 1)}
                    @change=${() => player.note(quiz, "limit", { ...kept(player, quiz), factor })}
                  />
                  ${factor ? say("limit.minutes", { n: Math.round(((quiz.limit ?? 0) * factor) / 6) / 10 }) : say("limit.without")}</label
                >`,
            )}
          </fieldset>`
        : nothing
    }`;
}

/** Minutes, and no seconds: a number that changes all the time is all that one would look at. */
function clock(scene: QuizScene) {
  const { player, quiz, say, view } = scene;
  const { until, out } = kept(player, quiz);
  if (view.phase === "finished") return out ? html`<p class="t-note">${say("limit.out")}</p>` : nothing;
  if (view.phase !== "open" || until === undefined) return nothing;
  const left = until - player.now();
  const isLive = player.ready && (player.view.phase === "active" || player.view.phase === "standalone");
  if (left <= 0 && isLive) {
    // Not while the page is being drawn; and once.
    void scene.element.updateComplete.then(() => {
      if (!player.state.quizzes[quiz.slug]?.open) return;
      scene.handIn();
      // The last that is said is heard; the focus is on the verdict by then.
      tell(scene, say("limit.out"));
    });
  }
  const text = left >= MINUTE ? say("limit.left", { n: Math.ceil(left / MINUTE) }) : say("limit.soon");
  announce(scene, { left, until, text });
  return html`<p class="t-time" role="timer" data-soon=${left <= 5 * MINUTE ? "yes" : nothing}>${text}</p>`;
}

/** Read aloud three times: with half of the time left, five minutes and one. Key: the end of the attempt. */
const heard = new Map<string, number>();

function announce(
  { player, quiz, element }: QuizScene,
  { left, until, text }: { readonly left: number; readonly until: number; readonly text: string },
): void {
  const marks = [timeFor(player, quiz) / 2, 5 * MINUTE, MINUTE].filter((mark) => mark >= MINUTE);
  const passed = marks.filter((mark) => left <= mark).length;
  const key = `${quiz.slug} ${until}`;
  const before = heard.get(key);
  heard.set(key, passed);
  if (before === undefined || passed <= before || left <= 0) return;
  tell({ element }, text);
}

function tell({ element }: Pick<QuizScene, "element">, detail: string): void {
  element.dispatchEvent(new CustomEvent("tessera-say", { detail, bubbles: true }));
}
