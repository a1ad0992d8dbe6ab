/**
 * Open Badges 3.0: who has earned a credential, issuing, baking, revoking, and checking it offline.
 * Pure functions; keys, clock, dice and documents are parameters. `./issuing` has the ledger and what follows from it.
 * Start reading at `verify/verify.ts`.
 * @module
 */
// Checking
export { verifyCredential } from "./verify/verify.ts";
export type { TrustedIssuer, Verification, VerifyPorts } from "./verify/check-signed.ts";
export { verifyRecord } from "./verify/verify-record.ts";
export type { HeldVerification, RecordVerification } from "./verify/verify-record.ts";
export { REASONS, VERDICTS } from "./verify/reasons.ts";
export type { Reason, ReasonCode, Verdict } from "./verify/reasons.ts";
export { ageIn } from "./verify/check-status.ts";
export { LARGEST_FILE } from "./bake/read-container.ts";
export { parseStrictJson } from "./json/strict-json.ts";
export { isObject } from "./json/json.ts";
export type { Json, JsonObject } from "./json/json.ts";
export { addToProfileLink, looksLikeShareLink, readShareLink, shareFragment } from "./share/share-link.ts";
// Issuing
export { buildCredential } from "./credential/build.ts";
export type { Achievement, Award, IssuerProfile, Subject } from "./credential/build.ts";
export { addProof } from "./proof/data-integrity.ts";
export { signJwt } from "./proof/jwt.ts";
export { bakePng } from "./bake/png.ts";
export { bakeSvg } from "./bake/svg.ts";
export { signStatusList } from "./status/status-list.ts";
export type { StatusListInput } from "./status/status-list.ts";
export { SHORTEST_LIST } from "./status/bitstring.ts";
// Keys
export { didDocument, didKey, didWeb, didWebAddress, isHost, keysIn, rotatedDocument } from "./keys/did.ts";
export type { DidResolver, KeyEntry } from "./keys/did.ts";
export { fingerprint } from "./keys/multikey.ts";
export type { PublicKey, SignatureKind, Signer, Verifier } from "./keys/key-ports.ts";
export { jwkSigner, newKeyPair, webCrypto } from "./keys/web-crypto.adapter.ts";
// An issuer's folder
export { didOf, newIssuer, parseIssuer, profileOf, statusListUrl } from "./issuer/issuer.ts";
export type { EvidencePolicy, Issuer, Observer } from "./issuer/issuer.ts";
export { issuerPage } from "./issuer/site.ts";
// Who has earned what
export { awardRule, percent } from "./award/rule.ts";
export type { AwardRule } from "./award/rule.ts";
export { EvidenceCollector } from "./award/evidence.ts";
export type { Evidence, Registration } from "./award/evidence.ts";
export { evaluate } from "./award/evaluate.ts";
export type { Evaluation } from "./award/evaluate.ts";
export { agentKey } from "./award/agent.ts";
// What an observer has watched and signed
export { acceptObservation, REFUSALS } from "./observe/accept.ts";
export type { Acceptance, AcceptPorts, RefusalCode } from "./observe/accept.ts";
export * from "./observe/accepted-log.ts";
export * from "./observe/record.ts";
export * from "./observe/enrolment.ts";
export type { Endorsed } from "./verify/check-endorsements.ts";
