import type { Diagnostic } from "./diagnostic.ts";
import { select } from "./order.ts";
import { placeOf } from "./place.ts";
import type { Sources } from "./render-pretty.ts";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * Diagnostics as workflow commands that a CI run turns into annotations beside the line.
 *
 * @param limit - how many at most; 100 by default, the rest is counted in one notice
 */
export function renderGithub(diagnostics: readonly Diagnostic[], sources: Sources, limit?: number): string {
  const { shown, hidden } = select(diagnostics, limit);
  const lines = shown.map((diagnostic) => {
    const place = diagnostic.span && placeOf(diagnostic.span, sources);
    const properties = {
      ...(diagnostic.span && { file: diagnostic.span.file }),
      ...(place && { line: place.line, endLine: place.endLine }),
      // Columns are only understood where the range stays on one line.
      ...(place && place.line === place.endLine && { col: place.column, endColumn: place.endColumn }),
      title: diagnostic.code,
    };
    const written = Object.entries(properties).map(
      ([name, value]) => `${name}=${escapeProperty(String(value))}`,
    );
    const help = diagnostic.help ? `\nhelp: ${diagnostic.help}` : "";
    return `::${COMMANDS[diagnostic.severity]} ${written.join(",")}::${escapeData(diagnostic.message + help)}`;
  });
  if (hidden > 0) lines.push(`::notice title=tessera::${hidden} more not shown`);
  return lines.map((line) => `${line}\n`).join("");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
