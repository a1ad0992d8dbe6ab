/** Pathways, pages and a learner's portfolio, with the built command and the portfolio of the samples. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addLine, ledgerText, newLedger } from "@tessera/credentials/issuing";
import type { IssuedLine } from "@tessera/credentials/issuing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";

// Each starts processes; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const portfolio = fileURLToPath(new URL("../../../../courses/portfolio.yaml", import.meta.url));
const HOST = "badges.example.org";
const ADA = "https://lms.example.com|ada.private";
const academy = commandFolder("tessera stack ");
const { folder, badge, text } = academy;

const keyName = () =>
  readdirSync(join(folder, "academy/keys")).find((name) => name.startsWith("credentials")) ?? "";

/** As `issue` would have written it, without the statements that it takes. */
const line = (slug: string, at: number): IssuedLine => ({
  line: "issued",
  id: `urn:uuid:00000000-0000-8000-8000-00000000000${at}`,
  slug,
  achievement: {
    id: `https://${HOST}/achievements/${slug}/v1`,
    name: `About ${slug}`,
    description: slug,
    criteria: slug,
    version: "1.0.0",
    language: "en",
  },
  subject: { id: "urn:uuid:0b8e3c5e-3f57-4a0e-8f6e-6c1a6f3b2d11", identifiers: [] },
  registration: "11111111-1111-4111-8111-111111111111",
  awardedDate: "2026-03-01T00:00:00Z",
  validFrom: "2026-03-01T00:00:00Z",
  validUntil: "2096-03-01T00:00:00Z",
  evidence: [],
  list: 1,
  index: at,
  issuerName: HOST,
  key: keyName().replace(".json", ""),
});

beforeAll(() => {
  expect(badge("init", "academy", "--domain", HOST).status).toBe(0);
  const agent = { account: { homePage: "https://lms.example.com", name: "ada.private" } };
  const lines = [
    { line: "ledger", format: 2 },
    { line: "subject", agent, id: "urn:uuid:0b8e3c5e-3f57-4a0e-8f6e-6c1a6f3b2d11" },
    line("first-steps", 1),
    line("ot-cyber-hygiene", 2),
  ] as const;
  const ledger = newLedger();
  expect(lines.map((each) => addLine(ledger, each))).not.toContain(false);
  academy.put("academy/ledger.ndjson", ledgerText(lines));
});
afterAll(academy.remove);

test("half a pathway is no credential, and what is missing is told", () => {
  const { status, stdout, stderr } = badge("stack", "academy", "--portfolio", portfolio);
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("not-yet       account:https://lms.example.com ada.private");
  expect(stdout).toContain("advanced-scaffold-safety is not held");
  expect(existsSync(join(folder, "academy/credentials"))).toBe(false);
});

test("what another issuer gave is recognised, and the pathway is issued once all of it is held", () => {
  const words = ["--for", ADA, "--reason", "The card was shown."];
  expect(badge("recognise", "academy", "advanced-scaffold-safety", ...words).status).toBe(0);
  const first = badge("stack", "academy", "--portfolio", portfolio, "--format", "json");
  expect(first.stdout).toContain('"outcome": "issued"');
  const [name = ""] = readdirSync(join(folder, "academy/credentials"));
  const found = badge("verify", `academy/credentials/${name}/badge.svg`, "--issuer", "academy");
  expect(found.stdout).toContain("Building Operations Technician");
  expect(found.status).toBe(0);
  expect(badge("stack", "academy", "--portfolio", portfolio).stdout).toContain("already");
});

test("a portfolio is a page and a signed record, and names nobody who did not ask for it", () => {
  const words = ["--for", ADA, "--portfolio", portfolio];
  const made = badge("portfolio", "academy", ...words, "--out", "ada");
  expect(made.status, made.stderr).toBe(0);
  const clr = JSON.parse(text("ada/clr.json")) as {
    readonly type: readonly string[];
    readonly credentialSubject: {
      readonly verifiableCredential: readonly object[];
      readonly association: readonly { readonly associationType: string }[];
    };
  };
  expect(clr.type).toContain("ClrCredential");
  expect(clr.credentialSubject.verifiableCredential).toHaveLength(3);
  expect(new Set(clr.credentialSubject.association.map((each) => each.associationType))).toEqual(
    new Set(["isPartOf"]),
  );
  expect(text("ada/index.html")).toContain("Building Operations Technician complete");
  expect(text("ada/index.html") + text("ada/clr.json")).not.toMatch(/ada\.private|lms\.example\.com/);
  badge("portfolio", "academy", ...words, "--out", "named", "--name", "Ada Example");
  expect(text("named/index.html")).toContain("<h1>Ada Example</h1>");
});

test("a portfolio's record is checked with each credential in it, and told when it was changed", () => {
  const check = (...more: readonly string[]) =>
    badge("verify", "ada/clr.json", "--issuer", "academy/site", ...more);
  const whole = check();
  expect(whole.stdout).toContain("VALID: a learner's record (CLR 2.0), 3 of 3 credentials in it valid");
  expect(whole.stdout).toMatch(
    /Credential 3 of 3: VALID\n\nIt says:\n {2}what +Building Operations Technician/,
  );
  expect(whole.status).toBe(0);
  academy.put("ada/cut.json", text("ada/clr.json").replace('"isPartOf"', '"precedes"'));
  const cut = badge("verify", "ada/cut.json", "--issuer", "academy/site", "--format", "json");
  const { verdict, record, credentials } = JSON.parse(cut.stdout) as {
    readonly verdict: string;
    readonly record: { readonly reasons: readonly { readonly code: string }[] };
    readonly credentials: readonly { readonly verdict: string; readonly sameSubjectAsRecord: boolean }[];
  };
  expect([cut.status, verdict, record.reasons[0]?.code]).toEqual([1, "tampered", "signature-wrong"]);
  expect(credentials.map((each) => each.verdict)).toEqual(["valid", "valid", "valid"]);
  expect(credentials.map((each) => each.sameSubjectAsRecord)).toEqual([true, true, true]);
});

test("each credential and pathway has a page, and no published file names an account, an LRS or a person", () => {
  const { status, stderr } = badge("publish", "academy", "--portfolio", portfolio);
  expect(status, stderr).toBe(0);
  const page = text("academy/site/achievements/ot-cyber-hygiene/v1/index.html");
  for (const says of [
    "Facility networks",
    "Building Operations Technician",
    "O*NET-SOC 49-9071.00",
    "2 years",
  ])
    expect(page).toContain(says);
  const files = readdirSync(join(folder, "academy/site"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(12);
  for (const file of files)
    expect(readFileSync(file, "latin1"), file).not.toMatch(
      /ada\.private|lms\.example\.com|"d":"|11111111-1111/,
    );
});

test("a person gets all that is held of them, and is forgotten: what stays names nobody and is made for nobody again", () => {
  const exported = badge("export", "academy", "--for", ADA, "--out", "mine");
  expect(exported.status, exported.stderr).toBe(0);
  const person = JSON.parse(text("mine/person.json")) as Readonly<Record<string, readonly object[]>>;
  expect(person["credentials"]).toHaveLength(3);
  expect(person["recognised"]).toHaveLength(1);
  expect(readdirSync(join(folder, "mine"))).toHaveLength(4);

  const before = text("academy/ledger.ndjson").split("\n").length;
  const { status, stderr } = badge("forget", "academy", "--for", ADA, "--revoke");
  expect(status, stderr).toBe(0);
  const ledger = text("academy/ledger.ndjson");
  expect(ledger).not.toMatch(/ada\.private|identityHash|sha256\$|11111111-1111/);
  expect(ledger.split("\n").length).toBe(before + 3 - 1);
  expect(readdirSync(join(folder, "academy/credentials"))).toEqual([]);
  expect(badge("publish", "academy").stderr).toContain("3 of 3 credentials revoked");
  expect(readdirSync(join(folder, "academy/credentials"))).toEqual([]);
  expect(badge("forget", "academy", "--for", ADA).stderr).toContain("nothing was issued to");
});

test.each([
  [["stack", "academy", "--portfolio", "nothing.yaml"], 1, "there is no `nothing.yaml`"],
  [["portfolio", "academy", "--for", "nobody", "--portfolio", "x", "--out", "y"], 1, "there is no `x`"],
  [["recognise", "academy", "A b", "--for", ADA, "--reason", "x"], 2, "is no id of a credential"],
  [["recognise", "academy", "ab", "--for", "ada", "--reason", "x"], 2, "names nobody"],
  [["recognise", "academy", "ab", "--for", ADA, "--reason", "x", "--until", "soon"], 2, "is no day"],
])("badge %j ends with %i and says what is wrong", (words, code, says) => {
  const { status, stderr } = badge(...words);
  expect(stderr).toContain(says);
  expect(status).toBe(code);
});
