import { expect, test } from "vitest";
import { sentencesIn, textBlocks } from "./html-text.ts";
import { englishSyllables, germanSyllables, LEAST_WORDS, readability } from "./readability.ts";

test.each([
  ["pump", 1],
  ["valve", 1],
  ["valves", 1],
  ["closed", 1],
  ["isolated", 4],
  ["needed", 2],
  ["table", 2],
  ["people", 2],
  ["pressure", 2],
  ["boxes", 2],
  ["changes", 2],
  ["network", 2],
  ["building", 2],
  ["operator", 4],
  ["the", 1],
  ["every", 3],
])("%s has %i syllables in English", (word, count) => {
  expect(englishSyllables(word)).toBe(count);
});

test.each([
  ["Pumpe", 2],
  ["Ventil", 2],
  ["Anlage", 3],
  ["zwei", 1],
  ["Gebäudeleittechnik", 6],
  ["Tür", 1],
])("%s has %i syllables in German", (word, count) => {
  expect(germanSyllables(word)).toBe(count);
});

/** So many sentences of the same words. */
const text = (sentence: string, times: number) => Array.from({ length: times }, () => sentence);

test("English is graded by Flesch-Kincaid", () => {
  // 10 words and 12 syllables in each sentence: 0.39 × 10 + 11.8 × 1.2 − 15.59 = 2.47.
  const found = readability(text("Shut the valve and wait until the pump stops turning.", 10), "en");
  expect(found).toMatchObject({ grade: 2.5, formula: "Flesch-Kincaid", words: 100, perSentence: 10 });
});

test("German is graded by the first Wiener Sachtextformel", () => {
  // 5 words each: 20 % of three and more syllables, 20 % longer than six letters, 60 % of one syllable:
  // 0.1935 × 20 + 0.1672 × 5 + 0.1297 × 20 − 0.0327 × 60 − 0.875 = 4.463.
  const found = readability(text("Die Pumpe läuft nicht automatisch.", 20), "de-CH");
  expect(found).toMatchObject({ grade: 4.5, formula: "Wiener Sachtextformel", perSentence: 5 });
});

test("other languages are graded by LIX and Anderson's table", () => {
  // 9 words each, three of more than six letters: 9 + 33.3 = 42.3, which is grade 9.
  const found = readability(text("On ferme la vanne avant de toucher machine tournante.", 12), "fr");
  expect(found).toMatchObject({ formula: "LIX", perSentence: 9, grade: 9 });
});

test("nothing is said of few words, or of a language that no formula fits", () => {
  expect(readability(text("Shut the valve and wait.", LEAST_WORDS / 5 - 1), "en")).toBeUndefined();
  expect(readability(text("Shut the valve and wait.", LEAST_WORDS / 5), "en")).toBeDefined();
  expect(readability(text("Shut the valve and wait.", LEAST_WORDS), "ja")).toBeUndefined();
});

test("a heading, an entry and a paragraph are blocks; code, formulas and transcripts are not read", () => {
  const html =
    '<h2>Shut &#x26; lock</h2><p>Wait.<br>Then <em>read</em> <code>10.0.0.1</code> again.</p><ul><li>One</li></ul><pre>x y z</pre><math><mi>Q</mi></math><details class="transcript"><p>What was said.</p></details><table><tbody><tr><td>Cell</td></tr></tbody></table>';
  expect(textBlocks(html)).toEqual(["Shut & lock", "Wait.", "Then read again.", "One"]);
  expect(textBlocks(html, { tables: true })).toContain("Cell");
});

test("sentences end at their marks, and short ones are no sentences", () => {
  const blocks = ["Wait for it. Then read the gauge! No.", "Is it 3.5 bar?"];
  expect(sentencesIn(blocks).map((words) => words.length)).toEqual([3, 4, 5]);
});
