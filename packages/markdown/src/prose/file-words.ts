/** Units of 1,000 and 1,000,000 bytes, and what parts a number's fraction. */
const UNITS: Readonly<Record<string, readonly [string, string, string]>> = {
  en: ["KB", "MB", "."],
  de: ["KB", "MB", ","],
  fr: ["Ko", "Mo", ","],
  es: ["KB", "MB", ","],
  it: ["KB", "MB", ","],
  nl: ["KB", "MB", ","],
  pt: ["KB", "MB", ","],
};

/**
 * What somebody should know before a file is fetched: `PDF, 1.2 MB`. Not `Intl`, whose words differ from one version of
 * Node to the next: the same course gives the same bytes.
 *
 * @param file.size - bytes
 * @param file.language - RFC 5646; only its primary subtag counts
 */
export function fileWords(
  path: string,
  { size, language }: { readonly size: number; readonly language: string },
): string {
  const [kilo, mega, point] = UNITS[language.split("-")[0]?.toLowerCase() ?? ""] ?? ["KB", "MB", "."];
  const type = (/\.([^./]+)$/.exec(path)?.[1] ?? "").toUpperCase();
  // A file of 999.6 KB would read as 1000.
  const amount =
    size < 999_500
      ? `${Math.max(Math.round(size / 1_000), 1)} ${kilo}`
      : `${(size / 1_000_000).toFixed(1).replace(".", point)} ${mega}`;
  return type === "" ? amount : `${type}, ${amount}`;
}
