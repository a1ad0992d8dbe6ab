import type { QuizData } from "@tessera/course";
import type { QuizRule } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";

export const pretestRule = {
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
} as const satisfies QuizRule;

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
export function skippable(player: UnitPlayer, quiz: QuizData): readonly string[] {
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
