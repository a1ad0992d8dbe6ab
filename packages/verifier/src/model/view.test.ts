import type { JsonObject, Verification } from "@tessera/credentials";
import { expect, test } from "vitest";
import { EN } from "../strings/en.ts";
import { BLANK } from "../kept.ts";
import { bytesOfText, isPhoto } from "./read-given.ts";
import { questionsOf, Store } from "./store.ts";
import { viewOf } from "./view.ts";

const CREDENTIAL: JsonObject = {
  issuer: { id: "did:web:badges.example.org", name: "Academy" },
  awardedDate: "2025-03-01T00:00:00Z",
  validFrom: "2026-03-01T00:00:00Z",
  credentialSubject: { achievement: { name: "Pumps", criteria: { narrative: "All of it." } } },
  evidence: [{ name: "Test", narrative: "Passed." }],
  credentialStatus: { statusListCredential: "https://badges.example.org/status/1.json" },
};
const FOUND: Verification = {
  verdict: "valid",
  reasons: [],
  container: "json",
  credential: CREDENTIAL,
  issuer: "did:web:badges.example.org",
  key: "z6Mk",
  revocationListOf: "2026-11-20T00:00:00Z",
};
const NOW = Date.parse("2026-11-28T12:00:00Z");
const view = (change: Partial<Verification> = {}) =>
  viewOf({ found: { ...FOUND, ...change }, words: EN, language: "en", now: NOW, listFrom: "asked" });
const rows = (change: Partial<Verification> = {}) =>
  Object.fromEntries(view(change).rows.map(({ label, lines }) => [label, lines.join("|")]));

test("what an employer asks stands in the order in which they ask", () => {
  expect(view().rows.map(({ label }) => label)).toEqual([
    "What",
    "Who",
    "Issued by",
    "Awarded",
    "What had to be shown",
    "Evidence",
    "Observed by",
    "Valid until",
    "Revocation",
    "Signed with the key",
  ]);
  expect(view().lead).toBe("Academy issued “Pumps”. It is unchanged, and it counts today.");
});

test("how old the answer about revocation is stands beside the verdict, and where the list came from", () => {
  expect(view().fresh).toContain("8 days old");
  expect(rows()["Revocation"]).toContain("asked of badges.example.org just now");
  const { revocationListOf: _none, ...unlisted } = FOUND;
  const none = viewOf({ found: unlisted, words: EN, language: "en", now: NOW, listFrom: undefined });
  expect(none.fresh).toBeUndefined();
  expect(none.rows.find(({ label }) => label === "Revocation")?.lines).toEqual(["Not checked."]);
});

test("a renewal says when it was first awarded and from when it counts anew", () => {
  expect(rows()["Awarded"]).toBe("March 1, 2025 (renewed from March 1, 2026)");
});

test("an observation is told with who, when and about what; that there is none is told only of what is proven", () => {
  const endorsed = [
    { by: "Grace", did: "did:key:z", key: "z", at: "2026-02-01T00:00:00Z", about: "Isolation" },
  ];
  expect(rows({ endorsed })["Observed by"]).toBe("Grace, on February 1, 2026: Isolation");
  expect(rows()["Observed by"]).toBe("Nobody's signed observation is part of it.");
  const { key: _none, ...unproven } = FOUND;
  const unsigned = viewOf({ found: unproven, words: EN, language: "en", now: NOW, listFrom: undefined });
  expect(unsigned.proven).toBe(false);
  expect(unsigned.rows.map(({ label }) => label)).not.toContain("Observed by");
});

test("only whole addresses of https are ever asked, and the issuer's before the list's", () => {
  expect(questionsOf(FOUND)).toEqual([
    "https://badges.example.org/.well-known/did.json",
    "https://badges.example.org/status/1.json",
  ]);
  for (const statusListCredential of ["http://x.example/1", "file:///etc/passwd", "javascript:alert(1)"])
    expect(
      questionsOf({
        ...FOUND,
        issuer: "did:key:z6Mk",
        credential: { ...CREDENTIAL, credentialStatus: { statusListCredential } },
      }),
    ).toEqual([]);
});

test("a document or list that is given is kept, anything else is not", () => {
  const store = new Store(BLANK);
  expect(store.take(`{"id":"did:web:x.example","verificationMethod":[]}`, "given")).toBe("did:web:x.example");
  expect(store.document("did:web:x.example")).toBeDefined();
  expect(store.trusted).toEqual([]);
  const list = `{"id":"https://x.example/1","type":["BitstringStatusListCredential"]}`;
  expect(store.take(list, "asked")).toBe("https://x.example/1");
  expect(store.listFrom("https://x.example/1")).toBe("asked");
  for (const other of [
    "",
    "{}",
    `{"id":"https://x.example/"}`,
    `{"id":"x","verificationMethod":[]}`,
    "null",
    "[1]",
  ])
    expect(store.take(other, "given")).toBeUndefined();
});

test("a link that was cut off is taken as it is, and so is no credential", () => {
  expect(new TextDecoder().decode(bytesOfText(" https://x.example/#c1=AAAA "))).toBe(
    "https://x.example/#c1=AAAA",
  );
  expect(isPhoto(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toBe(true);
  expect(isPhoto(new TextEncoder().encode("<svg"))).toBe(false);
});
