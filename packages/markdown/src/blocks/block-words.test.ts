import { expect, test } from "vitest";
import { BLOCK_WORDS, blockWord } from "./block-words.ts";

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test.each(Object.entries(BLOCK_WORDS))(
  "%s is said in the languages of the interface, with the same blanks",
  (_, words) => {
    expect(Object.keys(words)).toEqual(expect.arrayContaining(["en", "de", "ar"]));
    for (const text of Object.values<string>(words)) expect(holes(text)).toEqual(holes(words.en));
  },
);

test("a language that is missing gets English", () => {
  expect(blockWord("terms", "fi")).toBe("Terms on this page");
  expect(blockWord("figure", "DE-ch")).toBe("Abbildung");
});
