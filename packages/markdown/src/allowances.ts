import { suggest } from "@tessera/diagnostics";
import type { Diagnostic, Severity, Span } from "@tessera/diagnostics";
import { INTERACTION_CODES } from "@tessera/interactions/schema";
import { MARKDOWN_CODES } from "./catalogue.ts";
import { didYouMean, problem, respelt } from "./report.ts";
import type { Report } from "./report.ts";

/** A code that an author allows, and where it is written. */
export interface AllowedCode {
  readonly code: string;
  readonly span: Span;
}

/** Where it holds: the whole course, a folder, a file, or a part of one. */
export type AllowedPlace =
  | { readonly within: "course" }
  | { readonly within: "folder" | "file"; readonly path: string }
  | { readonly within: "span"; readonly span: Span };

const SEVERITIES: Readonly<Record<string, { readonly severity: Severity }>> = {
  ...INTERACTION_CODES,
  ...MARKDOWN_CODES,
};
/** Said whatever anybody allows: a record of an answer would otherwise change its meaning in silence. */
const ALWAYS_SAID = new Set(["lock/new-version", "lock/merged", "allow/idle"]);
const WARNINGS = Object.keys(SEVERITIES).filter(
  (code) => SEVERITIES[code]?.severity === "warning" && !ALWAYS_SAID.has(code),
);

/** Warnings that the author has seen and means: `allow` in front matter, or at a question. */
export class Allowances {
  readonly #all = new Map<string, AllowedCode & { readonly place: AllowedPlace; used: boolean }>();

  /** Errors are never allowed, and a code that nobody gives allows nothing: both are reported. */
  add(place: AllowedPlace, codes: readonly AllowedCode[], report: Report): void {
    for (const { code, span } of codes) {
      const known = Object.hasOwn(SEVERITIES, code);
      if (!known)
        report(
          problem("allow/unknown-code", span, {
            message: `there is no warning \`${code}\``,
            help: didYouMean(suggest(code, WARNINGS)) ?? "copy the code from the brackets of the warning",
            fix: respelt(code, WARNINGS, span),
          }),
        );
      else if (!WARNINGS.includes(code))
        report(
          problem("allow/not-a-warning", span, {
            message: `\`${code}\` is said whatever is allowed`,
            help: "take it out; only warnings about the course's text can be allowed",
          }),
        );
      // A bank is read for each unit that draws from it.
      else this.#all.set(`${span.file}:${span.start}`, { code, span, place, used: false });
    }
  }

  /** What is left to say. */
  filter(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    if (this.#all.size === 0) return diagnostics;
    return diagnostics.filter((diagnostic) => {
      if (diagnostic.severity !== "warning") return true;
      const allowing = [...this.#all.values()].filter(
        ({ code, place }) => code === diagnostic.code && holds(place, diagnostic.span),
      );
      for (const each of allowing) each.used = true;
      return allowing.length === 0;
    });
  }

  /** What allows a warning that nothing gives any more; to be asked after `filter`, and only of a course without errors. */
  idle(): readonly Diagnostic[] {
    return [...this.#all.values()]
      .filter(({ used }) => !used)
      .map(({ code, span }) =>
        problem("allow/idle", span, {
          message: `nothing here gives the warning \`${code}\``,
          help: "take it out, so that the next one is seen",
        }),
      );
  }
}

function holds(place: AllowedPlace, span: Span | undefined): boolean {
  switch (place.within) {
    case "course":
      return true;
    case "folder":
      return span?.file.startsWith(`${place.path}/`) ?? false;
    case "file":
      return span?.file === place.path;
    case "span":
      return span?.file === place.span.file && span.start >= place.span.start && span.start < place.span.end;
  }
}

/** The codes of `allow:` in front matter. */
export function allowedIn(front: {
  readonly value: { readonly allow?: readonly string[] | undefined };
  span(...path: readonly PropertyKey[]): Span;
}): readonly AllowedCode[] {
  return (front.value.allow ?? []).map((code, index) => ({ code, span: front.span("allow", index) }));
}
