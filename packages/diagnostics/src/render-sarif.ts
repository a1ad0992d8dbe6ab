import type { Diagnostic, Fix } from "./diagnostic.ts";
import { sortDiagnostics } from "./order.ts";
import { placeOf } from "./place.ts";
import type { Sources } from "./render-pretty.ts";
import type { Span } from "./source-text.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/**
 * Diagnostics as a SARIF 2.1.0 log, for code-scanning services. Nothing is hidden.
 *
 * @param toolVersion - of Tessera, e.g. `0.1.0`
 */
export function renderSarif(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  toolVersion?: string,
): string {
  const sorted = sortDiagnostics(diagnostics);
  const codes = [...new Set(sorted.map((diagnostic) => diagnostic.code))].sort();
  const regionOf = (span: Span) => {
    const place = placeOf(span, sources);
    return (
      place && {
        startLine: place.line,
        startColumn: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
      }
    );
  };
  const fixed = ({ span, text }: Fix) => ({
    description: { text: "mend" },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(span.file) },
        replacements: [{ deletedRegion: regionOf(span), insertedContent: { text } }],
      },
    ],
  });
  const location = (span: Span) => {
    const region = regionOf(span);
    return { physicalLocation: { artifactLocation: { uri: uriOf(span.file) }, ...(region && { region }) } };
  };
  const results = sorted.map(({ code, severity, message, help, fix, span, labels, requirement, params }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: help ? `${message}\nhelp: ${help}` : message },
    ...(span && { locations: [location(span)] }),
    ...(labels?.length && {
      relatedLocations: labels.map((label, index) => ({
        id: index + 1,
        ...location(label.span),
        message: { text: label.message },
      })),
    }),
    ...(fix && { fixes: [fixed(fix)] }),
    ...((requirement !== undefined || params) && {
      properties: { ...(requirement !== undefined && { requirement }), ...(params && { params }) },
    }),
  }));
  const driver = {
    name: "Tessera",
    ...(toolVersion !== undefined && { version: toolVersion }),
    rules: codes.map((id) => ({ id })),
  };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A relative path as a URI reference (RFC 3986); a drive letter must not look like a scheme. */
function uriOf(file: string): string {
  return file
    .split("/")
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, "\uFFFD")))
    .join("/");
}
