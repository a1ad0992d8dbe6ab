import { expect, test } from "vitest";
import { checkWriting } from "./check-writing.ts";
import { overlap, rangeIn } from "./ranges.ts";
import { wordListOf } from "./word-lists.ts";
import type { WrittenItem } from "./written-item.ts";

const span = { file: "a.md", start: 0, end: 1 };
/** `*word` is emphasised; answers with `x ` in front are right. */
function item(language: string, ask: string, ...answers: readonly string[]): WrittenItem {
  return {
    language,
    askSpan: span,
    ask: ask.split(" ").map((written, index, all) => ({
      word: written.toLowerCase().replace(/[*,?:]/g, ""),
      emphasised: written.startsWith("*"),
      clause: (all[index - 1] ?? "").endsWith(","),
      span,
    })),
    options: answers.map((answer) => ({
      text: answer.replace(/^x /, ""),
      right: answer.startsWith("x "),
      span,
    })),
  };
}
const told = (...parts: Parameters<typeof item>) =>
  checkWriting(item(...parts)).map(({ code, severity }) => {
    expect(severity).toBe("warning");
    return code.replace("writing/", "");
  });

test.each<[string, ...Parameters<typeof item>]>([
  ["negative-stem", "en", "Which valve is not shut?", "x Drain", "Vent"],
  ["negative-stem", "en", "All of the valves are shut except", "x Drain", "Vent"],
  ["negative-stem", "de", "Welches Ventil wird nicht geschlossen?", "x Ablass", "Saugseite"],
  ["negative-stem", "de", "Alle Ventile sind zu, außer", "x Ablass", "Saugseite"],
  [
    "longest-right",
    "fr",
    "Que faites-vous ?",
    "x Commander un filtre et relire le manomètre",
    "Rien",
    "Fermer",
  ],
  ["all-of-the-above", "en", "What is on the tag?", "Name", "Date", "x All of these"],
  ["all-of-the-above", "en", "What is on the tag?", "x Name", "Date", "All of the above are correct"],
  ["all-of-the-above", "de", "Was steht auf dem Schild?", "Name", "Datum", "x Alle davon"],
  ["none-is-right", "en", "What is on the tag?", "Colour", "Price", "x None of the above"],
  ["none-is-right", "de", "Was steht auf dem Schild?", "Farbe", "Preis", "x Keine davon"],
  ["overlapping-ranges", "en", "How warm is it?", "x 5 to 10 °C", "10 to 15 °C"],
  ["overlapping-ranges", "de", "Wie viel?", "x 1,5 bis 2,5 m", "2 bis 3 m"],
  ["overlapping-ranges", "nl", "Hoeveel?", "x < 5 Pa", "4–9 Pa"],
  ["absolute-wrong", "en", "When is it changed?", "x When it is loaded", "Always in spring"],
  ["absolute-wrong", "de", "Wann wird er getauscht?", "x Bei Bedarf", "Immer im Frühling"],
  ["repeated-word", "en", "What opens the isolation valve?", "x The isolation handle", "The panel", "A fan"],
  ["article-cue", "en", "What opens slowly is an", "x Actuator", "Damper"],
  ["article-cue", "en", "What turns is a:", "x Fan", "Actuator"],
  ["number-cue", "en", "Which of these are shut?", "x Suction", "Drain"],
  ["number-cue", "en", "Which one is shut?", "x Suction", "x Drain", "Vent"],
  ["number-cue", "de", "Welche dieser Ventile sind zu?", "x Saugseite", "Ablass"],
])("%s is told: %s, %s", (code, ...parts) => {
  expect(told(...parts)).toEqual([code]);
});

test.each<[string, ...Parameters<typeof item>]>([
  ["an emphasised negative", "en", "Which valve is *NOT shut?", "x Drain", "Vent"],
  ["a negative that is the case", "en", "What do you do when it does not start?", "x Read", "Press"],
  ["a negative behind a comma", "de", "Was tun Sie, die Pumpe läuft nicht?", "x Lesen", "Drücken"],
  ["a negative that asks nothing", "en", "The pump does not start.", "x True", "False"],
  ["a long answer among two", "en", "What now?", "x Order a filter and read the gauge", "Stop"],
  ["a long answer as long as a wrong one", "en", "What now?", "x Order a filter", "Order a new fan", "Stop"],
  ["none of these as a wrong answer", "en", "What is on it?", "x Name", "Date", "None of these"],
  ["ranges that touch and do not overlap", "en", "How warm?", "x 5–9 °C", "10–14 °C", "15–19 °C"],
  ["ranges of which several may be right", "en", "How warm?", "x 5–10 °C", "x 8–15 °C", "20–25 °C"],
  ["ranges of different things", "en", "How much?", "x 5–10 Pa", "5–10 kPa"],
  [
    "limits to the same side",
    "en",
    "How many people at least?",
    "x At least two",
    "at least 2",
    "at least 3",
  ],
  ["times of day and dates", "en", "When?", "x 2026-11-28", "2026-11-29"],
  ["an absolute right answer", "en", "When?", "x Never alone", "Always alone"],
  ["a word that a wrong answer has, too", "en", "What opens the valve?", "x The valve", "A valve", "A fan"],
  ["an article that fits all", "en", "What opens is an", "x Actuator", "Oven"],
  ["several asked and several right", "en", "Which of these are shut?", "x A pump", "x B pump", "C pump"],
  ["words of a language without a list", "sv", "Vilken är inte stängd?", "x Alltid", "Aldrig"],
])("nothing is told of %s", (_, ...parts) => {
  expect(told(...parts)).toEqual([]);
});

test.each([
  ["en", "1,000–2,000 m", { from: 1000, to: 2000 }],
  ["de", "1.000 – 2.000 m", { from: 1000, to: 2000 }],
  ["de", "1,5 bis 2 m", { from: 1.5, to: 2 }],
  ["en", "between 5 and 10 Pa", { from: 5, to: 10 }],
  ["en", "5 Pa to 10 Pa", { from: 5, to: 10 }],
  ["en", "≤ 10 Pa", { from: -Infinity, to: 10, openTo: false }],
  ["en", "more than 10", { from: 10, to: Infinity, openFrom: true }],
  ["de", "höchstens 10 Pa", { from: -Infinity, to: 10, openTo: false }],
  ["en", "VLAN 40", undefined],
  ["en", "10", undefined],
  ["en", "10–5", undefined],
  ["en", "62443-3-3:2013", undefined],
])("%s: %s is read as a range, or as none", (language, text, range) => {
  const found = rangeIn(text, wordListOf(language), language === "de" ? "," : ".");
  if (range === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(range);
});

test("two ranges share a number where both are closed at it", () => {
  const at = (text: string) =>
    rangeIn(text, wordListOf("en"), ".") as NonNullable<ReturnType<typeof rangeIn>>;
  expect(overlap(at("5–10"), at("10–15"))).toBe(true);
  expect(overlap(at("less than 10"), at("10–15"))).toBe(false);
  expect(overlap(at("up to 10"), at("10–15"))).toBe(true);
  expect(overlap(at("10–15"), at("more than 15"))).toBe(false);
  expect(overlap(at("less than 10"), at("at least 10"))).toBe(false);
});
