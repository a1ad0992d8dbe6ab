import type { Statement } from "@tessera/xapi";
import { expect, test } from "vitest";
import { utf8 } from "../bytes.ts";
import { EvidenceCollector } from "../award/evidence.ts";
import { awardRule, type AwardRule } from "../award/rule.ts";
import { newIssuer, type Issuer } from "../issuer/issuer.ts";
import type { JsonObject } from "../json/json.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { ADA, BORIS, course, CREDENTIAL, everything, POLICY } from "../testing/cohort.testing.ts";
import { DID, HOST, namedKey, world } from "../testing/world.testing.ts";
import { verifyCredential } from "../verify/verify.ts";
import { decide, type Decision } from "./decide.ts";
import { issuedFiles, issueLines } from "./issue.ts";
import {
  addLine,
  ledgerText,
  readLedger,
  revokedPlaces,
  issuedLineOf,
  type Held,
  type IssuedLine,
  type Ledger,
  type LedgerLine,
} from "./ledger.ts";

const { signer, jwtSigner, ports } = await world();
const { sha256 } = webCrypto;
const NOW = Date.parse("2026-11-28T12:00:00Z");
const issuer: Issuer = { ...newIssuer(HOST, "Example Academy", "2026"), evidence: POLICY };
const ruleWith = (more: object = {}): AwardRule => {
  const reading = awardRule(course({ ...CREDENTIAL, ...more }), issuer);
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  return reading.rule;
};
const rule = ruleWith();
const FIRST: LedgerLine = { line: "ledger", format: 1 };
const empty = (): Ledger => opened([FIRST]);
function opened(lines: readonly LedgerLine[]): Ledger {
  const reading = readLedger(ledgerText(lines));
  if ("fault" in reading) throw new Error(reading.fault);
  return reading.ledger;
}

/** Dice that fall the same way each time. */
function dice() {
  let at = 0;
  return (count: number) => Uint8Array.from({ length: count }, () => (at = (at * 97 + 31) % 251));
}

const collected = (statements: readonly Statement[]) => {
  const collector = new EvidenceCollector(rule.unitIds, POLICY);
  for (const statement of statements) collector.add(statement);
  return collector.evidence();
};
const round = (ledger: Ledger, statements: readonly Statement[] = everything(), more: object = {}) =>
  decide({ issuer, rule, evidence: collected(statements), ledger, now: NOW, ...more });

async function issueOne(ledger: Ledger): Promise<{ lines: readonly LedgerLine[]; line: IssuedLine }> {
  const [decision] = round(ledger);
  if (decision?.kind !== "new") throw new Error(`it is ${decision?.kind ?? "nobody"}`);
  const lines = await issueLines(issuer, decision.awarded, ledger, { sha256, random: dice() });
  for (const line of lines) addLine(ledger, line);
  return { lines, line: lines.at(-1) as IssuedLine };
}
const files = (line: IssuedLine) =>
  issuedFiles(issuer, line, { credentials: signer, token: jwtSigner }, { sha256 });

test("what is issued is valid in each of its four files", async () => {
  const { line } = await issueOne(empty());
  for (const [name, content] of Object.entries(await files(line))) {
    const bytes = typeof content === "string" ? utf8(content) : (content as Uint8Array);
    const { verdict, reasons } = await verifyCredential(bytes, ports());
    expect({ name, verdict, reasons }).toEqual({ name, verdict: "valid", reasons: [] });
  }
});

test("nothing of the person but a pseudonym and a salted digest is in it", async () => {
  const { line } = await issueOne(empty());
  const made = await files(line);
  const text =
    made["credential.json"] + made["badge.svg"] + new TextDecoder("latin1").decode(made["badge.png"]);
  expect(text).not.toContain("ada");
  expect(text).not.toContain("lms.example.org");
  expect(text).not.toContain("supervisor");
  const credential = JSON.parse(made["credential.json"]) as { readonly credentialSubject: JsonObject };
  expect(credential.credentialSubject["identifier"]).toMatchObject([
    { hashed: true, identityType: "accountId" },
  ]);
});

test("a name is in it only where the issuer asks for that, and it is valid all the same", async () => {
  const ledger = empty();
  const named = everything().map((each): Statement => ({ ...each, actor: { ...ADA, name: "Ada Example" } }));
  const [decision] = round(ledger, named);
  if (decision?.kind !== "new") throw new Error(decision?.kind);
  const ports = { sha256, random: dice() };
  const textOf = async (withName: boolean) => {
    const lines = await issueLines(issuer, { ...decision.awarded, withName }, ledger, ports);
    return (await files(lines.at(-1) as IssuedLine))["credential.json"];
  };
  expect(await textOf(false)).not.toContain("Ada Example");
  expect(await textOf(true)).toContain(
    '{"type":"IdentityObject","hashed":false,"identityHash":"Ada Example","identityType":"name"}',
  );
});

test.each([
  ["Ada\u0000\u001b[31m Example", "Ada [31m Example"],
  ["\ud800Ada", "Ada"],
  [" \n ", undefined],
  ["x".repeat(5_000), "x".repeat(200)],
])("the name %j stops no issuing", async (name, shown) => {
  const ledger = empty();
  const [decision] = round(
    ledger,
    everything().map((each): Statement => ({ ...each, actor: { ...ADA, name } })),
  );
  if (decision?.kind !== "new") throw new Error(decision?.kind);
  const lines = await issueLines(issuer, { ...decision.awarded, withName: true }, ledger, {
    sha256,
    random: dice(),
  });
  const line = lines.at(-1) as IssuedLine;
  expect(line.subject.name).toBe(shown);
  expect((await files(line))["credential.json"]).toContain("IdentityObject");
});

test("the digest in it is that of the account and the salt, so that its holder can show it", async () => {
  const { line } = await issueOne(empty());
  const [identifier] = line.subject.identifiers;
  const digest = await sha256(utf8(`https://lms.example.org ada${identifier?.salt ?? ""}`));
  expect(identifier?.hash).toBe(`sha256$${Buffer.from(digest).toString("hex")}`);
});

test("from the ledger the same bytes come out again", async () => {
  const { lines, line } = await issueOne(empty());
  const text = ledgerText([FIRST, ...lines]);
  const held = opened([FIRST, ...lines]).issued.get(line.id) as Held;
  const { at, length } = held.place;
  const again = issuedLineOf(text.slice(at, at + length), held);
  const [one, other] = [await files(line), await files(again)];
  expect(other["credential.json"]).toBe(one["credential.json"]);
  expect(other["badge.svg"]).toBe(one["badge.svg"]);
  expect(other["badge.png"]).toEqual(one["badge.png"]);
});

test("a second round issues nothing, whatever the statements of that day say", async () => {
  const ledger = empty();
  const { line } = await issueOne(ledger);
  expect(round(ledger)).toMatchObject([{ kind: "already", line: { id: line.id } }]);
  expect(round(ledger, everything().slice(0, 1))).toMatchObject([{ kind: "already" }]);
});

test("a revoked one is not issued again, and its place is on the list", async () => {
  const ledger = empty();
  const { line } = await issueOne(ledger);
  addLine(ledger, { line: "revoked", id: line.id, at: "2026-11-01T00:00:00Z", reason: "An error." });
  expect(round(ledger)).toMatchObject([{ kind: "revoked", reason: "An error." }]);
  expect(revokedPlaces(ledger, 1)).toEqual([line.index]);
  expect(revokedPlaces(ledger, 2)).toEqual([]);
});

test("two learners are two people with two places", async () => {
  const boris = everything().map((statement): Statement => ({
    ...statement,
    id: (statement.id ?? "").replace(/^0/, "1"),
    actor: BORIS,
  }));
  const ledger = empty();
  const decisions = round(ledger, [...everything(), ...boris]);
  expect(decisions.map(({ learner, kind }) => `${learner.split(" ")[1] ?? ""} ${kind}`)).toEqual([
    "ada new",
    "boris new",
  ]);
  const random = dice();
  const lines: LedgerLine[] = [];
  for (const decision of decisions as Extract<Decision, { kind: "new" }>[])
    for (const line of await issueLines(issuer, decision.awarded, ledger, { sha256, random })) {
      addLine(ledger, line);
      lines.push(line);
    }
  const issued = [...ledger.issued.values()];
  expect(new Set(issued.map(({ id }) => id)).size).toBe(2);
  expect(new Set(issued.map(({ index }) => index)).size).toBe(2);
  expect(new Set(issued.map(({ subject }) => subject)).size).toBe(2);
  expect(lines.filter(({ line }) => line === "subject")).toHaveLength(2);
});

test("what asks for another credential first looks whether it is held", async () => {
  const asking = { rule: ruleWith({ requires: ["valves"] }) };
  const says = (ledger: Ledger) => {
    const [decision] = round(ledger, everything(), asking);
    return decision?.kind === "not-yet" ? decision.missing : decision?.kind;
  };
  const ledger = empty();
  expect(says(ledger)).toEqual([
    "the credential valves, which has to be held before, was never issued to them",
  ]);
  const { line } = await issueOne(empty());
  const valves: IssuedLine = {
    ...line,
    slug: "valves",
    id: "urn:uuid:33333333-3333-4333-8333-333333333333",
    validUntil: "2026-06-02T10:00:00Z",
  };
  addLine(ledger, { line: "subject", agent: ADA, id: line.subject.id });
  addLine(ledger, { ...valves, validUntil: "2026-06-02T09:59:59Z" });
  expect(says(ledger)).toEqual(["the credential valves, which has to be held before, has expired"]);
  addLine(ledger, valves);
  expect(says(ledger)).toBe("new");
  addLine(ledger, { line: "revoked", id: valves.id, at: "2026-11-01T00:00:00Z", reason: "x" });
  expect(says(ledger)).toEqual(["the credential valves, which has to be held before, was revoked"]);
});

test("what would be over already is not issued", async () => {
  const late = round(empty(), everything(), { now: Date.parse("2028-06-03T00:00:00Z") });
  expect(late).toMatchObject([
    {
      kind: "not-yet",
      missing: ["it was earned on 2026-06-02 and would have ended on 2028-06-02: it has to be earned again"],
    },
  ]);
});

test("a ledger that was cut off in its last line is read up to it", async () => {
  const { lines, line } = await issueOne(empty());
  const text = ledgerText([FIRST, ...lines]);
  const reading = readLedger(text.slice(0, -10));
  expect("ledger" in reading && reading.ledger.issued.size).toBe(0);
  expect("ledger" in reading && reading.ledger.subjects.size).toBe(1);
  expect("ledger" in reading && text.slice(0, reading.whole)).toBe(
    ledgerText([FIRST, ...lines.slice(0, -1)]),
  );
  expect(line.line).toBe("issued");
});

test.each([
  ["{}\n", "its first line does not say that it is a ledger"],
  ['{"line":"ledger","format":3}\n', "it has format 3, and this Tessera reads 2"],
  ['{"line":"ledger","format":1}\n{"line":"\n', "line 2 cannot be read"],
  ['{"line":"ledger","format":1}\n{"line":"gift"}\n', "line 2 says nothing that a ledger says"],
  [
    '{"line":"ledger","format":1}\n{"line":"revoked","id":"x","at":"","reason":""}\n',
    "line 2 says nothing that a ledger says",
  ],
])("the ledger %j is refused", (text, fault) => {
  expect(readLedger(text)).toEqual({ fault });
});

test("a key that is another one than in the ledger signs nothing under its name", async () => {
  const { line } = await issueOne(empty());
  const other = await namedKey("credentials-2027", DID);
  await expect(
    issuedFiles(issuer, line, { credentials: other.signer, token: jwtSigner }, { sha256 }),
  ).rejects.toThrow("it was issued with the key credentials-2026");
});

test("a title that readers would take for different ones is not signed", async () => {
  const { line } = await issueOne(empty());
  const odd = { ...line, achievement: { ...line.achievement, name: "Pumps\u0007" } };
  await expect(files(odd)).rejects.toThrow("this makes no Open Badge: control-character");
});
