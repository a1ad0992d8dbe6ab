/** Time between attempts: nobody learns by trying again at once. Counted from the end of the last one, over sessions. */
import type { QuizData } from "@tessera/course";
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";

export const wait: QuizExtra = {
  name: "wait",
  holds: (player, quiz) => freeAt(player, quiz) !== undefined,
  handedIn(player, quiz) {
    if (quiz.wait !== undefined) player.note(quiz, "wait", { since: player.now() });
  },
  draw(scene) {
    if (scene.quiz.wait !== undefined) render(words(scene), scene.place("wait", "list"));
  },
};

/** When the next attempt may begin, ms since 1970; undefined: now. */
function freeAt(player: UnitPlayer, quiz: QuizData): number | undefined {
  const { since } = (player.state.quizzes[quiz.slug]?.extra?.["wait"] ?? {}) as Record<string, unknown>;
  if (quiz.wait === undefined || !Number.isFinite(since)) return undefined;
  // A clock that was set back makes nobody wait longer than the author said.
  const free = Math.min(since as number, player.now()) + quiz.wait * 1000;
  return player.now() < free ? free : undefined;
}

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
