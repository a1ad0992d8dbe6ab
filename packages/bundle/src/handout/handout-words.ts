/** What a handout says besides the course's own words. Languages that are not here get English. */
const WORDS = {
  en: {
    name: "Name",
    date: "Date",
    objectives: "What you will be able to do",
    question: "Question {n}",
    drawn: "{n} of {of} questions; on a screen they are drawn anew for each attempt.",
    several: "Tick all that apply.",
    answers: "Answers",
    from: "Choose from:",
    rightAnswer: "Right answer",
    rightOrder: "Right order",
    lookedFor: "What counts",
    model: "A good answer",
    true: "True",
    false: "False",
  },
  de: {
    name: "Name",
    date: "Datum",
    objectives: "Was Sie danach können",
    question: "Frage {n}",
    drawn: "{n} von {of} Fragen; am Bildschirm werden sie für jeden Versuch neu gezogen.",
    several: "Kreuzen Sie alles an, was zutrifft.",
    answers: "Lösungen",
    from: "Zur Auswahl:",
    rightAnswer: "Richtige Antwort",
    rightOrder: "Richtige Reihenfolge",
    lookedFor: "Worauf es ankommt",
    model: "Eine gute Antwort",
    true: "Wahr",
    false: "Falsch",
  },
  ar: {
    name: "الاسم",
    date: "التاريخ",
    objectives: "ما ستتمكن من فعله",
    question: "السؤال {n}",
    drawn: "{n} من {of} أسئلة؛ على الشاشة تُسحب من جديد في كل محاولة.",
    several: "ضع علامة على كل ما ينطبق.",
    answers: "الإجابات",
    from: "اختر من:",
    rightAnswer: "الإجابة الصحيحة",
    rightOrder: "الترتيب الصحيح",
    lookedFor: "ما يُنظر إليه",
    model: "إجابة جيدة",
    true: "صحيح",
    false: "خطأ",
  },
} as const;

export type HandoutWord = keyof (typeof WORDS)["en"];
/** Languages that a handout speaks. */
export const HANDOUT_LANGUAGES = Object.keys(WORDS);

export type HandoutSay = (word: HandoutWord, values?: Readonly<Record<string, number>>) => string;

/** @param language - RFC 5646 */
export function handoutWords(language: string): HandoutSay {
  const primary = language.split("-")[0]?.toLowerCase() ?? "";
  const words: Readonly<Record<HandoutWord, string>> =
    primary in WORDS ? WORDS[primary as keyof typeof WORDS] : WORDS.en;
  return (word, values = {}) =>
    words[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
