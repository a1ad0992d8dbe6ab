/** From an award to what is written: the ledger's lines first, then the files that follow from them alone. */
import { bakePng } from "../bake/png.ts";
import { bakeSvg } from "../bake/svg.ts";
import { badgePng, badgeSvg } from "../bake/picture.ts";
import { base64url, hex, utf8, uuidOf } from "../bytes.ts";
import { agentKey, bareAgent } from "../award/agent.ts";
import type { Evaluation, Proven } from "../award/evaluate.ts";
import type { Registration } from "../award/evidence.ts";
import { FOREVER, percent, type AwardRule } from "../award/rule.ts";
import { addSpan } from "../award/span.ts";
import { buildCredential, type EvidenceItem, type Subject } from "../credential/build.ts";
import { openBadge } from "../credential/credential-shape.ts";
import { didOf, statusListUrl, type Issuer } from "../issuer/issuer.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { differences } from "../json/shape.ts";
import { parseStrictJson } from "../json/strict-json.ts";
import type { Signer, Verifier } from "../keys/key-ports.ts";
import { addProof } from "../proof/data-integrity.ts";
import { signJwt } from "../proof/jwt.ts";
import { SHORTEST_LIST } from "../status/bitstring.ts";
import type { IssuedLine, Ledger, LedgerLine } from "./ledger.ts";

export interface IssuePorts {
  readonly sha256: Verifier["sha256"];
  /** `count` bytes that nobody can foresee. */
  random(count: number): Uint8Array;
}

/** `2026-11-28T12:00:00Z`, to the second. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** RFC 9562 §5.8: a name made of a digest, the same for the same words. */
export async function namedUuid(
  words: readonly string[],
  sha256: Verifier["sha256"],
  version = 8,
): Promise<string> {
  return uuidOf((await sha256(utf8(JSON.stringify(words)))).slice(0, 16), version);
}

export interface Awarded {
  /** The learner's name as statements have it goes into the credential, in clear. */
  readonly withName?: boolean;
  readonly rule: AwardRule;
  readonly registration: Registration;
  readonly evaluation: Extract<Evaluation, { earned: true }>;
}

/** The lines that say that it was issued. Everything random is in them, so that the rest follows. */
export async function issueLines(
  issuer: Issuer,
  awarded: Awarded,
  ledger: Ledger,
  ports: IssuePorts,
): Promise<readonly [...LedgerLine[], IssuedLine]> {
  const { rule, registration, evaluation, withName = false } = awarded;
  const name = withName ? plainName(registration.actor.name ?? "") : undefined;
  const agent = bareAgent(registration.actor as Parameters<typeof bareAgent>[0]);
  const known = ledger.subjects.get(registration.learner);
  const id = known ?? `urn:uuid:${uuidOf(ports.random(16), 4)}`;
  const awardedDate = moment(evaluation.at);
  const validUntil = endOf(evaluation.at, rule);
  const issued: IssuedLine = {
    line: "issued",
    id: `urn:uuid:${await namedUuid([didOf(issuer), rule.achievement.id, id], ports.sha256)}`,
    slug: rule.slug,
    achievement: rule.achievement,
    subject: {
      id,
      ...(name !== undefined && { name }),
      identifiers: await identifiersOf(agent, ports),
    },
    registration: registration.registration,
    awardedDate,
    validFrom: awardedDate,
    ...(validUntil !== undefined && { validUntil }),
    ...(await provenOf(evaluation.by, ports.sha256)),
    ...freePlace(ledger, ports),
    issuerName: issuer.name,
    key: issuer.keys.credentials,
  };
  return known === undefined ? [{ line: "subject", agent, id }, issued] : [issued];
}

/** @returns undefined for what never expires; throws RangeError for a span that leads out of time */
export function endOf(at: number, { valid }: Pick<AwardRule, "valid">): string | undefined {
  if (valid === FOREVER) return undefined;
  const until = addSpan(at, valid);
  if (until === undefined) throw new RangeError(`${valid} leads out of time`);
  return moment(until);
}

/** A name is a stranger's text: without what no credential may hold, and no longer than a name. */
const plainName = (text: string): string | undefined =>
  text
    // oxlint-disable-next-line no-control-regex -- these are what is taken out
    .replace(/[\u0000-\u001f\u007f]+|\p{Surrogate}/gu, " ")
    .trim()
    .slice(0, 200)
    .replace(/\p{Surrogate}$/u, "") || undefined;

/** Half full is full: a list tells less when most places on it are nobody's. */
export function freePlace(
  { places }: Ledger,
  { random }: IssuePorts,
): { readonly list: number; readonly index: number } {
  let list = 1;
  while ((places.get(list)?.size ?? 0) >= SHORTEST_LIST / 2) list += 1;
  const taken = places.get(list);
  for (;;) {
    const [one = 0, two = 0, three = 0] = random(3);
    const index = ((one << 16) | (two << 8) | three) % SHORTEST_LIST;
    if (taken?.has(index) !== true) return { list, index };
  }
}

/** Digests of what the learner is called, each with a salt of its own (Open Badges 3.0 `IdentityObject`). */
export async function identifiersOf(
  { account, mbox }: ReturnType<typeof bareAgent>,
  { random, sha256 }: IssuePorts,
): Promise<Subject["identifiers"]> {
  const named =
    account !== undefined
      ? ({ type: "accountId", value: `${account.homePage} ${account.name}` } as const)
      : mbox !== undefined
        ? ({ type: "emailAddress", value: (agentKey({ mbox }) ?? mbox).replace(/^mailto:/, "") } as const)
        : undefined;
  if (named === undefined) return [];
  const salt = base64url(random(16));
  return [{ type: named.type, hash: `sha256$${hex(await sha256(utf8(named.value + salt)))}`, salt }];
}

/** What proves it, as credentials say it: digests, and the observers' own signatures. */
export async function provenOf(
  by: readonly Proven[],
  sha256: Verifier["sha256"],
): Promise<Pick<IssuedLine, "evidence" | "endorsements">> {
  const endorsements = by.flatMap(({ piece }) =>
    piece.signed === undefined ? [] : [piece.signed.endorsement],
  );
  return {
    evidence: await Promise.all(by.map((proven) => evidenceOf(proven, sha256))),
    ...(endorsements.length > 0 && { endorsements }),
  };
}

async function evidenceOf({ piece, what, how }: Proven, sha256: Verifier["sha256"]): Promise<EvidenceItem> {
  if (piece.signed !== undefined) {
    const { record, by, role } = piece.signed;
    const on = moment(piece.at).slice(0, 10);
    return {
      id: record,
      name: what,
      narrative: `Observed on ${on} by ${by} (${role}), whose signature is enclosed.`,
    };
  }
  const digest = await sha256(utf8(canonicalJson(piece.statement as unknown as Json)));
  const scaled = piece.statement.result?.score?.scaled;
  const day = moment(piece.at).slice(0, 10);
  const words = {
    passed: `Passed${scaled === undefined ? "" : ` with ${percent(scaled)}`} on ${day}.`,
    completed: `Completed on ${day}.`,
    observed: `Observed on ${day} by somebody whom the issuer has authorised.`,
  };
  // RFC 6920: the name of a thing by its digest; it leads nowhere.
  return { id: `ni:///sha-256;${base64url(digest)}`, name: what, narrative: words[how] };
}

/** @throws TypeError when the ledger's line makes no Open Badge that every reader takes */
export function credentialOf(issuer: Issuer, line: IssuedLine): JsonObject {
  const credential = buildCredential(
    { ...line, status: { list: statusListUrl(issuer, line.list), index: line.index } },
    { id: didOf(issuer), name: line.issuerName, url: `https://${issuer.domain}/` },
  );
  const parsed = parseStrictJson(JSON.stringify(credential));
  const [difference] = "fault" in parsed ? [parsed.fault] : differences(parsed.value, openBadge);
  if (difference !== undefined) throw new TypeError(`this makes no Open Badge: ${difference}`);
  return credential;
}

export interface IssuedFiles {
  readonly "credential.json": string;
  readonly "credential.jwt": string;
  readonly "badge.png": Uint8Array;
  readonly "badge.svg": string;
}

export type Pictures = (
  line: Pick<IssuedLine, "achievement" | "issuerName">,
) => Promise<{ readonly png: Uint8Array; readonly svg: string }>;

/** The pictures of achievements; one that thousands have earned is drawn once. */
export function picturesBy(sha256: Verifier["sha256"]): Pictures {
  const drawn = new Map<string, ReturnType<Pictures>>();
  return ({ achievement, issuerName }) => {
    const key = JSON.stringify([achievement.id, achievement.name, issuerName]);
    const draw = async () => {
      const digest = await sha256(utf8(achievement.id));
      return { png: badgePng(digest), svg: badgeSvg(digest, achievement.name, issuerName) };
    };
    const picture = drawn.get(key) ?? draw();
    drawn.set(key, picture);
    return picture;
  };
}

/** The same line gives the same bytes, but for the token: ES256 draws a number for each signature. */
export async function issuedFiles(
  issuer: Issuer,
  line: IssuedLine,
  signers: { readonly credentials: Signer; readonly token: Signer },
  { sha256 }: Pick<IssuePorts, "sha256">,
  pictures: Pictures = picturesBy(sha256),
): Promise<IssuedFiles> {
  const credential = credentialOf(issuer, line);
  const method = `${didOf(issuer)}#${line.key}`;
  if (signers.credentials.verificationMethod !== method)
    throw new TypeError(`it was issued with the key ${line.key}, and this is another one`);
  const signed = JSON.stringify(
    await addProof(credential, line.signedAt ?? line.validFrom, signers.credentials, { sha256 }),
  );
  const { png, svg } = await pictures(line);
  return {
    "credential.json": `${signed}\n`,
    "credential.jwt": `${await signJwt(credential, signers.token)}\n`,
    "badge.png": bakePng(png, signed),
    "badge.svg": bakeSvg(svg, signed),
  };
}
