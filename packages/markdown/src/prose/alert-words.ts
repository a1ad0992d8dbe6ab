/** The titles of call-outs. Languages that are not here get English. */
const WORDS: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  en: ["Note", "Tip", "Important", "Warning", "Caution"],
  de: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
  fr: ["Note", "Astuce", "Important", "Avertissement", "Attention"],
  es: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
  it: ["Nota", "Suggerimento", "Importante", "Avvertenza", "Attenzione"],
  nl: ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
  pt: ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
  ar: ["ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"],
};
const ORDER = ["note", "tip", "important", "warning", "caution"];

/** @param language - RFC 5646 */
export function alertWord(alert: string, language: string): string {
  const words = WORDS[language.split("-")[0] as string] ?? (WORDS["en"] as readonly string[]);
  return words[ORDER.indexOf(alert)] ?? alert;
}
