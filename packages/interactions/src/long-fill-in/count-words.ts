/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Words as an author counts them: `well-known` is one, a dash alone is none. Where a script has no spaces, the words
 * that the browser tells apart; a browser that tells none counts what stands between spaces.
 */
export function countWords(text: string): number {
  if (UNSPACED.test(text) && "Segmenter" in Intl) {
    const segments = new Intl.Segmenter("en", { granularity: "word" }).segment(text);
    return [...segments].filter(({ isWordLike }) => isWordLike).length;
  }
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
