/** What the learner reads beside the code for the observer. Languages that are not here get English. */
const OBSERVE_WORDS = {
  title: { en: "For whoever watches you", de: "Für die Person, die zusieht", ar: "لمن يراقبك" },
  how: {
    en: "Let them scan this with their own device, or send them the link or the file. It holds this list, your name and your account, and goes to nobody else.",
    de: "Lassen Sie dies mit dem anderen Gerät scannen, oder schicken Sie den Link oder die Datei. Darin stehen diese Liste, Ihr Name und Ihr Konto; sonst bekommt es niemand.",
    ar: "دعه يمسح هذا بجهازه، أو أرسل له الرابط أو الملف. فيه هذه القائمة واسمك وحسابك، ولا يصل إلى أحد غيره.",
  },
  elsewhere: {
    en: "Not on this device: who signs does it on their own.",
    de: "Nicht auf diesem Gerät: Wer unterschreibt, tut es auf dem eigenen.",
    ar: "ليس على هذا الجهاز: من يوقّع يفعل ذلك على جهازه.",
  },
  code: { en: "QR code", de: "QR-Code", ar: "رمز QR" },
  long: {
    en: "This list is too long for a code: send the link or the file.",
    de: "Diese Liste ist für einen Code zu lang: Schicken Sie den Link oder die Datei.",
    ar: "هذه القائمة أطول من أن يسعها رمز: أرسل الرابط أو الملف.",
  },
  link: { en: "Link for the observer", de: "Link für die beobachtende Person", ar: "رابط المراقب" },
  copy: { en: "Copy the link", de: "Link kopieren", ar: "انسخ الرابط" },
  copied: { en: "Copied", de: "Kopiert", ar: "نُسخ" },
  select: {
    en: "Select the link and copy it by hand",
    de: "Markieren Sie den Link und kopieren Sie ihn von Hand",
    ar: "حدد الرابط وانسخه يدويًا",
  },
  save: { en: "Save the file", de: "Datei speichern", ar: "احفظ الملف" },
} as const;

export type ObserveWord = keyof typeof OBSERVE_WORDS;
export type ObserveWords = Readonly<Record<ObserveWord, string>>;

/** @param language - RFC 5646; only its primary subtag counts */
export function observeWords(language: string): ObserveWords {
  const primary = language.split("-")[0]?.toLowerCase() ?? "";
  return Object.fromEntries(
    Object.entries(OBSERVE_WORDS).map(([word, words]: [string, Readonly<Record<string, string>>]) => [
      word,
      words[primary] ?? words["en"],
    ]),
  ) as ObserveWords;
}
