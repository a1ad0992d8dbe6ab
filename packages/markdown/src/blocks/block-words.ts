/** Words that the compiler itself puts into a page. Languages that are not here get English. */
export const BLOCK_WORDS = {
  footnotes: {
    en: "Footnotes",
    de: "Fußnoten",
    fr: "Notes de bas de page",
    es: "Notas al pie",
    it: "Note",
    nl: "Voetnoten",
    pt: "Notas de rodapé",
    ar: "الحواشي",
  },
  "footnote-back": {
    en: "Back to the text, note {n}",
    de: "Zurück zum Text, Fußnote {n}",
    fr: "Retour au texte, note {n}",
    es: "Volver al texto, nota {n}",
    it: "Torna al testo, nota {n}",
    nl: "Terug naar de tekst, noot {n}",
    pt: "Voltar ao texto, nota {n}",
    ar: "العودة إلى النص، الحاشية {n}",
  },
  figure: {
    en: "Figure",
    de: "Abbildung",
    fr: "Figure",
    es: "Figura",
    it: "Figura",
    nl: "Figuur",
    pt: "Figura",
    ar: "الشكل",
  },
  terms: {
    en: "Terms on this page",
    de: "Begriffe auf dieser Seite",
    fr: "Termes de cette page",
    es: "Términos de esta página",
    it: "Termini di questa pagina",
    nl: "Begrippen op deze pagina",
    pt: "Termos desta página",
    ar: "مصطلحات هذه الصفحة",
  },
  close: {
    en: "Close",
    de: "Schließen",
    fr: "Fermer",
    es: "Cerrar",
    it: "Chiudi",
    nl: "Sluiten",
    pt: "Fechar",
    ar: "إغلاق",
  },
  transcript: {
    en: "Transcript",
    de: "Mitschrift",
    fr: "Transcription",
    es: "Transcripción",
    it: "Trascrizione",
    nl: "Transcriptie",
    pt: "Transcrição",
    ar: "النص المكتوب",
  },
  speed: {
    en: "Speed",
    de: "Tempo",
    fr: "Vitesse",
    es: "Velocidad",
    it: "Velocità",
    nl: "Snelheid",
    pt: "Velocidade",
    ar: "السرعة",
  },
  embed: {
    en: "This part works on a screen, with scripts.",
    de: "Dieser Teil läuft auf einem Bildschirm, mit Skripten.",
    ar: "يعمل هذا الجزء على الشاشة مع تفعيل البرامج النصية.",
  },
  cards: { en: "Card {n} of {of}", de: "Karte {n} von {of}", ar: "البطاقة {n} من {of}" },
  "cards-start": { en: "Practise with cards", de: "Mit Karten üben", ar: "تدرّب بالبطاقات" },
  "cards-turn": { en: "Show the answer", de: "Antwort zeigen", ar: "أظهر الإجابة" },
  "cards-again": {
    en: "Not yet: ask again",
    de: "Noch nicht: noch einmal fragen",
    ar: "ليس بعد: اسأل مرة أخرى",
  },
  "cards-known": { en: "I knew it", de: "Gewusst", ar: "عرفتها" },
  "cards-done": {
    en: "That is all for now. The next card is due on {date}.",
    de: "Das ist alles für jetzt. Die nächste Karte ist am {date} dran.",
    ar: "هذا كل شيء الآن. البطاقة التالية مستحقة في {date}.",
  },
  "cards-all": { en: "Practise all cards", de: "Alle Karten üben", ar: "تدرّب على كل البطاقات" },
  "cards-list": { en: "Show the list", de: "Liste zeigen", ar: "أظهر القائمة" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type BlockWord = keyof typeof BLOCK_WORDS;

/** @param language - RFC 5646; only its primary subtag counts */
export function blockWord(word: BlockWord, language: string): string {
  const words: Readonly<Record<string, string>> = BLOCK_WORDS[word];
  return words[language.split("-")[0]?.toLowerCase() ?? ""] ?? BLOCK_WORDS[word].en;
}
