/** Time between attempts: nobody learns by trying again at once. Counted from the end of the last one, over sessions. */
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import { freeAt, waitRule } from "./wait-rule.ts";

export const wait: QuizExtra = {
  ...waitRule,
  draw(scene) {
    if (scene.quiz.wait !== undefined) render(words(scene), scene.place("wait", "list"));
  },
};

function words({ player, quiz, say, view, element }: QuizScene) {
  const free = freeAt(player, quiz);
  if (view.phase === "open" || player.view.practiceOnly || free === undefined) return nothing;
  const minutes = Math.ceil((free - player.now()) / 60_000);
  const at = new Date(free).toLocaleString(element.ownerDocument.documentElement.lang || undefined, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return html`<p class="t-note">
    ${minutes < 120 ? say("wait.minutes", { n: minutes, at }) : say("wait.until", { at })}
  </p>`;
}
