/** From a supervisor's signature to a credential that says who watched, and what nobody may believe of it. */
import { expect, test } from "vitest";
import { EvidenceCollector } from "../award/evidence.ts";
import { evaluate } from "../award/evaluate.ts";
import { awardRule } from "../award/rule.ts";
import { credentialOf, issueLines } from "../issue/issue.ts";
import { newLedger } from "../issue/ledger.ts";
import { didKey } from "../keys/did.ts";
import type { JsonObject } from "../json/json.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { acceptObservation } from "../observe/accept.ts";
import { emptyAcceptedLog, signedPieceOf, type AcceptedLine } from "../observe/accepted-log.ts";
import { everything, observed } from "../testing/cohort.testing.ts";
import {
  issuerWith,
  observerCalled,
  recordOf,
  signedBy,
  watchedCourse,
} from "../testing/observers.testing.ts";
import { bytesOf, namedKey, world } from "../testing/world.testing.ts";
import { verifyCredential } from "./verify.ts";

const GRACE = await observerCalled("grace");
const ISSUER = issuerWith(GRACE);
const COURSE = watchedCourse();
const READING = awardRule(COURSE, ISSUER);
if ("faults" in READING) throw new Error(READING.faults.join());
const RULE = READING.rule;
const NOW = Date.parse("2026-06-03T08:00:00Z");

async function accepted(change: Parameters<typeof recordOf>[1] = {}): Promise<AcceptedLine> {
  const log = emptyAcceptedLog();
  const ports = { issuer: ISSUER, course: COURSE, log, verifier: webCrypto, now: NOW };
  const acceptance = await acceptObservation(await signedBy(GRACE, recordOf(GRACE, change)), ports);
  if (acceptance.kind !== "accepted") throw new Error(JSON.stringify(acceptance));
  return acceptance.line;
}

function evaluated(lines: readonly AcceptedLine[], statements = everything().slice(0, 3)) {
  const collector = new EvidenceCollector(RULE.unitIds, ISSUER.evidence);
  for (const statement of statements) collector.add(statement);
  for (const line of lines)
    for (const each of line.statements) collector.addSigned(each, signedPieceOf(line));
  const [registration] = collector.evidence().registrations;
  if (registration === undefined) throw new Error("nobody");
  return { registration, evaluation: evaluate(RULE, registration) };
}

/** The credential of the whole way, before the issuer signs it. */
async function unsigned(): Promise<JsonObject> {
  const { registration, evaluation } = evaluated([await accepted()]);
  if (!evaluation.earned) throw new Error(evaluation.missing.join());
  const ledger = newLedger();
  const random = (count: number) => new Uint8Array(count).fill(7);
  const ports = { sha256: webCrypto.sha256, random };
  const lines = await issueLines(ISSUER, { rule: RULE, registration, evaluation }, ledger, ports);
  const line = lines.at(-1);
  if (line?.line !== "issued") throw new Error("nothing issued");
  return credentialOf(ISSUER, line);
}

const W = await world();
const CREDENTIAL = await unsigned();
const check = async (credential: JsonObject, created?: string) =>
  verifyCredential(bytesOf(await W.sign(credential, created === undefined ? {} : { created })), W.ports());
const endorsement = (CREDENTIAL["endorsement"] as readonly JsonObject[])[0] as JsonObject;
const changed = (change: JsonObject): JsonObject => ({
  ...CREDENTIAL,
  endorsement: [{ ...endorsement, ...change }],
});

test("a signature earns what a statement without it does not, and the credential says who watched", async () => {
  const { evaluation } = evaluated([], everything());
  expect(evaluation).toMatchObject({ earned: false });
  const found = await check(CREDENTIAL);
  expect(found).toMatchObject({
    verdict: "valid",
    endorsed: [
      { by: "Name of grace", did: GRACE.entry.key, at: "2026-06-02T10:00:00Z", about: "Isolate a pump" },
    ],
  });
  expect(CREDENTIAL["evidence"]).toContainEqual({
    id: endorsement["credentialSubject"] && (endorsement["credentialSubject"] as JsonObject)["id"],
    type: ["Evidence"],
    name: "Isolate a pump",
    narrative: "Observed on 2026-06-02 by Name of grace (Shift lead), whose signature is enclosed.",
  });
});

test("a statement in the name of an observer with a key counts for nothing without the signature, whoever kept it", () => {
  const { evaluation } = evaluated(
    [],
    [...everything().slice(0, 3), observed({ instructor: GRACE.entry.agent })],
  );
  expect(evaluation).toMatchObject({
    missing: [
      "the observation “Isolate a pump”: 0 of 1 authorised observers have signed",
      "1 statement says that somebody observed, and does not count: whoever observed has a key, and this is not signed with it",
    ],
  });
});

test("a copy of the signed statement in the LRS adds nothing, and another text under its id takes nothing away", async () => {
  const line = await accepted();
  const [first] = line.statements;
  if (first === undefined) throw new Error("no statement");
  const forged = { ...first, result: { ...first.result, success: false }, stored: "2026-06-02T11:00:00Z" };
  for (const statements of [
    [...everything().slice(0, 3), first],
    [...everything().slice(0, 3), forged],
    [forged, ...everything().slice(0, 3)],
  ])
    expect(evaluated([line], statements as never).evaluation).toMatchObject({ earned: true });
});

test("one observer who signs twice is one observer", async () => {
  const twice = [
    await accepted(),
    await accepted({ nonce: "BAAAAAAAAAAAAAAAAAAAAA", at: "2026-06-02T11:00:00Z" }),
  ];
  const { registration } = evaluated(twice);
  const two = {
    ...RULE,
    observers: 2,
    observations: RULE.observations.map((each) => ({ ...each, observers: 2 })),
  };
  expect(evaluate(two, registration)).toMatchObject({
    missing: ["the observation “Isolate a pump”: 1 of 2 authorised observers have signed"],
  });
});

test("an observer who saw a critical step left out does not make it earned", async () => {
  const answers = {
    "https://example.org/courses/pumps/questions/steps": "close[.]true[,]lock[.]false[,]tell[.]true",
  };
  expect(evaluated([await accepted({ answers })]).evaluation).toMatchObject({ earned: false });
});

const otherKey = didKey((await namedKey("somebody", "did:example:x")).key.raw);
test.each<readonly [string, JsonObject, string, string]>([
  [
    "words that the observer did not sign",
    changed({
      credentialSubject: {
        ...(endorsement["credentialSubject"] as JsonObject),
        endorsementComment: "All of it, perfectly.",
      },
    }),
    "endorsement-wrong",
    "tampered",
  ],
  [
    "another name for the observer",
    changed({ issuer: { id: GRACE.entry.key as string, type: ["Profile"], name: "Somebody" } }),
    "endorsement-wrong",
    "tampered",
  ],
  [
    "another key for the observer",
    changed({ issuer: { id: otherKey, type: ["Profile"], name: "Name of grace" } }),
    "endorsement-wrong",
    "tampered",
  ],
  ["another day", changed({ validFrom: "2026-06-01T10:00:00Z" }), "endorsement-wrong", "tampered"],
  [
    "contexts that the standard does not have",
    changed({
      "@context": [
        ...(endorsement["@context"] as readonly string[]),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
    }),
    "foreign-context",
    "tampered",
  ],
  [
    "an endorsement of something else",
    { ...CREDENTIAL, evidence: (CREDENTIAL["evidence"] as readonly JsonObject[]).slice(0, 1) },
    "endorsement-elsewhere",
    "tampered",
  ],
  [
    "the observer as the learner",
    {
      ...CREDENTIAL,
      credentialSubject: {
        ...(CREDENTIAL["credentialSubject"] as JsonObject),
        id: GRACE.entry.key as string,
      },
    },
    "endorsement-own",
    "tampered",
  ],
  ["an endorsement of another shape", changed({ awardedDate: "yesterday" }), "other-shape", "cannot-tell"],
  [
    "a key nobody has",
    changed({
      issuer: { id: "did:web:observers.example.org", type: ["Profile"], name: "x" },
      proof: [
        {
          ...((endorsement["proof"] as readonly JsonObject[])[0] as JsonObject),
          verificationMethod: "did:web:observers.example.org#k",
        },
      ],
    }),
    "endorsement-no-key",
    "cannot-tell",
  ],
])(
  "a credential with %s is not believed, even if the issuer signed it",
  async (_, credential, code, verdict) => {
    const found = await check(credential);
    expect(found.reasons.map((reason) => reason.code)).toContain(code);
    expect(found.verdict).toBe(verdict);
  },
);
