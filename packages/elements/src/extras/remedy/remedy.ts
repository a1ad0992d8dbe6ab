/** After an attempt: the objectives that were missed, each with the way to the page that teaches it. */
import { html, nothing, render } from "lit";
import type { TeachingPage } from "@tessera/course";
import type { QuizExtra, QuizScene } from "../../quiz/extra.ts";

export const remedy: QuizExtra = {
  name: "remedy",
  draw(scene) {
    if (!scene.quiz.uncounted) render(list(scene), scene.place("remedy", "list"));
  },
};

/** Slugs of the objectives of questions that were not wholly right, those with the most points lost first. */
export function missedObjectives({ player, quiz }: Pick<QuizScene, "player" | "quiz">): readonly string[] {
  const lost = new Map<string, number>();
  for (const [slug, { scaled }] of player.judged(quiz)) {
    const { objectives = [], points = 0 } = player.data.questions[slug] ?? {};
    if (scaled < 1)
      for (const objective of objectives)
        lost.set(objective, (lost.get(objective) ?? 0) + points * (1 - Math.max(0, scaled)));
  }
  return [...lost].sort(([, a], [, b]) => b - a).map(([objective]) => objective);
}

function list(scene: QuizScene) {
  const { player, say, view } = scene;
  if (view.phase !== "finished") return nothing;
  const { teaches = {}, objectives } = player.data;
  const missed = missedObjectives(scene).filter((slug) => (teaches[slug] ?? []).length > 0);
  if (missed.length === 0) return nothing;
  return html`<h3>${say("remedy.title")}</h3>
    <ul>
      ${missed.map(
        (slug) =>
          html`<li>
            ${objectives.find((objective) => objective.slug === slug)?.title ?? slug}
            <ul class="t-ways">
              ${teaches[slug]?.map((page) => html`<li>${way(page, scene)}</li>`)}
            </ul>
          </li>`,
      )}
    </ul>`;
}

/** Only the LMS can open another unit. */
function way({ title, page, unit }: TeachingPage, { say }: QuizScene) {
  if (page !== undefined) return html`<a href=${`#${page}`}>${title}</a>`;
  // A unit of one page has its title: once is enough.
  if (unit === title) return say("remedy.unit", { title });
  return say("remedy.elsewhere", { title, unit: unit ?? "" });
}
