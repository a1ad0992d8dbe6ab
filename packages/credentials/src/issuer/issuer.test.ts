import { expect, test } from "vitest";
import { AWARD } from "../testing/world.testing.ts";
import { LMS, POLICY, WATCH } from "../testing/cohort.testing.ts";
import { didOf, newIssuer, parseIssuer, statusListUrl, type Issuer } from "./issuer.ts";
import { achievementFiles } from "../pathways/achievement-page.ts";
import { issuerPage } from "./site.ts";

const ISSUER: Issuer = { ...newIssuer("badges.example.org", "Academy", "2026"), evidence: POLICY };
const faults = (change: object): string => {
  const parsed = parseIssuer(JSON.stringify({ ...ISSUER, ...change }));
  return "faults" in parsed ? parsed.faults.join("; ") : "none";
};
const evidence = (change: object) => ({ evidence: { ...POLICY, ...change } });

test("an issuer is read back as it was written", () => {
  expect(parseIssuer(JSON.stringify(ISSUER))).toEqual({ issuer: ISSUER });
  expect(didOf(ISSUER)).toBe("did:web:badges.example.org");
  expect(statusListUrl(ISSUER, 2)).toBe("https://badges.example.org/status/2.json");
});

test.each<readonly [string, object, string]>([
  ["a newer format", { format: 2 }, "it has format 2, which is newer than this Tessera reads (1)"],
  ["a domain with a path", { domain: "example.org/x" }, "$.domain: expected a domain such as"],
  [
    "a key's name that leads elsewhere",
    { keys: { ...ISSUER.keys, status: "../status" } },
    "$.keys.status: expected a name",
  ],
  ["a word that means nothing", { color: "red" }, "$.color: nothing of this name stands here"],
  ["an authority that is nobody", evidence({ authorities: [{ name: "LMS" }] }), "$.evidence.authorities[0]"],
  [
    "an observer whose time has no zone",
    evidence({ observation: { ...POLICY.observation, observers: [{ agent: LMS, from: "2026-01-01" }] } }),
    "$.evidence.observation.observers[0].from: expected a moment with its zone",
  ],
])("an issuer with %s is refused, with the place", (_, change, says) => {
  expect(faults(change)).toContain(says);
});

test("observations under the authority of learners' sessions are refused outright", () => {
  const both = { observation: { ...POLICY.observation, authorities: [WATCH, LMS] } };
  expect(faults(evidence(both))).toContain(
    "$.evidence.observation.authorities[1]: a learner's session has these rights too",
  );
});

test("what is no JSON, or has a name twice, is told with its place", () => {
  for (const text of ["", "{", '{"format":1,"format":1}'])
    expect(parseIssuer(text)).toMatchObject({ faults: [expect.stringContaining("at character")] });
});

test("the pages hold no script and take none from a name", () => {
  const name = `<script>alert("1")</script>'"&`;
  const page = issuerPage({ ...ISSUER, name }, new Map([["credentials-2026", "z6Mk<b>"]]));
  const achievement = {
    ...AWARD.achievement,
    name,
    criteria: name,
    alignment: [
      { name, url: "javascript:alert(1)" },
      { name, url: 'https://example.org/"onclick="x' },
    ],
  };
  const other = achievementFiles(ISSUER, { achievement })["index.html"];
  for (const text of [page, other]) {
    expect(text).not.toMatch(/<script|<b>|javascript:|" ?onclick/);
    expect(text).toContain("default-src 'none'");
    expect(text).toContain("&#60;script&#62;");
  }
});
