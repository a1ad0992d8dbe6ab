import { ageIn, LARGEST_FILE, REASONS, verifyCredential, webCrypto } from "@tessera/credentials";
import { moment } from "@tessera/credentials/issuing";
import type { JsonObject, TrustedIssuer, Verification } from "@tessera/credentials";
import { printable } from "@tessera/diagnostics";
import { readDocuments } from "../../badge/issuer-documents.adapter.ts";
import { readBounded } from "../../badge/issuer-folder.adapter.ts";
import { EXIT, UsageError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { data } from "../../terminal.adapter.ts";

export interface VerifyOptions {
  readonly issuer?: readonly string[];
  readonly status?: readonly string[];
  readonly key?: readonly string[];
  readonly trust?: readonly string[];
  readonly format: "table" | "json";
}

/** Judges a credential without any network. Exit code 0 when it is valid, else 1. */
export async function verify(file: string, options: VerifyOptions): Promise<void> {
  const stranger = options.trust?.find((did) => !/^did:(key|web):\S+$/.test(did));
  if (stranger !== undefined)
    throw new UsageError(`\`${stranger}\` is no issuer's name, expected did:key:… or did:web:…`);
  const { documents, lists } = readDocuments(options.issuer ?? [], options.status ?? []);
  // A document that somebody names is one they have decided to believe.
  const trusted: TrustedIssuer[] = [...documents.keys(), ...(options.trust ?? [])].map((did) => ({
    did,
    ...(options.key && { keys: options.key }),
  }));
  const at = now();
  const found = await verifyCredential(readBounded(file, LARGEST_FILE), {
    resolve: (did) => Promise.resolve(documents.get(did)),
    statusList: (url) => Promise.resolve(lists.get(url)),
    trusted,
    verifier: webCrypto,
    now: at,
  });
  data(options.format === "json" ? JSON.stringify(asJson(file, found, at), null, 2) : asTable(found, at));
  if (found.verdict !== "valid") process.exitCode = EXIT.inputHasErrors;
}

/** Only these verdicts are about a file whose signature was right; of any other nothing is proven. */
const isProven = ({ key }: Verification): boolean => key !== undefined;

function revocationOf({ revocationListOf: listed, credential }: Verification, at: number) {
  if (listed !== undefined) return { listOf: listed, age: ageIn(at - Date.parse(listed)) };
  return credential?.["credentialStatus"] === undefined ? "the credential names no list" : "not checked";
}

function asJson(file: string, found: Verification, at: number): object {
  const { verdict, reasons, container, proof, issuer, key } = found;
  return {
    file,
    verdict,
    checkedAt: moment(at),
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

function asTable(found: Verification, when: number): string {
  const lines = [VERDICT_WORDS[found.verdict], ...found.reasons.map(({ says }) => `  ${says}`)];
  if (found.credential === undefined) return lines.map(printable).join("\n");
  const { evidence, criteria, ...rest } = summary(found.credential);
  const revocation = revocationOf(found, when);
  const rows: readonly (readonly [string, unknown])[] = [
    ["what", rest.name],
    ["from", `${shown(rest.issuerName ?? "")} (${found.issuer ?? ""})`],
    ["to", rest.subject],
    ["awarded", rest.awardedDate ?? rest.validFrom],
    ["valid until", rest.validUntil ?? "no end"],
    ["criteria", criteria],
    ...evidence.map((says) => ["evidence", says] as const),
    ...(found.endorsed ?? []).map(
      ({ by, at, says }) =>
        ["observed by", `${by}, ${at.slice(0, 10)}${says === undefined ? "" : `: ${says}`}`] as const,
    ),
    ["signed with", found.key],
    [
      "revocation",
      typeof revocation === "string"
        ? revocation
        : `checked against the list of ${revocation.listOf}, ${revocation.age} old`,
    ],
  ];
  lines.push("", isProven(found) ? "It says:" : "It says, and nothing of it is proven:");
  for (const [name, value] of rows)
    if (value !== undefined) lines.push(`  ${name.padEnd(12)} ${shown(value).replace(/\s+/g, " ")}`);
  return lines.map(printable).join("\n");
}
