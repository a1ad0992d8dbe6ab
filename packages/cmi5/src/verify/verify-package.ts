import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { PackageParts, ReadOptions } from "../read-package.ts";
import { readParts } from "../read-package.ts";
import { validateSchema } from "../schema/validate-schema.ts";
import type { PackageDescription } from "../write/describe-package.ts";
import { DESCRIPTION_FILE, readDescription } from "../write/describe-package.ts";
import { testZip } from "../zip/open-zip.ts";
import { ZIP_LIMITS } from "../zip/zip-limits.ts";
import { importerFindings } from "./importers/importer-rules.ts";
import type { Forecast } from "./importers/forecast.ts";
import { forecast } from "./importers/forecast.ts";
import type { Judgement, Rule, Verdict } from "./rule.ts";
import { CONJUNCTIONS, RULES } from "./rules.ts";
import type { Judged } from "./rules/whole.ts";
import type { Subject } from "./subject.ts";
import { gatherParts } from "./subject.ts";

/** One line of the conformance table. */
export interface VerifiedRequirement {
  readonly id: string;
  readonly section: string;
  readonly level: Rule["level"];
  readonly binds: Rule["binds"];
  readonly says: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

export interface Verification {
  readonly name: string;
  readonly kind: PackageParts["kind"];
  /** No MUST is violated. `cannot-tell` is not a violation. */
  readonly conforms: boolean;
  /** Every requirement on packages, then those on LMSs that a package can make matter; by id. */
  readonly requirements: readonly VerifiedRequirement[];
  /** Everything found, violations and rules of thumb alike, by file and place. */
  readonly findings: readonly Diagnostic[];
  readonly forecast: readonly Forecast[];
  /** The text that spans count in. */
  readonly sources: readonly SourceText[];
  /** What a package made by Tessera says of itself. */
  readonly description?: PackageDescription;
}

export interface VerifyOptions extends ReadOptions {
  /**
   * `reader` leaves the official schema out (65 ms to load) and takes the word of our own reader instead: for XML
   * that our own writer made, which tests hold against the official schema. Default: `official`.
   */
  readonly schema?: "official" | "reader";
}

/**
 * Judges any cmi5 package, ours or a stranger's, by requirement id. Never throws, whatever the bytes are.
 *
 * @see cmi5 §3, §4.4, §8.1, §13, §14
 */
export async function verifyPackage(bytes: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const read = readParts(bytes, options);
  const described = readOwnDescription(read);
  const subject = await gatherSubject(read, { options, description: described.value });
  const judged: readonly Judged[] = RULES.map((rule) => ({ rule, judgement: rule.check(subject) }));
  const whole = CONJUNCTIONS.map((rule) => ({ rule, judgement: rule.check(subject, judged) }));
  const requirements = [...whole, ...judged].map(({ rule, judgement }) => row(rule, judgement)).sort(byTable);
  const findings = tidy([
    ...subject.diagnostics,
    ...[...judged, ...whole].flatMap(({ judgement }) => judgement.findings),
    ...described.diagnostics,
    ...importerFindings(subject),
  ]);
  return {
    name: options.name,
    kind: read.kind,
    conforms: !requirements.some(({ level, verdict }) => level === "MUST" && verdict === "violated"),
    requirements,
    findings,
    forecast: forecast(subject),
    sources: read.document ? [{ file: read.document.file, text: read.document.text }] : [],
    ...(described.value && { description: described.value }),
  };
}

async function gatherSubject(
  { structureDiagnostics, ...read }: PackageParts,
  { options, description }: { options: VerifyOptions; description: PackageDescription | undefined },
): Promise<Subject> {
  const { archive, document } = read;
  const cmi5 = document && !structureDiagnostics.some((diagnostic) => diagnostic.code === "cmi5/wrong-root");
  const official = options.schema !== "reader";
  const schemaFaults = !cmi5 ? undefined : official ? await validateSchema(document) : [];
  // The schema says all that the reader of the structure says, and more; without it, the reader's word stands.
  const double = new Set(schemaFaults && official ? structureDiagnostics : []);
  const diagnostics = read.diagnostics.filter((diagnostic) => !double.has(diagnostic));
  const tested = archive ? testZip(archive, options.limits ?? ZIP_LIMITS) : [];
  return {
    ...read,
    diagnostics,
    zipFaults: [...diagnostics.filter(({ code }) => code.startsWith("cmi5/zip-")), ...tested],
    schemaFaults,
    files: archive ? archive.entries.filter((entry) => !entry.folder).map((entry) => entry.name) : [],
    description,
    parts: cmi5 ? gatherParts(document) : undefined,
  };
}

/** Bytes; ours have some kilobytes for each unit. */
const DESCRIPTION_LIMIT = 64 * 1024 * 1024;

/** A stranger may have a `tessera.json` of any kind, so an unreadable one is a warning. */
function readOwnDescription({ archive }: PackageParts) {
  const entry = archive?.entries.find(({ name }) => name === DESCRIPTION_FILE);
  if (!entry || entry.size > DESCRIPTION_LIMIT) return { diagnostics: [] };
  const bytes = archive?.read(DESCRIPTION_FILE).value;
  if (!bytes) return { diagnostics: [] };
  const { value, diagnostics } = readDescription(new TextDecoder("utf-8").decode(bytes));
  return {
    value,
    diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, severity: "warning" as const })),
  };
}

function row(
  { id, section, level, binds, says }: Omit<Rule, "check">,
  judgement: Judgement,
): VerifiedRequirement {
  return { id, section, level, binds, says, verdict: judgement.verdict, reason: judgement.reason };
}

/** Packages before LMSs, then by section number. */
function byTable(a: VerifiedRequirement, b: VerifiedRequirement): number {
  if (a.binds !== b.binds) return a.binds === "package" ? -1 : 1;
  const numbers = ({ id }: VerifiedRequirement) => id.replace("+", "").split(/[.-]/).map(Number);
  const [first, second] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const difference = (first[index] ?? -1) - (second[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : 1;
}

/** Each finding once, errors of one place before its warnings, in the order of files and places. */
function tidy(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(
    findings.map((found) => [JSON.stringify([found.code, found.span, found.message]), found]),
  );
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return [...unique.values()].sort((a, b) => {
    const [fileA, fileB] = [a.span?.file ?? "", b.span?.file ?? ""];
    if (fileA !== fileB) return fileA < fileB ? -1 : 1;
    return (a.span?.start ?? 0) - (b.span?.start ?? 0) || rank[a.severity] - rank[b.severity];
  });
}
