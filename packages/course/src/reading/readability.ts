import { sentencesIn } from "./html-text.ts";

/** Which school grade reads a text, by a formula of its language. */
export interface Readability {
  /** American school grade, or for German the grade of the Vienna formula; one decimal. */
  readonly grade: number;
  readonly formula: "Flesch-Kincaid" | "Wiener Sachtextformel" | "LIX";
  /** Words in the sentences that were counted. */
  readonly words: number;
  /** Mean words in a sentence. */
  readonly perSentence: number;
  /** The words of the longest sentence. */
  readonly longest: readonly string[];
}

/** Below so many words a formula says nothing: Flesch took samples of a hundred. */
export const LEAST_WORDS = 100;
/** Written without spaces between words, or without vowels: none of the formulas was made for them. */
const UNFIT = new Set("ja zh th km lo my ar he fa ur ps dv".split(" "));

/**
 * - English: Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, 1975).
 * - German: first Wiener Sachtextformel (Bamberger and Vanecek, 1984).
 * - Other languages: LIX (Björnsson, 1968) as a grade by Anderson's table (1983).
 *
 * @param blocks - paragraphs of plain text
 * @param language - RFC 5646; only its primary subtag counts
 * @returns undefined for fewer than `LEAST_WORDS` words, or a language that no formula fits
 */
export function readability(blocks: readonly string[], language: string): Readability | undefined {
  const primary = language.split("-")[0]?.toLowerCase() ?? "";
  const sentences = sentencesIn(blocks).map((words) => words.filter((word) => /\p{L}/u.test(word)));
  const words = sentences.flat();
  if (UNFIT.has(primary) || words.length < LEAST_WORDS) return undefined;
  const perSentence = words.length / sentences.length;
  const share = (holds: (word: string) => boolean) => (words.filter(holds).length / words.length) * 100;
  const long = share((word) => [...word].length > 6);
  const longest = sentences.reduce(
    (most, each) => (each.length > most.length ? each : most),
    [] as readonly string[],
  );
  const common = { words: words.length, perSentence: rounded(perSentence), longest };
  if (primary === "en") {
    const syllables = words.reduce((sum, word) => sum + englishSyllables(word), 0);
    const grade = 0.39 * perSentence + 11.8 * (syllables / words.length) - 15.59;
    return { grade: rounded(grade), formula: "Flesch-Kincaid", ...common };
  }
  if (primary === "de") {
    const many = share((word) => germanSyllables(word) >= 3);
    const one = share((word) => germanSyllables(word) === 1);
    const grade = 0.1935 * many + 0.1672 * perSentence + 0.1297 * long - 0.0327 * one - 0.875;
    return { grade: rounded(grade), formula: "Wiener Sachtextformel", ...common };
  }
  return { grade: gradeOfLix(perSentence + long), formula: "LIX", ...common };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Anderson's table goes from below 10, grade 1, in steps of four; 56 and above is beyond school. */
function gradeOfLix(lix: number): number {
  if (lix < 10) return 1;
  if (lix < 15) return 2;
  if (lix < 20) return 3;
  return Math.min(Math.floor((lix - 20) / 4) + 4, 13);
}

/** Groups of vowels, without a silent e: right to about one word in ten, which is as good as the formula is. */
export function englishSyllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, "");
  if (plain.length <= 3) return 1;
  const spoken = plain
    .replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, (end) =>
      /(?:[sxzcg]|ch|sh)es$/.test(plain) ? end : (end[0] ?? ""),
    )
    .replace(/^y/, "");
  return Math.max(spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1, 1);
}

/** Groups of vowels; `ei`, `ie`, `au` and the like are one. */
export function germanSyllables(word: string): number {
  const plain = word.toLowerCase();
  return Math.max(plain.match(/aa|ee|oo|ai|ei|au|äu|eu|ie|ui|[aeiouyäöüé]/g)?.length ?? 1, 1);
}
