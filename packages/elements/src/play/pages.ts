/** Turning pages, and when a page counts as seen. */
import type { UnitData } from "@tessera/course";
import { BLANK_PAGE, type PagePlay, type PlayState } from "./play.ts";

/** Whoever stays this long has seen the page, though its end was never on the screen: 600 words a minute, 3 to 20 s. */
export function dwellMs(words: number): number {
  return Math.min(Math.max(words * 100, 3_000), 20_000);
}

/** The end of a page has to stay on the screen this long, so that scrolling past does not count. */
export const END_MS = 1_000;

export function openPage(state: PlayState, page: string): PlayState {
  return state.place === page ? state : { ...state, place: page };
}

/**
 * Adds visible time to the page the learner is on.
 * @param words - how many words stand on it
 */
export function spendTime(state: PlayState, ms: number, words: number): PlayState {
  if (ms <= 0) return state;
  const before = state.pages[state.place] ?? BLANK_PAGE;
  const activeMs = before.activeMs + Math.round(ms);
  const seen = activeMs >= dwellMs(words);
  return withPage(state, seen ? { activeMs, seen } : { ...before, activeMs });
}

/** The end of the page was on the screen for END_MS, or the learner went on from there. */
export function reachEnd(state: PlayState): PlayState {
  const before = state.pages[state.place] ?? BLANK_PAGE;
  return before.seen && !before.skipped ? state : withPage(state, { activeMs: before.activeMs, seen: true });
}

export function isSeen(state: PlayState, page: string): boolean {
  return state.pages[page]?.seen ?? false;
}

export function pageIndex(data: UnitData, state: PlayState): number {
  return Math.max(
    0,
    data.pages.findIndex((page) => page.slug === state.place),
  );
}

function withPage(state: PlayState, page: PagePlay): PlayState {
  return { ...state, pages: { ...state.pages, [state.place]: page } };
}
