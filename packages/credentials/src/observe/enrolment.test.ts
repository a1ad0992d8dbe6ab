import { FRAGMENTS, fragmentOf } from "@tessera/session";
import { expect, test } from "vitest";
import { parseIssuer } from "../issuer/issuer.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { BORIS } from "../testing/cohort.testing.ts";
import { issuerWith, observerCalled, type TestObserver } from "../testing/observers.testing.ts";
import { readEnrolment, shortKey, signEnrolment, withObserver, type Enrolment } from "./enrolment.ts";

const GRACE = await observerCalled("grace");
const enrolmentOf = ({ entry }: TestObserver): Enrolment => ({
  format: 1,
  key: entry.key ?? "",
  name: entry.name ?? "",
  role: entry.role ?? "",
  agent: entry.agent,
});
const SIGNED = await signEnrolment(enrolmentOf(GRACE), GRACE.signer);
const read = (value: object) => readEnrolment(JSON.stringify(value), webCrypto);

test("an enrolment is read from a file, a link and a bare code", async () => {
  const code = await fragmentOf(FRAGMENTS.enrolment, SIGNED);
  for (const text of [
    JSON.stringify(SIGNED),
    `https://badges.example.org/observer/#${code}`,
    code,
    ` ${code}\n`,
  ])
    expect(await readEnrolment(text, webCrypto)).toEqual(enrolmentOf(GRACE));
});

test.each<readonly [string, () => Promise<object> | object]>([
  ["another name", () => ({ ...SIGNED, enrolment: { ...SIGNED.enrolment, name: "Ada" } })],
  ["another account", () => ({ ...SIGNED, enrolment: { ...SIGNED.enrolment, agent: BORIS } })],
  [
    "the key of somebody else",
    async () => {
      const mallory = await observerCalled("mallory");
      return signEnrolment(enrolmentOf(GRACE), mallory.signer);
    },
  ],
  [
    "a name that turns the writing",
    () => signEnrolment({ ...enrolmentOf(GRACE), name: "\u202eecarG" }, GRACE.signer),
  ],
  ["no key", () => signEnrolment({ ...enrolmentOf(GRACE), key: "did:web:example.org" }, GRACE.signer)],
  ["a newer format", () => signEnrolment({ ...enrolmentOf(GRACE), format: 2 as never }, GRACE.signer)],
  [
    "a group as the person",
    () =>
      signEnrolment(
        { ...enrolmentOf(GRACE), agent: { objectType: "Group", member: [] } as never },
        GRACE.signer,
      ),
  ],
  ["nothing of it", () => ({ enrolment: null })],
])("an enrolment with %s is none", async (_, value) => {
  expect(await read(await value())).toBeUndefined();
});

test("a key has one owner, on the list and in the file", async () => {
  const empty = issuerWith();
  const made = withObserver(empty, enrolmentOf(GRACE), { from: "2026-01-01T00:00:00Z" });
  if (!("issuer" in made)) throw new Error(made.conflict);
  expect(made.issuer.evidence.observation.observers).toEqual([
    { ...GRACE.entry, from: "2026-01-01T00:00:00Z" },
  ]);
  expect(withObserver(made.issuer, enrolmentOf(GRACE), {})).toEqual({ conflict: "already-there" });
  expect(withObserver(made.issuer, { ...enrolmentOf(GRACE), agent: BORIS }, {})).toEqual({
    conflict: "key-of-another",
  });
  const twice = issuerWith(GRACE, { ...GRACE, entry: { ...GRACE.entry, agent: BORIS } });
  expect(parseIssuer(JSON.stringify(twice))).toHaveProperty("faults");
  expect(parseIssuer(JSON.stringify(issuerWith(GRACE)))).toHaveProperty("issuer");
});

test("the short form of a key is sixteen digits in fours, and another key has others", async () => {
  const [one, other] = await Promise.all(
    [GRACE, await observerCalled("alan")].map(({ entry }) => shortKey(entry.key ?? "", webCrypto.sha256)),
  );
  expect(one).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  expect(one).not.toBe(other);
});
