import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as theirs from "@digitalbazaar/vc";
import { expect, test } from "vitest";
import { awardRule, type AwardRule } from "../award/rule.ts";
import { newIssuer, type Issuer } from "../issuer/issuer.ts";
import { credentialOf, issuedFiles, moment } from "../issue/issue.ts";
import { addLine, newLedger, standing, type IssuedLine, type Ledger } from "../issue/ledger.ts";
import type { JsonObject } from "../json/json.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { ADA, course, POLICY } from "../testing/cohort.testing.ts";
import { DID, HOST, world } from "../testing/world.testing.ts";
import { achievementFiles } from "./achievement-page.ts";
import { CLR_CONTEXTS } from "../linked-data/clr-contexts.ts";
import { signClr } from "./clr.ts";
import { graphOf, type Graph, type GraphNode, type PathwayWords } from "./graph.ts";
import { portfolioPage } from "./portfolio-page.ts";
import { decideStacks, stackLine } from "./stack.ts";

const { signer, jwtSigner, document } = await world();
const issuer: Issuer = { ...newIssuer(HOST, "Example Academy", "2026"), evidence: POLICY };
const NOW = Date.parse("2026-11-28T12:00:00Z");
const PEOPLE = "urn:uuid:0b8e3c5e-3f57-4a0e-8f6e-6c1a6f3b2d11";

function ruleOf(slug: string, requires: readonly string[] = []): AwardRule {
  const words = { name: `About ${slug}`, valid: "P2Y", award: { units: ["read"] }, requires };
  const reading = awardRule({ ...course(words), slug, id: `https://example.org/courses/${slug}` }, issuer);
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  return reading.rule;
}
const courses = [
  { rule: ruleOf("pumps", ["networks"]), partOf: [] },
  { rule: ruleOf("valves"), partOf: ["technician"] },
];
const words: PathwayWords = {
  pathways: [
    { id: "engineer", title: "Engineer", requires: ["technician", "networks"] },
    { id: "technician", title: "Technician", requires: ["pumps"] },
  ],
  credentials: [{ id: "networks", title: "Networks" }],
};
const graph = graphOf(courses, words, issuer);
const technician = graph.nodes.get("technician") as GraphNode;

const lineOf = (slug: string, index: number, more: Partial<IssuedLine> = {}): IssuedLine => ({
  line: "issued",
  id: `urn:uuid:00000000-0000-4000-8000-00000000000${index}`,
  slug,
  achievement: ruleOf(slug).achievement,
  subject: { id: PEOPLE, identifiers: [] },
  registration: "11111111-1111-4111-8111-111111111111",
  awardedDate: "2026-03-01T00:00:00Z",
  validFrom: "2026-03-01T00:00:00Z",
  validUntil: "2028-03-01T00:00:00Z",
  evidence: [],
  list: 1,
  index,
  issuerName: "Example Academy",
  key: "credentials-2026",
  ...more,
});
function held(...lines: readonly IssuedLine[]): Ledger {
  const ledger = newLedger();
  addLine(ledger, { line: "subject", agent: ADA, id: PEOPLE });
  for (const line of lines) addLine(ledger, line);
  return ledger;
}
const ports = { sha256: webCrypto.sha256, random: (count: number) => new Uint8Array(count).fill(9) };

test("a course joins a pathway by its own words, and what asks for another comes after it", () => {
  expect(technician.requires).toEqual(["pumps", "valves"]);
  const order = [...graph.nodes.keys()];
  expect(order.indexOf("technician")).toBeLessThan(order.indexOf("engineer"));
  expect(order.indexOf("networks")).toBeLessThan(order.indexOf("pumps"));
  expect(graph.faults).toEqual([]);
});

test("what nobody gives, circles, and what leads nowhere are told", () => {
  const faults = graphOf(
    [
      { rule: ruleOf("a", ["b"]), partOf: ["nothing"] },
      { rule: ruleOf("b", ["a"]), partOf: [] },
      { rule: ruleOf("c", ["elsewhere"]), partOf: [] },
    ],
    { pathways: [{ id: "p", title: "P", requires: ["a"] }], credentials: [] },
    issuer,
  ).faults;
  expect(faults).toEqual([
    "c requires elsewhere, which no course, pathway or entry of the portfolio gives: nobody can earn it",
    "a is part of nothing, which is no pathway of the portfolio",
    "these require each other in a circle: a, b, p",
    "c stacks into nothing: no pathway and no other credential asks for it",
  ]);
});

test("a pathway is earned by holding its parts, and ends with the first of them", async () => {
  const half = held(lineOf("pumps", 1));
  expect(decideStacks(technician, { ledger: half, now: NOW })).toMatchObject([
    { kind: "not-yet", missing: ["valves is not held"] },
  ]);
  const ledger = held(
    lineOf("pumps", 1),
    lineOf("valves", 2, { validFrom: "2026-05-01T00:00:00Z", validUntil: "2027-05-01T00:00:00Z" }),
  );
  const [stack] = decideStacks(technician, { ledger, now: NOW });
  if (stack?.kind !== "new") throw new Error(stack?.kind);
  const line = await stackLine(issuer, technician, stack, { ledger, ports });
  expect(line).toMatchObject({
    slug: "technician",
    awardedDate: "2026-05-01T00:00:00Z",
    validUntil: "2027-05-01T00:00:00Z",
    evidence: [{ id: "urn:uuid:00000000-0000-4000-8000-000000000001" }, { name: "About valves" }],
  });
  expect(credentialOf(issuer, line)).toMatchObject({ name: "Technician" });
  addLine(ledger, line);
  expect(decideStacks(technician, { ledger, now: NOW })).toMatchObject([{ kind: "already" }]);
  // A part that is renewed carries the pathway on.
  addLine(
    ledger,
    lineOf("valves", 2, {
      line: "renewed",
      validFrom: "2026-11-01T00:00:00Z",
      validUntil: "2028-11-01T00:00:00Z",
    }),
  );
  const [again] = decideStacks(technician, { ledger, now: NOW });
  if (again?.kind !== "renew") throw new Error(again?.kind);
  const renewed = await stackLine(issuer, technician, { ...again, before: line }, { ledger, ports });
  expect(renewed).toMatchObject({ id: line.id, index: line.index, awardedDate: line.awardedDate });
  expect(renewed.validUntil).toBe("2028-03-01T00:00:00Z");
});

test.each([
  ["expired", { validUntil: "2026-11-01T00:00:00Z" }, "valves has expired"],
  ["revoked", {}, "valves was revoked"],
])("a part that is %s counts for no pathway", (what, more, says) => {
  const ledger = held(lineOf("pumps", 1), lineOf("valves", 2, more));
  if (what === "revoked")
    addLine(ledger, { line: "revoked", id: lineOf("valves", 2).id, at: moment(NOW), reason: "x" });
  expect(decideStacks(technician, { ledger, now: NOW })).toMatchObject([
    { kind: "not-yet", missing: [says] },
  ]);
});

test("what another issuer gave counts on this one's word, and until the day that was said", () => {
  const ledger = held();
  const line = {
    line: "recognised",
    id: "urn:uuid:1",
    subject: PEOPLE,
    slug: "networks",
    name: "Networks",
    at: moment(NOW),
    reason: "Seen.",
  } as const;
  expect(addLine(ledger, { ...line, until: "2027-01-01T00:00:00Z" })).toBe(true);
  expect(standing(ledger, PEOPLE, "networks", NOW).word).toBe("held");
  expect(standing(ledger, PEOPLE, "networks", Date.parse("2027-02-01T00:00:00Z")).word).toBe("expired");
  expect(standing(ledger, "urn:uuid:other", "networks", NOW).word).toBe("never-issued");
});

const context = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../contexts/${name}`, import.meta.url), "utf8"));
const methods = document["verificationMethod"] as readonly (JsonObject & { readonly id: string })[];
const known = new Map<string, unknown>([
  ...CLR_CONTEXTS,
  ["https://www.w3.org/ns/credentials/v2", context("credentials-v2.jsonld")],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", context("open-badges-3.0.3.jsonld")],
  [DID, document],
  ...methods.map((method): [string, unknown] => [
    method.id,
    { "@context": "https://w3id.org/security/multikey/v1", ...method },
  ]),
]);

async function isValidElsewhere(credential: JsonObject): Promise<boolean> {
  const { verified } = await theirs.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: (url: string) =>
      known.has(url)
        ? Promise.resolve({ contextUrl: null, documentUrl: url, document: known.get(url) })
        : Promise.reject(new Error(`${url} is not at hand`)),
    now: new Date(NOW),
  } as never);
  return verified;
}

async function portfolioOf(graph: Graph, lines: readonly IssuedLine[]) {
  const signers = { credentials: signer, token: jwtSigner };
  const credentials = await Promise.all(
    lines.map(async (line) => {
      const files = await issuedFiles(issuer, line, signers, webCrypto);
      return JSON.parse(files["credential.json"]) as JsonObject;
    }),
  );
  const input = {
    id: "urn:uuid:5",
    subject: PEOPLE,
    name: "Ada",
    validFrom: moment(NOW),
    credentials,
    graph,
  };
  const clr = await signClr(issuer, input, signer, webCrypto);
  const subject = clr["credentialSubject"] as { readonly association: readonly JsonObject[] };
  const short = (id: unknown) => String(id).split("/").slice(-2).join(" ");
  const said = subject.association.map(
    (each) => `${short(each["sourceId"])} ${each["associationType"] as string} ${short(each["targetId"])}`,
  );
  return { clr, subject, said };
}

test("a portfolio is one signed record, which another code base finds valid, and broken once it is changed", async () => {
  const { clr, subject, said } = await portfolioOf(graph, [lineOf("pumps", 1), lineOf("valves", 2)]);
  expect(said).toEqual([
    "pumps v2 isPartOf technician v1",
    "valves v2 isPartOf technician v1",
    "technician v1 isPartOf engineer v1",
  ]);
  expect(await isValidElsewhere(clr)).toBe(true);
  const changed = { ...clr, credentialSubject: { ...subject, association: subject.association.slice(1) } };
  expect(await isValidElsewhere(changed as unknown as JsonObject)).toBe(false);
});

test("a portfolio says what comes before what, and which version took the place of which", async () => {
  const chain = [
    { rule: ruleOf("pumps"), partOf: [] },
    { rule: ruleOf("valves", ["pumps"]), partOf: [] },
  ];
  const { achievement } = ruleOf("pumps");
  const related = [{ id: achievement.id.replace("/v2", "/v1"), version: "1.4.0" }];
  const { clr, said } = await portfolioOf(graphOf(chain, { pathways: [], credentials: [] }, issuer), [
    lineOf("pumps", 1, { achievement: { ...achievement, related } }),
    lineOf("valves", 2),
  ]);
  expect(said).toEqual(["pumps v2 precedes valves v2", "pumps v1 replacedBy pumps v2"]);
  expect(await isValidElsewhere(clr)).toBe(true);
});

test("a page says what has to be shown, what comes before and after, and which skills it stands for", () => {
  const rule = { ...ruleOf("pumps", ["networks"]), observers: 1 };
  const achievement = {
    ...rule.achievement,
    alignment: [{ name: "isolate pumps", url: "https://esco.example/1", framework: "ESCO" }],
  };
  const files = achievementFiles(issuer, { achievement, rule }, graph);
  for (const says of [
    "Networks",
    "/achievements/technician/v1/",
    "ESCO",
    "Completed".toLowerCase(),
    "2 years",
    "watched by",
  ])
    expect(files["index.html"]).toContain(says);
  const ctdl = JSON.parse(files["ctdl.json"]) as JsonObject;
  expect(ctdl["ceterms:isPreparationFor"]).toMatchObject([
    { "ceterms:targetCredential": [`https://${HOST}/achievements/technician/v1`] },
  ]);
  expect(JSON.parse(files["achievement.json"])).toMatchObject({ id: achievement.id, type: ["Achievement"] });
});

test("a learner's page says what is held, how far a pathway is, and what comes next; no name that was not given", () => {
  const ledger = held(lineOf("pumps", 1), lineOf("valves", 2, { validUntil: "2026-11-01T00:00:00Z" }));
  const text = portfolioPage({ issuer, ledger, graph, subject: PEOPLE, now: NOW });
  expect(text).toContain("1 of 2 parts.");
  expect(text).toMatch(/What comes next[\s\S]*About valves[\s\S]*It has expired: renew it/);
  expect(text).not.toMatch(/ada|lms\.example\.org/);
  const named = portfolioPage({ issuer, ledger, graph, subject: PEOPLE, now: NOW, name: "<Ada>" });
  expect(named).toContain("&#60;Ada&#62;");
});
