/**
 * A whole credential in the fragment of an address: what stands behind `#` is never sent to a server.
 *
 * `#c1=` and the credential, deflated against a dictionary of what every credential says, as base64url. The dictionary is part
 * of the format: another one gets another number, and `c1` is read for as long as there are links.
 */
import { deflateSync, Inflate } from "fflate";
import { base64url, concat, fromBase64url, fromUtf8, utf8 } from "../bytes.ts";
import { LONGEST_JSON } from "../json/strict-json.ts";

const MARK = "c1=";

/** What is likeliest stands last: deflate reaches back from the end. */
const DICTIONARY = utf8(
  [
    '{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],',
    '"type":["EndorsementSubject"],"endorsementComment":"","type":["VerifiableCredential","EndorsementCredential"],',
    '"alignment":[{"type":["Alignment"],"targetName":"","targetUrl":"http://data.europa.eu/esco/skill/","targetFramework":"ESCO","targetCode":"","targetType":"ext:escoSkill"}],',
    '"tag":["safety-compliance"],"image":{"id":"data:image/png;base64,","type":"Image"},"result":[{"type":["Result"],"value":"',
    '"achievementType":"MicroCredential","inLanguage":"en","version":"1.0.0"',
    '"name":"","narrative":"Completed on 2026-',
    '"narrative":"Observed on 2026-01-01 by somebody whom the issuer has authorised."},{"id":"ni:///sha-256;',
    '"narrative":"Passed with 100 % on 2026-',
    '{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:',
    '","type":["VerifiableCredential","OpenBadgeCredential"],"name":"',
    '","issuer":{"id":"did:web:badges.example.org","type":["Profile"],"name":"","url":"https://badges.',
    '/"},"validFrom":"2026-01-01T00:00:00Z","validUntil":"2028-01-01T00:00:00Z","awardedDate":"2026-',
    '"credentialSubject":{"id":"urn:uuid:","type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","hashed":true,"identityHash":"sha256$',
    '","identityType":"emailAddress","identityType":"accountId","salt":"',
    '"}],"achievement":{"id":"https://","type":["Achievement"],"name":"","description":"","criteria":{"narrative":"',
    '"}},"evidence":[{"id":"ni:///sha-256;","type":["Evidence"],"name":"',
    '"}],"credentialStatus":{"id":"https:///status/1.json#","type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"',
    '","statusListCredential":"https://',
    '/status/1.json"},"proof":[{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","created":"2026-',
    '","verificationMethod":"did:web:',
    '#credentials-2026","proofPurpose":"assertionMethod","proofValue":"z',
  ].join(""),
);

/** @param credential - JSON or a token; @returns what stands behind the `#` */
export function shareFragment(credential: string): string {
  const packed = deflateSync(utf8(credential.trim()), { level: 9, dictionary: DICTIONARY });
  return `${MARK}${base64url(packed)}`;
}

/**
 * Unpacks in pieces up to the size that a credential may have, whatever the link holds.
 *
 * @param text - a whole link, or its fragment with or without `#`
 * @returns undefined for text that is no such link, or one that was cut off or changed
 */
export function readShareLink(text: string): string | undefined {
  const [, packed] = /(?:^|#)c1=([\w-]+)$/.exec(text.trim()) ?? [];
  const bytes = packed === undefined ? undefined : fromBase64url(packed);
  if (bytes === undefined) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  try {
    const inflate = new Inflate({ dictionary: DICTIONARY }, (part, final) => {
      size += part.length;
      if (size > LONGEST_JSON) throw new RangeError("it unpacks to more than a credential has");
      parts.push(part.slice());
      ended ||= final;
    });
    const step = 1_024;
    for (let at = 0; at < bytes.length; at += step)
      inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch {
    return undefined;
  }
  return ended ? fromUtf8(concat(...parts)) : undefined;
}

/** Whether it claims to be one: then what is wrong with it is told, instead of taking it for something else. */
export const looksLikeShareLink = (text: string): boolean => /(?:^|#)c1=/.test(text.trim());

export interface AddToProfile {
  readonly name: string;
  readonly organisation: string;
  /** `2026-11-28T12:00:00Z`. */
  readonly issued: string;
  readonly until?: string;
  readonly url?: string;
  readonly id: string;
}

/** The form with which LinkedIn lets a person add a certification to their own profile: a plain link, and no script. */
export function addToProfileLink({ name, organisation, issued, until, url, id }: AddToProfile): string {
  const values: readonly (readonly [string, string | undefined])[] = [
    ["startTask", "CERTIFICATION_NAME"],
    ["name", name],
    ["organizationName", organisation],
    ["issueYear", issued.slice(0, 4)],
    ["issueMonth", String(Number(issued.slice(5, 7)))],
    ["expirationYear", until?.slice(0, 4)],
    ["expirationMonth", until && String(Number(until.slice(5, 7)))],
    ["certUrl", url],
    ["certId", id],
  ];
  const query = values.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return `https://www.linkedin.com/profile/add?${query.join("&")}`;
}
