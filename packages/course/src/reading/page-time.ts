import type { Course, Page } from "../course.ts";
import { practiceOn, quizzesOn } from "../coverage.ts";
import { textBlocks, wordsIn } from "./html-text.ts";

/**
 * Words that an adult reads in a minute when the text is to be learnt. Silent reading of non-fiction is about 240
 * (Brysbaert, 2019); what has to be understood and kept goes slower.
 */
export const WORDS_A_MINUTE = 200;
/** For reading a question, thinking and answering. */
export const MINUTES_A_QUESTION = 1;

/** For looking at a picture closely. */
export const MINUTES_A_PICTURE = 0.25;

/** How long a page takes whoever works through it. */
export interface PageTime {
  /** One decimal. */
  readonly minutes: number;
  readonly words: number;
  /** Those on the page, and those that one attempt at its quizzes asks. */
  readonly questions: number;
  /** Minutes of video and recordings. */
  readonly media: number;
  /**
   * False where more is to be done than anybody can tell: a film or recording of unknown length, an observation on the job.
   */
  readonly complete: boolean;
}

/** An estimate from what stands there. Tables are read; transcripts, code and formulas are not counted. */
export function timeOf(page: Page, course: Pick<Course, "assets">): PageTime {
  const html = page.flow.flatMap((part) => {
    if (part.type === "prose" || part.type === "observation") return [part.html];
    return part.type === "quiz" ? [part.intro] : [];
  });
  const words = html
    .flatMap((part) => textBlocks(part, { tables: true }))
    .reduce((sum, block) => sum + wordsIn(block).length, 0);
  const asked = quizzesOn(page)
    .flatMap((quiz) => quiz.pools)
    .reduce((sum, { draw, questions }) => sum + (draw ?? questions.length), 0);
  const questions = practiceOn(page).length + asked;
  const lengths = html
    .flatMap(playedIn)
    .map((path) => course.assets.find((asset) => asset.path === path)?.seconds);
  const pictures = html.reduce((sum, part) => sum + (part.match(/<img\b/g)?.length ?? 0), 0);
  const media = lengths.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0) / 60;
  return {
    minutes: rounded(
      words / WORDS_A_MINUTE + questions * MINUTES_A_QUESTION + pictures * MINUTES_A_PICTURE + media,
    ),
    words,
    questions,
    media: rounded(media),
    complete: !lengths.includes(undefined) && !page.flow.some(({ type }) => type === "observation"),
  };
}

function playedIn(html: string): readonly string[] {
  return [...html.matchAll(/<(?:video|audio)\b[^>]*?\ssrc="tessera-asset:([^"]+)"/g)].map(([, path = ""]) =>
    decodeURIComponent(path),
  );
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
