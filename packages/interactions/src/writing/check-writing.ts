/**
 * Flaws of questions with answers to choose from, by the guidelines of Haladyna, Downing and Rodriguez, "A Review of
 * Multiple-Choice Item-Writing Guidelines for Classroom Assessment", Applied Measurement in Education 15(3), 2002: the
 * numbers below are theirs. Every one is a warning: a list of words knows less than an author.
 */
import type { Diagnostic } from "@tessera/diagnostics";
import { overlap, rangeIn } from "./ranges.ts";
import { decimalOf, wordListOf } from "./word-lists.ts";
import type { WordList } from "./word-lists.ts";
import { writingMistakes } from "./writing-mistakes.ts";
import type { WrittenItem, WrittenOption } from "./written-item.ts";

/** A right answer is conspicuous when it is so many times as long as the longest wrong one … */
export const LONGER = 1.5;
/** … and so many characters longer: `No` and `Yes, now` are no matter of length. */
export const LONGER_BY = 15;
/** Shorter words come again by chance. */
const LONG_WORD = 5;

/** Everything that is told of one question, in the order of its guidelines. */
export function checkWriting(item: WrittenItem): readonly Diagnostic[] {
  const words = wordListOf(item.language);
  const right = item.options.filter((option) => option.right);
  const wrong = item.options.filter((option) => !option.right);
  if (right.length === 0 || wrong.length === 0) return [];
  const both = { item, right, wrong };
  return [
    ...(words ? negativeStem(both, words) : []),
    ...overlappingRanges(both, words),
    ...longestRight(both),
    ...(words ? [...standingForOthers(both, words), ...cues(both, words)] : []),
  ];
}

interface Sides {
  readonly item: WrittenItem;
  readonly right: readonly WrittenOption[];
  readonly wrong: readonly WrittenOption[];
}

const lengthOf = ({ text }: WrittenOption): number => [...text].length;
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];

/** 17: "Word the stem positively, avoid negatives such as NOT or EXCEPT." Emphasised, one is not read over. */
function negativeStem({ item }: Sides, words: WordList): readonly Diagnostic[] {
  const { ask } = item;
  const asks = ask.findIndex(({ word }) => words.asking.has(word));
  const end = ask.findIndex(
    ({ word, clause }, index) => index > asks && (clause || (words.clause.has(word) && asks !== -1)),
  );
  const found = ask.find(({ word, emphasised }, index) => {
    if (emphasised) return false;
    if (words.except.has(word)) return true;
    return asks !== -1 && index > asks && (end === -1 || index < end) && words.negative.has(word);
  });
  return found ? [writingMistakes.negativeStem(found.span, { word: found.word })] : [];
}

/** 22: "Keep choices independent; choices should not be overlapping." Where several may be right, they may. */
function overlappingRanges({ item, right }: Sides, words: WordList | undefined): readonly Diagnostic[] {
  if (right.length > 1) return [];
  const decimal = decimalOf(item.language);
  const ranges = item.options.map((option) => ({ option, range: rangeIn(option.text, words, decimal) }));
  for (const [index, { option, range }] of ranges.entries())
    for (const other of ranges.slice(0, index))
      if (range && other.range && overlap(range, other.range))
        return [
          writingMistakes.overlappingRanges(option.span, { one: option.text, other: other.option.text }),
        ];
  return [];
}

/** 24: "Keep the length of choices about equal." */
function longestRight({ right, wrong }: Sides): readonly Diagnostic[] {
  const shortest = Math.min(...right.map(lengthOf));
  const longest = Math.max(...wrong.map(lengthOf));
  if (wrong.length < 2 || shortest <= longest * LONGER || shortest - longest < LONGER_BY) return [];
  const [first] = right as readonly [WrittenOption];
  return [writingMistakes.longestRight(first.span, { right: shortest, wrong: longest })];
}

/** 25 and 26: "None-of-the-above should be used carefully", "avoid All-of-the-above". */
function standingForOthers({ item }: Sides, words: WordList): readonly Diagnostic[] {
  return item.options.flatMap(({ text, right, span }) => {
    const plain = wordsOf(text).join(" ");
    if (words.all.test(plain)) return [writingMistakes.allOfTheAbove(span, { text })];
    return right && words.none.test(plain) ? [writingMistakes.noneIsRight(span, { text })] : [];
  });
}

/** 28: "Avoid giving clues to the right answer": specific determiners, clang associations, grammar. */
function cues(sides: Sides, words: WordList): readonly Diagnostic[] {
  return [
    ...absoluteWrong(sides, words),
    ...repeatedWord(sides, words),
    ...articleCue(sides, words),
    ...numberCue(sides, words),
  ];
}

function absoluteWrong({ right, wrong }: Sides, words: WordList): readonly Diagnostic[] {
  const absolute = ({ text }: WrittenOption) => wordsOf(text).find((word) => words.absolute.has(word));
  if (right.some((option) => absolute(option) !== undefined)) return [];
  const found = wrong.find((option) => absolute(option) !== undefined);
  return found ? [writingMistakes.absoluteWrong(found.span, { word: absolute(found) as string })] : [];
}

function repeatedWord({ item, right, wrong }: Sides, words: WordList): readonly Diagnostic[] {
  if (right.length > 1 || wrong.length < 2) return [];
  const [key] = right as readonly [WrittenOption];
  const asked = new Set(item.ask.map(({ word }) => word));
  const elsewhere = new Set(wrong.flatMap(({ text }) => wordsOf(text)));
  const found = wordsOf(key.text).find(
    (word) => word.length >= LONG_WORD && !words.common.has(word) && asked.has(word) && !elsewhere.has(word),
  );
  return found === undefined ? [] : [writingMistakes.repeatedWord(key.span, { word: found })];
}

function articleCue({ item, right, wrong }: Sides, words: WordList): readonly Diagnostic[] {
  const article = item.ask.at(-1);
  if (article === undefined || !Object.hasOwn(words.articles, article.word)) return [];
  const vowel = words.articles[article.word];
  const fits = ({ text }: WrittenOption) => /^[aeiou]/i.test(text) === vowel;
  const unfit = wrong.find((option) => !fits(option));
  if (!right.every(fits) || unfit === undefined) return [];
  return [writingMistakes.articleCue(article.span, { article: article.word, text: unfit.text })];
}

function numberCue({ item, right }: Sides, words: WordList): readonly Diagnostic[] {
  const sentence = item.ask.map(({ word }) => word).join(" ");
  const asked =
    right.length === 1 && words.several.test(sentence)
      ? "several"
      : right.length > 1 && words.single.test(sentence)
        ? "one"
        : undefined;
  return asked === undefined ? [] : [writingMistakes.numberCue(item.askSpan, { asked, right: right.length })];
}
