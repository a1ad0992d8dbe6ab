import type { Course } from "@tessera/course";
import type { Statement } from "@tessera/xapi";
import { expect, test } from "vitest";
import { utf8 } from "../bytes.ts";
import { EvidenceCollector } from "../award/evidence.ts";
import { renewalRoutes } from "../award/renewal.ts";
import { awardRule } from "../award/rule.ts";
import { newIssuer, type Issuer } from "../issuer/issuer.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { BORIS, course, CREDENTIAL, everything, observed, POLICY, said } from "../testing/cohort.testing.ts";
import { HOST, world } from "../testing/world.testing.ts";
import { verifyCredential } from "../verify/verify.ts";
import { decide } from "./decide.ts";
import { issuedFiles, issueLines } from "./issue.ts";
import { addLine, newLedger, type IssuedLine, type Ledger } from "./ledger.ts";
import { decideRenewals, renewedLine } from "./renew.ts";

const { signer, jwtSigner, ports } = await world();
const { sha256 } = webCrypto;
const issuer: Issuer = { ...newIssuer(HOST, "Example Academy", "2026"), evidence: POLICY };
const NOW = Date.parse("2026-11-28T12:00:00Z");

const courseWith = (more: object = {}, version = "2.1.0"): Course => ({
  ...course({ ...CREDENTIAL, ...more }),
  version,
});
function routesOf(of: Course, refreshers: readonly Course[] = []) {
  const reading = renewalRoutes(of, issuer, refreshers);
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  return reading.routes;
}
function collected(of: Course, statements: readonly Statement[]) {
  const reading = awardRule(of, issuer);
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  const collector = new EvidenceCollector(reading.rule.unitIds, POLICY);
  for (const statement of statements) collector.add(statement);
  return { rule: reading.rule, evidence: collector.evidence() };
}

/** Somebody who earned it on 2 June 2026. */
async function holder(of = courseWith()): Promise<{ ledger: Ledger; line: IssuedLine }> {
  const ledger = newLedger();
  const { rule, evidence } = collected(of, everything());
  const [decision] = decide({ issuer, rule, evidence, ledger, now: NOW });
  if (decision?.kind !== "new") throw new Error(decision?.kind);
  const random = (count: number) => Uint8Array.from({ length: count }, (_, at) => at + 1);
  const lines = await issueLines(issuer, decision.awarded, ledger, { sha256, random });
  for (const line of lines) addLine(ledger, line);
  return { ledger, line: lines.at(-1) as IssuedLine };
}
const SECOND = "99999999-9999-4999-8999-999999999999";
/** All of it once more, in another registration. */
const again = (day: string): Statement[] =>
  [
    said("completed", "read", { at: `${day}T10:00:00Z` }),
    said("completed", "test", { at: `${day}T10:30:00Z` }),
    said("passed", "test", { at: `${day}T10:30:00Z`, scaled: 0.95 }),
    observed({ at: `${day}T11:00:00Z` }),
  ].map((statement): Statement => ({
    ...statement,
    context: { ...statement.context, registration: SECOND },
  }));

const round = (
  ledger: Ledger,
  of: Course,
  statements: readonly Statement[],
  refreshers: readonly Course[] = [],
) =>
  decideRenewals({
    slug: "pumps",
    routes: routesOf(of, refreshers),
    registrations: collected(of, statements).evidence.registrations,
    ledger,
    now: NOW,
  });
const missing = (...of: Parameters<typeof round>): readonly string[] => {
  const [renewal] = round(...of);
  return renewal?.kind === "not-yet" ? renewal.missing : [renewal?.kind ?? "nobody"];
};

test("who shows all of it again has it renewed: same id, place, salt and first day, new dates and proofs", async () => {
  const { ledger, line } = await holder();
  const [renewal] = round(ledger, courseWith(), [...everything(), ...again("2026-10-01")]);
  if (renewal?.kind !== "renew") throw new Error(renewal?.kind);
  const renewed = await renewedLine(issuer, line, renewal.awarded, { sha256 });
  const { id, subject, list, index, awardedDate, slug } = line;
  expect(renewed).toMatchObject({ line: "renewed", id, subject, list, index, awardedDate, slug });
  expect([renewed.validFrom, renewed.validUntil]).toEqual(["2026-10-01T11:00:00Z", "2028-10-01T11:00:00Z"]);
  expect(renewed.evidence).not.toEqual(line.evidence);
  expect(addLine(ledger, renewed)).toBe(true);
  expect(missing(ledger, courseWith(), [...everything(), ...again("2026-10-01")])).toEqual([
    "nothing was shown since 2026-10-01",
  ]);
});

test("a renewed credential is valid, and so is the one before as long as its own time lasts", async () => {
  const { ledger, line } = await holder();
  const [renewal] = round(ledger, courseWith(), [...everything(), ...again("2026-10-01")]);
  if (renewal?.kind !== "renew") throw new Error(renewal?.kind);
  const renewed = await renewedLine(issuer, line, renewal.awarded, { sha256 });
  for (const each of [line, renewed]) {
    const files = await issuedFiles(issuer, each, { credentials: signer, token: jwtSigner }, { sha256 });
    const found = await verifyCredential(utf8(files["credential.json"]), ports());
    expect(found).toMatchObject({ verdict: "valid", reasons: [] });
  }
});

test("what earned it the first time does not renew it, and nothing of it counts twice", async () => {
  const { ledger } = await holder();
  expect(missing(ledger, courseWith(), everything())).toEqual(["nothing was shown since 2026-06-02"]);
  const part = again("2026-10-01").slice(0, 3);
  expect(missing(ledger, courseWith(), [...everything(), ...part])).toEqual([
    "the observation “Isolate a pump”: 0 of 1 authorised observers have signed",
  ]);
});

test("a route of its own asks for less, and may ask for it late", async () => {
  const { ledger } = await holder();
  const late = courseWith({ renew: { units: ["test"], mastery: 0.8, early: "P90D" } });
  const soon = again("2026-10-01").slice(2, 3);
  expect(missing(ledger, late, soon)).toEqual(["nothing was shown since 2028-03-04"]);
  const any = courseWith({ renew: { units: ["test"] } });
  const both = again("2026-10-01").slice(1, 3);
  expect(missing(ledger, any, both)).toEqual(["renew"]);
});

test("who holds an older standard takes the route of that version, and the new one names the old", async () => {
  const { ledger, line } = await holder(courseWith({}, "1.4.0"));
  const newer = courseWith({ renew: [{ versions: [2], units: ["read"] }, { versions: [1] }] }, "2.0.0");
  expect(missing(ledger, newer, again("2026-10-01").slice(0, 1))).toContain("“Test” was not passed");
  const [renewal] = round(ledger, newer, again("2026-10-01"));
  if (renewal?.kind !== "renew") throw new Error(renewal?.kind);
  const renewed = await renewedLine(issuer, line, renewal.awarded, { sha256 });
  expect(renewed.achievement).toMatchObject({
    id: `https://${HOST}/achievements/pumps/v2`,
    related: [{ id: `https://${HOST}/achievements/pumps/v1`, version: "1.4.0" }],
  });
  expect(renewed.id).toBe(line.id);
  const only = courseWith({ renew: [{ versions: [2] }] }, "2.0.0");
  expect(missing(ledger, only, again("2026-10-01"))).toEqual([
    "no route of the course renews version 1.4.0: it has to be earned anew",
  ]);
});

test("another course refreshes it where the front matter says so, and is asked for by its name", () => {
  const of = courseWith({ renew: { course: "pumps-again" } });
  expect(renewalRoutes(of, issuer)).toEqual({
    faults: ["it is renewed by the course `pumps-again`: give that too, with --refresher"],
  });
  const refresher: Course = { ...course(undefined), slug: "pumps-again" };
  const [route] = routesOf(of, [refresher]);
  expect(route?.rule).toMatchObject({ slug: "pumps", observers: 0 });
  expect(route?.rule.achievement.id).toBe(`https://${HOST}/achievements/pumps/v2`);
});

test("what is revoked, or never expires, is not renewed, and nobody else's is", async () => {
  const forever = courseWith({ valid: "forever" });
  const { ledger, line } = await holder(forever);
  expect(line.validUntil).toBeUndefined();
  expect(missing(ledger, forever, again("2026-10-01"))).toEqual([
    "it never expires, so that there is nothing to renew",
  ]);
  const other = await holder();
  addLine(other.ledger, { line: "revoked", id: other.line.id, at: "2026-07-01T00:00:00Z", reason: "Fraud." });
  expect(round(other.ledger, courseWith(), again("2026-10-01"))).toMatchObject([
    { kind: "revoked", reason: "Fraud." },
  ]);
  const boris = again("2026-10-01").map((statement): Statement => ({ ...statement, actor: BORIS }));
  expect(missing((await holder()).ledger, courseWith(), boris)).toEqual([
    "nothing was shown since 2026-06-02",
  ]);
});
