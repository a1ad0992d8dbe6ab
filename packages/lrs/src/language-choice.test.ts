import { expect, test } from "vitest";
import { oneLanguage, readLanguages } from "./language-choice.ts";

const MAP = { de: "Farbe", "en-GB": "colour", "en-US": "color", "zh-Hant": "顏色" };

test.each([
  [null, "de"],
  ["", "de"],
  ["en-US", "en-US"],
  ["EN-us", "en-US"],
  ["en", "en-GB"],
  ["en-AU", "en-GB"],
  ["fr, en-US;q=0.5, de;q=0.8", "de"],
  ["fr", "de"],
  ["*", "de"],
  ["de;q=0, en-GB", "en-GB"],
  ["zh-Hant-TW", "zh-Hant"],
])("for Accept-Language %s the choice is %s", (header, tag) => {
  expect(Object.keys(oneLanguage(MAP, readLanguages(header)))).toEqual([tag]);
});

test("an empty map stays empty", () => {
  expect(oneLanguage({}, readLanguages("en"))).toEqual({});
});
