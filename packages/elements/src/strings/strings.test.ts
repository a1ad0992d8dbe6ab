import { expect, test } from "vitest";
import { en } from "./en.ts";
import { sayIn } from "./say.ts";
import { directionOf, shellStrings, UI_LANGUAGES, uiLanguage } from "./strings.ts";

const base = (key: string) => key.replace(/\.(zero|one|two|few|many|other)$/, "");
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test.each(Object.entries(UI_LANGUAGES))(
  "%s says everything that English says, with the same words filled in",
  (_, strings) => {
    const english = new Set(Object.keys(en).map(base));
    expect([...new Set(Object.keys(strings).map(base))].sort()).toEqual([...english].sort());
    for (const [key, text] of Object.entries(strings)) {
      const other =
        (en as Record<string, string>)[key] ?? (en as Record<string, string>)[`${base(key)}.other`] ?? "";
      const missing = holes(text).filter((hole) => !holes(other).includes(hole));
      expect(missing, key).toEqual([]);
    }
  },
);

test.each(Object.entries(UI_LANGUAGES))("%s has every plural form its language uses", (language, strings) => {
  const plurals = [
    ...new Set(
      Object.keys(strings)
        .filter((key) => base(key) !== key)
        .map(base),
    ),
  ];
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const key of plurals)
    for (const form of forms) expect(strings, key).toHaveProperty([`${key}.${form}`]);
});

test("a language that is missing falls back to English, and says so", () => {
  expect(shellStrings("fr-CA")["next"]).toBe("Next");
  expect(uiLanguage("fr-CA")).toBe("en");
  expect(shellStrings("de-CH")["next"]).toBe("Weiter");
});

test("direction follows the language or its script", () => {
  expect(["ar", "he-IL", "az-Arab", "en", "de"].map(directionOf)).toEqual([
    "rtl",
    "rtl",
    "rtl",
    "ltr",
    "ltr",
  ]);
});

test("words are filled in, numbers and plurals in the language's way", () => {
  const say = sayIn(shellStrings("de"), "de");
  expect(say("quiz.score", { raw: 7.5, max: 10, percent: 75 })).toBe("7,5 von 10 Punkten, 75 %.");
  expect(say("status.waiting", { n: 1 })).toBe("1 Antwort wartet auf das Senden");
  expect(sayIn(shellStrings("ar"), "ar")("quiz.left", { n: 2 })).toBe("بقيت محاولتان");
});

test("a key without words shows itself instead of a blank", () => {
  expect(sayIn({}, "en")("no-such-key")).toBe("no-such-key");
});
