/**
 * A quiz that may be taken before the pages. An objective whose questions were right lets the learner skip the pages that teach it: a page
 * is skipped when everything that it teaches was shown, and then counts for completion as if it had been read.
 */
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import { pretestRule, shownObjectives, skippable } from "./pretest-rule.ts";

export const pretest: QuizExtra = {
  ...pretestRule,
  draw(scene) {
    if (scene.quiz.pretest === undefined) return;
    render(
      scene.view.phase === "closed"
        ? html`<p class="t-note">${scene.say(scene.quiz.uncounted ? "pretest.says" : "pretest.counts")}</p>`
        : nothing,
      scene.place("pretest", "head"),
    );
    render(result(scene), scene.place("pretest-result", "list"));
  },
};

function result({ player, quiz, say, view }: QuizScene) {
  if (view.phase !== "finished") return nothing;
  const { data } = player;
  const skip = new Set(skippable(player, quiz));
  const pages = data.pages.filter(({ slug }) => skip.has(slug));
  // What counts says in points how it went, and leads back by itself.
  if (!quiz.uncounted && pages.length === 0) return nothing;
  const shown = new Set(shownObjectives(player, quiz));
  const asked = new Set(
    [...player.judged(quiz).keys()].flatMap((slug) => data.questions[slug]?.objectives ?? []),
  );
  const named = (key: string, are: boolean) => {
    const all = data.objectives.filter(({ slug }) => asked.has(slug) && shown.has(slug) === are);
    return all.length > 0
      ? html`<h3>${say(key)}</h3>
          <ul>
            ${all.map(({ title }) => html`<li>${title}</li>`)}
          </ul>`
      : nothing;
  };
  return html`${quiz.uncounted ? [named("pretest.known", true), named("pretest.open", false)] : nothing}
  ${
    pages.length > 0
      ? html`<h3>${say("pretest.skip")}</h3>
          <ul class="t-ways">
            ${pages.map(({ slug, title }) => html`<li><a href=${`#${slug}`}>${title}</a></li>`)}
          </ul>
          <p>${say("pretest.still")}</p>`
      : html`<p>${say("pretest.none")}</p>`
  }`;
}
