import type { Diagnostic } from "@tessera/diagnostics";

/**
 * Says each thing once: a bank that two units draw from is read twice, and braces at the end of an answer are seen by
 * the syntax check and by the question's reader, who knows more.
 */
export function settle(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const place = ({ span }: Diagnostic) => (span ? `${span.file}:${span.start}` : "");
  const braces = new Set(
    diagnostics
      .filter(({ code }) => code === "question/braces-without-set")
      .map((diagnostic) => place(diagnostic)),
  );
  return diagnostics.filter((diagnostic) => {
    if (diagnostic.code === "directive/braces-alone" && braces.has(place(diagnostic))) return false;
    const key = `${diagnostic.code} ${place(diagnostic)} ${diagnostic.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
