import { expect, test } from "vitest";
import { languageFor, LANGUAGES, say } from "./words.ts";

/** `path: text` of every string. */
function flat(value: unknown, path = ""): readonly (readonly [string, string])[] {
  return typeof value === "string"
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([name, inner]) => flat(inner, `${path}.${name}`));
}
const places = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(Object.keys(LANGUAGES))("%s has every word, with the same places for values", (tag) => {
  const english = flat(LANGUAGES.en);
  const other = new Map(flat(LANGUAGES[tag as "en"]));
  expect([...other.keys()].sort()).toEqual(english.map(([path]) => path).sort());
  for (const [path, text] of english) {
    expect(other.get(path)?.trim(), path).not.toBe("");
    expect(new Set(places(other.get(path) ?? "")), path).toEqual(new Set(places(text)));
  }
});

test("the first language that is there is taken, else English", () => {
  expect(languageFor(["fr-CH", "de-CH", "en"])).toBe("de");
  expect(languageFor(["ar-EG"])).toBe("ar");
  expect(languageFor(["fr", "constructor"])).toBe("en");
});

test("a value that is not there stays visible, and no value is looked into", () => {
  expect(say("{a} {b}", { a: "{b}" })).toBe("{b} {b}");
});
