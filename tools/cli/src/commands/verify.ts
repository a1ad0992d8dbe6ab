import { basename } from "node:path";
import { verifyPackage } from "@tessera/cmi5";
import type { Verification, VerifiedRequirement } from "@tessera/cmi5";
import { hasErrors, printable, renderJson, renderPretty } from "@tessera/diagnostics";
import type { SourceText } from "@tessera/diagnostics";
import { EXIT } from "../exit.ts";
import { readPackageFile } from "../read-package.adapter.ts";
import { data, painterFor } from "../terminal.adapter.ts";

/** Judges any cmi5 package by requirement id. Exit code 1 when a requirement that binds is violated. */
export async function verify(file: string, options: { readonly format: "table" | "json" }): Promise<void> {
  const bytes = readPackageFile(file);
  const verification = await verifyPackage(bytes, { name: basename(file) });
  data(options.format === "json" ? asJson(file, verification) : asTable(verification));
  if (!verification.conforms || hasErrors(verification.findings)) process.exitCode = EXIT.inputHasErrors;
}

/** Findings carry line and column, so that no reader has to count. */
function asJson(file: string, verification: Verification): string {
  const { sources, findings, ...rest } = verification;
  const placedFindings = JSON.parse(renderJson(findings, sourcesOf(sources))) as object;
  return JSON.stringify({ file, ...rest, findings: placedFindings }, null, 2);
}

function asTable(verification: Verification): string {
  const { requirements, forecast, findings, sources, conforms } = verification;
  const text = renderPretty(findings, sourcesOf(sources), { colour: painterFor(process.stdout) });
  const rows = requirements
    .filter((row) => row.verdict !== "not-applicable")
    .map(
      (row) =>
        `  ${mark(row.verdict)} ${row.id.padEnd(12)} ${row.level.padEnd(7)} ${row.says}${because(row)}`,
    );
  const left = requirements.length - rows.length;
  const verdict = conforms
    ? "conforms to cmi5: no MUST is violated"
    : "does not conform to cmi5: see the rows marked violated";
  return [
    text,
    "requirements",
    ...rows,
    ...(left > 0 ? [`  ${left} more do not apply to this package`] : []),
    "",
    "importers (what was tried in November 2026; nothing is promised for other versions)",
    ...forecast.map(
      ({ lms, outcome, notes }) => `  ${lms.padEnd(26)} ${outcome}${notes.map(under).join("")}`,
    ),
    "",
    "while a unit runs, what they drop or ignore (`tessera launch ZIP --lms NAME` shows it; docs/importers.md has more)",
    ...forecast.filter(({ outcome }) => outcome !== "refused").map(runTimeRow),
    "",
    `${printable(verification.name)} ${verdict}`,
  ].join("\n");
}

const under = (note: string): string => `\n${" ".repeat(29)}- ${printable(note)}`;

function runTimeRow({ lms, name, runTime, impossible }: Verification["forecast"][number]): string {
  const losses = runTime.filter(({ effect }) => effect === "drops" || effect === "ignores");
  const notes = [
    ...losses.map(({ note }) => note),
    ...(impossible.length === 0
      ? []
      : [`cannot be had there: ${impossible.map((one) => one.name).join(", ")}`]),
  ];
  return `  ${lms.padEnd(26)} --lms ${name}${(notes.length === 0 ? ["nothing that was seen"] : notes).map(under).join("")}`;
}

const MARKS: Readonly<Record<VerifiedRequirement["verdict"], string>> = {
  held: "held       ",
  violated: "VIOLATED   ",
  "cannot-tell": "cannot tell",
  "not-applicable": "-          ",
};

const mark = (verdict: VerifiedRequirement["verdict"]): string => MARKS[verdict];

const because = (row: VerifiedRequirement): string =>
  row.verdict === "held" || !row.reason ? "" : `\n${" ".repeat(35)}${printable(row.reason)}`;

function sourcesOf(sources: Verification["sources"]): ReadonlyMap<string, SourceText> {
  return new Map(sources.map((source) => [source.file, source]));
}
