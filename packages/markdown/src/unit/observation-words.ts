import type { Evidence } from "@tessera/course";

type Words = Readonly<Record<"en" | "de" | "ar", string>>;

/** What the page says round an observation. Languages that are not here get English. */
const OBSERVATION_WORDS = {
  what: { en: "Observation at work", de: "Beobachtung bei der Arbeit", ar: "ملاحظة أثناء العمل" },
  by: { en: "Observed and signed by", de: "Beobachtet und unterschrieben von", ar: "يلاحظ ويوقّع" },
  signatures: { en: "Signatures needed", de: "Nötige Unterschriften", ar: "عدد التوقيعات المطلوبة" },
  evidence: { en: "Evidence", de: "Nachweis", ar: "الدليل" },
  supervisor: { en: "supervisor", de: "Vorgesetzte oder Vorgesetzter", ar: "المشرف" },
  photo: { en: "photo", de: "Foto", ar: "صورة" },
  video: { en: "video", de: "Video", ar: "فيديو" },
  audio: { en: "sound recording", de: "Tonaufnahme", ar: "تسجيل صوتي" },
  document: { en: "document", de: "Dokument", ar: "مستند" },
  or: { en: " or ", de: " oder ", ar: " أو " },
  how: {
    en: "Somebody else watches you do this, marks every step and signs, on a device of their own. You cannot mark or sign it yourself, and reading this page is not yet being observed.",
    de: "Jemand anderes sieht dabei zu, hakt jeden Schritt ab und unterschreibt, auf einem eigenen Gerät. Sie können nichts selbst abhaken oder unterschreiben, und wenn Sie diese Seite gelesen haben, sind Sie noch nicht beobachtet worden.",
    ar: "يراقبك شخص آخر وأنت تؤدي هذا، ويعلّم على كل خطوة ويوقّع على جهازه. لا يمكنك أن تعلّم أو توقّع بنفسك، وقراءة هذه الصفحة لا تعني أنك لوحظت.",
  },
  critical: {
    en: "It succeeds when every step marked “Critical” is done.",
    de: "Sie gelingt, wenn jeder Schritt mit „Kritisch“ getan ist.",
    ar: "تنجح عندما تُنجز كل خطوة عليها علامة «حاسم».",
  },
  all: {
    en: "It succeeds when every step is done.",
    de: "Sie gelingt, wenn jeder Schritt getan ist.",
    ar: "تنجح عندما تُنجز كل الخطوات.",
  },
  recorded: {
    en: "What is recorded: your name and the observer's, when it was, for each step whether it was done, what the observer rated and wrote, and a fingerprint of this list as the observer saw it.",
    de: "Aufgezeichnet wird: Ihr Name und der der beobachtenden Person, wann es war, zu jedem Schritt, ob er getan wurde, was bewertet und geschrieben wurde, und ein Fingerabdruck dieser Liste, wie sie zu sehen war.",
    ar: "ما يُسجَّل: اسمك واسم المراقب، والوقت، وهل أُنجزت كل خطوة، وما قيّمه المراقب وكتبه، وبصمة هذه القائمة كما رآها المراقب.",
  },
} as const satisfies Readonly<Record<string, Words>> & Readonly<Record<Evidence, Words>>;

export type ObservationWord = keyof typeof OBSERVATION_WORDS;

/** @param language - RFC 5646; only its primary subtag counts */
export function observationWord(word: ObservationWord, language: string): string {
  const words: Readonly<Record<string, string>> = OBSERVATION_WORDS[word];
  return words[language.split("-")[0]?.toLowerCase() ?? ""] ?? OBSERVATION_WORDS[word].en;
}
