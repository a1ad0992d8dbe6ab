import { checkStatement, TESSERA_EXTENSIONS } from "@tessera/xapi";
import { expect, test } from "vitest";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { ADA, BORIS } from "../testing/cohort.testing.ts";
import {
  issuerWith,
  observerCalled,
  recordOf,
  signedBy,
  watchedCourse,
  WATCHED,
  type TestObserver,
} from "../testing/observers.testing.ts";
import { acceptObservation, type Acceptance } from "./accept.ts";
import {
  addAccepted,
  emptyAcceptedLog,
  readAcceptedLog,
  ACCEPTED_HEAD,
  type AcceptedLog,
} from "./accepted-log.ts";
import { readSigned, type ObservationRecord, type SignedObservation } from "./record.ts";

const GRACE = await observerCalled("grace");
const NOW = Date.parse("2026-06-03T08:00:00Z");
const emptyLog = emptyAcceptedLog;

interface World {
  readonly observers?: readonly TestObserver[];
  readonly course?: ReturnType<typeof watchedCourse>;
  readonly log?: AcceptedLog;
  readonly now?: number;
}
const accept = (
  signed: SignedObservation,
  { observers = [GRACE], course = watchedCourse(), log = emptyLog(), now = NOW }: World = {},
): Promise<Acceptance> =>
  acceptObservation(signed, { issuer: issuerWith(...observers), course, log, verifier: webCrypto, now });

async function refusalOf(change: Partial<ObservationRecord>, world: World = {}): Promise<string> {
  const acceptance = await accept(await signedBy(GRACE, recordOf(GRACE, change)), world);
  return acceptance.kind === "refused" ? acceptance.code : acceptance.kind;
}

test("what an observer on the list signed becomes statements with them as instructor, and an endorsement", async () => {
  const acceptance = await accept(await signedBy(GRACE));
  if (acceptance.kind !== "accepted") throw new Error(acceptance.kind);
  const { statements, endorsement, name } = acceptance.line;
  expect(statements.flatMap((each) => checkStatement(each))).toEqual([]);
  expect(statements.map(({ result }) => result?.response)).toEqual([
    "close[.]true[,]lock[.]true[,]tell[.]false",
    "yes",
  ]);
  expect(statements[0]).toMatchObject({
    actor: ADA,
    result: { success: true },
    context: {
      instructor: { ...GRACE.entry.agent, name: "Name of grace" },
      extensions: { [TESSERA_EXTENSIONS.signed]: { record: name, key: GRACE.entry.key } },
    },
  });
  expect(endorsement).toMatchObject({
    issuer: { id: GRACE.entry.key, name: "Name of grace" },
    credentialSubject: {
      id: name,
      endorsementComment:
        "Watched “Isolate a pump” of Pumps 2.1.0 on 2026-06-02: 2 of 3 steps done. Signed as Shift lead.",
    },
  });
});

test("neither the learner nor an answer stands in the endorsement", async () => {
  const acceptance = await accept(await signedBy(GRACE, recordOf(GRACE, { comment: "Slow, and right." })));
  if (acceptance.kind !== "accepted") throw new Error(acceptance.kind);
  expect(JSON.stringify(acceptance.line.endorsement)).not.toMatch(/ada|lms\.example|Slow|true/);
});

test.each<readonly [string, Partial<ObservationRecord>]>([
  ["another learner", { learner: BORIS }],
  ["another registration", { registration: "22222222-2222-4222-8222-222222222222" }],
  [
    "another answer",
    {
      answers: {
        "https://example.org/courses/pumps/questions/steps": "close[.]true[,]lock[.]true[,]tell[.]true",
      },
    },
  ],
  ["another day", { at: "2026-06-02T11:00:00Z" }],
  ["another nonce", { nonce: "BAAAAAAAAAAAAAAAAAAAAA" }],
  ["another comment", { comment: "Very good." }],
  ["another photo", { evidence: [{ kind: "photo", sha256: "cd".repeat(32) }] }],
])("a signature moved to %s is wrong", async (_, change) => {
  const { record, signature } = await signedBy(GRACE);
  expect(await accept({ record: { ...record, ...change }, signature })).toMatchObject({
    code: "signature-wrong",
  });
});

test("a signature of another key in an observer's name is wrong, and one in its own name is nobody's", async () => {
  const mallory = await observerCalled("mallory");
  const forged = await signedBy({ ...mallory, entry: GRACE.entry }).catch(() => undefined);
  const { record } = await signedBy(GRACE);
  const own = await signedBy(mallory);
  expect(await accept({ record, signature: own.signature })).toMatchObject({ code: "signature-wrong" });
  if (forged !== undefined) expect(await accept(forged)).toMatchObject({ code: "signature-wrong" });
  expect(await accept(own)).toMatchObject({ code: "unknown-observer" });
});

test("the learner cannot be the observer, by whatever key", async () => {
  const self = await observerCalled("self", { agent: ADA });
  expect(await accept(await signedBy(self), { observers: [self] })).toMatchObject({ code: "same-person" });
});

test.each<readonly [string, Partial<TestObserver["entry"]>, string]>([
  ["before their time", { from: "2026-06-02T10:00:01Z" }, "observer-not-then"],
  ["after their time", { until: "2026-06-02T09:59:59Z" }, "observer-not-then"],
  ["who was removed, whatever the date says", { removed: "2026-06-03T07:00:00Z" }, "observer-removed"],
  ["who is called otherwise on the list", { name: "Grace Hopper" }, "other-name"],
  ["who has another role on the list", { role: "Visitor" }, "other-name"],
])("an observer %s does not count", async (_, more, code) => {
  const listed = { ...GRACE, entry: { ...GRACE.entry, ...more } };
  expect(await accept(await signedBy(GRACE), { observers: [listed] })).toMatchObject({ code });
});

test("an observer whose time ends later counts, at both ends of it", async () => {
  const span = {
    from: "2026-06-02T10:00:00Z",
    until: "2026-06-02T10:00:00Z",
    removed: "2026-06-04T00:00:00Z",
  };
  expect(
    await accept(await signedBy(GRACE), { observers: [{ ...GRACE, entry: { ...GRACE.entry, ...span } }] }),
  ).toMatchObject({
    kind: "accepted",
  });
});

const STEPS = "https://example.org/courses/pumps/questions/steps";
test.each<readonly [string, Partial<ObservationRecord>, string]>([
  ["from the future", { at: "2026-06-03T08:10:01Z" }, "from-future"],
  ["too long ago", { at: "2026-04-03T08:00:00Z" }, "too-old"],
  [
    "of an observation that the course does not have",
    { observation: { id: "https://example.org/x", title: "x" } },
    "other-course",
  ],
  [
    "that calls the observation otherwise",
    { observation: { id: WATCHED.id, title: "Isolate a reactor" } },
    "other-course",
  ],
  [
    "that calls the course otherwise",
    { course: { id: "https://example.org/courses/pumps", version: "2.1.0", title: "Reactors" } },
    "other-course",
  ],
  [
    "of a digest that was cut off and filled up",
    { seen: `${"0".repeat(32)}${"a".repeat(32)}` },
    "other-list",
  ],
  ["with a step left out", { answers: { [STEPS]: "close[.]true" } }, "no-answer"],
  [
    "with a step that there is not",
    { answers: { [STEPS]: "close[.]true[,]lock[.]true[,]fly[.]true" } },
    "no-answer",
  ],
  [
    "without the steps",
    { answers: { "https://example.org/courses/pumps/questions/calm": "yes" } },
    "no-answer",
  ],
  [
    "with an answer to a question of another list",
    { answers: { [STEPS]: "close[.]true[,]lock[.]true[,]tell[.]true", "https://example.org/q": "a" } },
    "no-answer",
  ],
  [
    "with evidence of another kind",
    { evidence: [{ kind: "video", sha256: "ab".repeat(32) }] },
    "no-evidence",
  ],
])("a record %s is refused", async (_, change, code) => {
  expect(await refusalOf(change)).toBe(code);
});

test("a record without the photo that the course asks for is refused", async () => {
  const { evidence: _evidence, ...record } = recordOf(GRACE);
  expect(await accept(await signedBy(GRACE, record))).toMatchObject({ code: "no-evidence" });
});

test("what was signed over one version of the list does not count for the next", async () => {
  const [steps, calm] = WATCHED.questions;
  if (!steps || !calm) throw new Error("no questions");
  const next = watchedCourse({ questions: [{ ...steps, version: 2 }, calm] });
  expect(await accept(await signedBy(GRACE), { course: next })).toMatchObject({ code: "other-list" });
});

test("handed over twice it is accepted once, and a code is answered once by each observer", async () => {
  const log = emptyLog();
  const first = await accept(await signedBy(GRACE), { log });
  if (first.kind !== "accepted") throw new Error(first.kind);
  addAccepted(log, first.line);
  expect(await accept(await signedBy(GRACE), { log })).toMatchObject({ kind: "already" });
  expect(await refusalOf({ at: "2026-06-02T12:00:00Z" }, { log })).toBe("nonce-used");
  expect(await refusalOf({ learner: BORIS }, { log })).toBe("nonce-used");
  const alan = await observerCalled("alan");
  expect(await accept(await signedBy(alan), { log, observers: [GRACE, alan] })).toMatchObject({
    kind: "accepted",
  });
  const another = recordOf(alan, { learner: BORIS });
  expect(await accept(await signedBy(alan, another), { log, observers: [GRACE, alan] })).toMatchObject({
    code: "nonce-used",
  });
  const elsewhere = recordOf(alan, { registration: "22222222-2222-4222-8222-222222222222" });
  expect(await accept(await signedBy(alan, elsewhere), { log, observers: [GRACE, alan] })).toMatchObject({
    code: "nonce-used",
  });
});

test("the log is read as it was written, and what was cut off does not count", async () => {
  const acceptance = await accept(await signedBy(GRACE));
  if (acceptance.kind !== "accepted") throw new Error(acceptance.kind);
  const text = `${ACCEPTED_HEAD}${JSON.stringify(acceptance.line)}\n`;
  const reading = readAcceptedLog(`${text}{"line":"acc`);
  expect(reading).toMatchObject({ whole: text.length });
  expect("log" in reading && [...reading.log.byName.values()]).toEqual([acceptance.line]);
  expect(readAcceptedLog('{"line":"observations","format":2}\n')).toHaveProperty("fault");
});

test.each<readonly [string, (signed: Record<string, unknown>) => unknown]>([
  ["no object", () => "x"],
  ["a member more", (signed) => ({ ...signed, admin: true })],
  [
    "a record with a member more",
    ({ record, signature }) => ({ record: { ...(record as object), success: true }, signature }),
  ],
  ["a signature of another alphabet", (signed) => ({ ...signed, signature: `z${"0".repeat(88)}` })],
  [
    "a name that turns the writing",
    ({ record, signature }) => ({
      record: {
        ...(record as object),
        observer: { ...GRACE.entry, key: GRACE.entry.key, name: "\u202eecarG", role: "x" },
      },
      signature,
    }),
  ],
  [
    "a digest cut short",
    ({ record, signature }) => ({ record: { ...(record as object), seen: "ab12" }, signature }),
  ],
  [
    "a date without a zone",
    ({ record, signature }) => ({ record: { ...(record as object), at: "2026-06-02T10:00:00" }, signature }),
  ],
  [
    "a newer format",
    ({ record, signature }) => ({ record: { ...(record as object), format: 2 }, signature }),
  ],
])("what is handed over with %s is not read", async (_, change) => {
  const signed = JSON.parse(JSON.stringify(await signedBy(GRACE))) as Record<string, unknown>;
  expect(readSigned(signed)).toEqual(signed);
  expect(readSigned(change(signed))).toBeUndefined();
});
