/**
 * A quiz that may be taken before the pages. An objective whose questions were right lets the learner skip the pages that teach it: a page
 * is skipped when everything that it teaches was shown, and then counts for completion as if it had been read.
 */
import type { QuizData } from "@tessera/course";
import { html, nothing, render } from "lit";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";

export const pretest: QuizExtra = {
  name: "pretest",
  handedIn(player, quiz) {
    if (quiz.pretest === undefined) return;
    const pages = { ...player.state.pages };
    for (const page of skippable(player, quiz)) {
      const before = pages[page];
      if (!before?.seen) pages[page] = { activeMs: before?.activeMs ?? 0, seen: true, skipped: true };
    }
    player.state = { ...player.state, pages };
  },
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

/** Slugs of the objectives that the last attempt showed, by their share of the points. */
export function shownObjectives(player: UnitPlayer, quiz: QuizData): readonly string[] {
  const won = new Map<string, { got: number; of: number }>();
  for (const [slug, { scaled }] of player.judged(quiz)) {
    const { objectives = [], points = 0 } = player.data.questions[slug] ?? {};
    for (const objective of objectives) {
      const { got, of } = won.get(objective) ?? { got: 0, of: 0 };
      won.set(objective, { got: got + points * scaled, of: of + points });
    }
  }
  const needed = (quiz.pretest ?? 1) - 1e-6;
  return [...won].filter(([, { got, of }]) => got / of >= needed).map(([objective]) => objective);
}

/** Slugs of pages of this unit all of whose objectives were shown. */
function skippable(player: UnitPlayer, quiz: QuizData): readonly string[] {
  const shown = new Set(shownObjectives(player, quiz));
  const { teaches = {}, pages } = player.data;
  return pages
    .map(({ slug }) => slug)
    .filter((slug) => {
      const taught = Object.keys(teaches).filter((objective) =>
        teaches[objective]?.some(({ page }) => page === slug),
      );
      return taught.length > 0 && taught.every((objective) => shown.has(objective));
    });
}

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
