/** What `badge verify` says: of one credential, and of a record with all that it holds. */
import { ageIn, REASONS } from "@tessera/credentials";
import type { JsonObject, RecordVerification, Verification } from "@tessera/credentials";
import { moment } from "@tessera/credentials/issuing";
import { printable } from "@tessera/diagnostics";

export interface About {
  /** The file, as it was named. */
  readonly path: string;
  /** When it was checked, ms since 1970. */
  readonly at: number;
}

/** Only these verdicts are about a file whose signature was right; of any other nothing is proven. */
const isProven = ({ key }: Verification): boolean => key !== undefined;

function revocationOf({ revocationListOf: listed, credential }: Verification, at: number) {
  if (listed !== undefined) return { listOf: listed, age: ageIn(at - Date.parse(listed)) };
  return credential?.["credentialStatus"] === undefined ? "the credential names no list" : "not checked";
}

export function credentialJson(found: Verification, { path, at }: About): object {
  const { verdict, ...rest } = checked(found, at);
  return { file: path, verdict, checkedAt: moment(at), ...rest };
}

export const recordJson = ({ verdict, record, credentials }: RecordVerification, about: About): object => ({
  file: about.path,
  verdict,
  checkedAt: moment(about.at),
  record: { ...checked(record, about.at), credential: undefined, name: record.credential?.["name"] },
  credentials: credentials.map((each) => ({
    ...checked(each, about.at),
    sameSubjectAsRecord: each.sameSubject,
  })),
});

function checked(found: Verification, at: number) {
  const { verdict, reasons, container, proof, issuer, key } = found;
  return {
    verdict,
    reasons: reasons.map(({ code, says }) => ({ code, verdict: REASONS[code], says })),
    container,
    proof,
    proven: isProven(found),
    issuer,
    key,
    credential: found.credential && summary(found.credential),
    observed: found.endorsed,
    revocation: found.credential && revocationOf(found, at),
  };
}

const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What an employer asks first. */
function summary(credential: JsonObject) {
  const achievement = inside(credential, "credentialSubject", "achievement");
  const evidence = inside(credential, "evidence");
  return {
    id: inside(credential, "id"),
    name: inside(achievement, "name"),
    achievement: inside(achievement, "id"),
    criteria: inside(achievement, "criteria", "narrative"),
    issuerName: inside(credential, "issuer", "name"),
    subject: inside(credential, "credentialSubject", "id"),
    awardedDate: inside(credential, "awardedDate"),
    validFrom: inside(credential, "validFrom"),
    validUntil: inside(credential, "validUntil"),
    evidence: (Array.isArray(evidence) ? evidence : []).map(
      (item: unknown) => inside(item, "narrative") ?? inside(item, "id"),
    ),
  };
}

const VERDICT_WORDS: Readonly<Record<Verification["verdict"], string>> = {
  valid: "VALID",
  revoked: "REVOKED",
  expired: "EXPIRED",
  "not-yet-valid": "NOT YET VALID",
  tampered: "TAMPERED WITH",
  "unknown-issuer": "UNKNOWN ISSUER",
  "cannot-tell": "CANNOT TELL",
};

export function credentialTable(found: Verification, { at }: About): string {
  const lines = [VERDICT_WORDS[found.verdict], ...found.reasons.map(({ says }) => `  ${says}`)];
  if (found.credential === undefined) return lines.map(printable).join("\n");
  const { evidence, criteria, ...rest } = summary(found.credential);
  return [
    ...lines,
    "",
    ...said(found, [
      ["what", rest.name ?? inside(found.credential, "name")],
      ["from", `${shown(rest.issuerName ?? "")} (${found.issuer ?? ""})`],
      ["to", rest.subject],
      ["awarded", rest.awardedDate ?? rest.validFrom],
      ["valid until", rest.validUntil ?? "no end"],
      ["criteria", criteria],
      ...evidence.map((says) => ["evidence", says] as const),
      ...(found.endorsed ?? []).map(
        ({ by, at: on, says }) =>
          ["observed by", `${by}, ${on.slice(0, 10)}${says === undefined ? "" : `: ${says}`}`] as const,
      ),
      ["signed with", found.key],
      ["revocation", revocationWords(found, at)],
    ]),
  ]
    .map(printable)
    .join("\n");
}

/** The record first, then each credential as it would be told alone. */
export function recordTable({ verdict, record, credentials }: RecordVerification, about: About): string {
  const valid = credentials.filter((each) => each.verdict === "valid").length;
  return [
    `${VERDICT_WORDS[verdict]}: a learner's record (CLR 2.0), ${valid} of ${credentials.length} credentials in it valid`,
    `The record itself: ${credentialTable(record, about)}`,
    ...credentials.map((each, at) => {
      const other = each.sameSubject
        ? ""
        : "\n  It is about another id than the record: that both are one person, only the record's issuer says.";
      return `Credential ${at + 1} of ${credentials.length}: ${credentialTable(each, about)}${other}`;
    }),
  ].join("\n\n");
}

/** What a credential says, each on a line, under a heading that says whether any of it is proven. */
function said(found: Verification, rows: readonly (readonly [name: string, value: unknown])[]): string[] {
  return [
    isProven(found) ? "It says:" : "It says, and nothing of it is proven:",
    ...rows
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `  ${name.padEnd(12)} ${shown(value).replace(/\s+/g, " ")}`),
  ];
}

function revocationWords(found: Verification, at: number): string {
  const revocation = revocationOf(found, at);
  return typeof revocation === "string"
    ? revocation
    : `checked against the list of ${revocation.listOf}, ${revocation.age} old`;
}
