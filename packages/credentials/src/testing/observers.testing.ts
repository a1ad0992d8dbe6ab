/** A course whose observation somebody watches, observers with keys, and what they sign. */
import type { Course, Observation } from "@tessera/course";
import { hex, utf8 } from "../bytes.ts";
import { seenText } from "@tessera/session";
import type { Agent } from "@tessera/xapi";
import { newIssuer, type Issuer, type Observer } from "../issuer/issuer.ts";
import { didKey } from "../keys/did.ts";
import type { Signer } from "../keys/key-ports.ts";
import { jwkSigner, webCrypto } from "../keys/web-crypto.adapter.ts";
import { signObservation, type ObservationRecord, type SignedObservation } from "../observe/record.ts";
import { ADA, course, CREDENTIAL, POLICY, REGISTRATION } from "./cohort.testing.ts";
import { namedKey } from "./world.testing.ts";

const source = { file: "job.md", start: 0, end: 0, line: 1, column: 1 };
const question = (slug: string, kind: string, spec: object) => ({
  slug,
  id: `https://example.org/courses/pumps/questions/${slug}`,
  version: 1,
  kind,
  name: slug,
  stem: `<p>${slug}</p>`,
  objectives: [],
  points: 1,
  shuffle: false,
  scoring: "partial" as const,
  spec,
  hints: [],
  feedback: {},
  source,
});
const step = (id: string, critical?: true) => ({ id, html: id, text: id, ...(critical && { critical }) });

export const WATCHED: Observation = {
  type: "observation",
  slug: "isolate",
  id: "https://example.org/courses/pumps/job/isolate",
  title: "Isolate a pump",
  html: "",
  observers: 1,
  role: "A supervisor",
  evidence: ["photo"],
  questions: [
    question("steps", "performance", { steps: [step("close", true), step("lock", true), step("tell")] }),
    question("calm", "likert", { scale: [step("no"), step("yes")] }),
  ],
  source,
};

/** The course of the cohort, with something to watch in its observation. */
export function watchedCourse(change: Partial<Observation> = {}): Course {
  const base = course(CREDENTIAL);
  const text = JSON.stringify(base.children);
  const children = JSON.parse(text, (_, value: unknown) =>
    typeof value === "object" && value !== null && (value as { type?: unknown }).type === "observation"
      ? { ...WATCHED, ...change }
      : value,
  ) as Course["children"];
  return { ...base, children };
}

export interface TestObserver {
  readonly entry: Observer;
  readonly signer: Signer;
}

const account = (name: string): Agent => ({ account: { homePage: "https://lms.example.org", name } });

/** The same key for the same name. */
export async function observerCalled(name: string, more: Partial<Observer> = {}): Promise<TestObserver> {
  const { key, jwk } = await namedKey(`observer ${name}`, "did:example:x");
  const did = didKey(key.raw);
  const signer = await jwkSigner("Ed25519", jwk, `${did}#${did.slice("did:key:".length)}`);
  const entry = { agent: account(name), name: `Name of ${name}`, role: "Shift lead", key: did, ...more };
  return { entry, signer };
}

export const issuerWith = (...observers: readonly TestObserver[]): Issuer => ({
  ...newIssuer("badges.example.org", "Example Academy", "2026"),
  evidence: {
    ...POLICY,
    observation: { ...POLICY.observation, observers: observers.map(({ entry }) => entry) },
  },
});

export const SIGNED_AT = "2026-06-02T10:00:00Z";

const COURSE = watchedCourse();
const UNIT = COURSE.children.find((child) => child.type === "unit" && child.slug === "job");
if (UNIT?.type !== "unit") throw new Error("the course has no such unit");
const unit = UNIT;
const SEEN = hex(await webCrypto.sha256(utf8(seenText({ course: COURSE, unit, observation: WATCHED }))));

export function recordOf(
  { entry }: TestObserver,
  change: Partial<ObservationRecord> = {},
): ObservationRecord {
  return {
    format: 1,
    course: { id: COURSE.id, version: COURSE.version, title: COURSE.title },
    unit: unit.id,
    observation: { id: WATCHED.id, title: WATCHED.title },
    seen: SEEN,
    learner: ADA,
    registration: REGISTRATION,
    nonce: "AAAAAAAAAAAAAAAAAAAAAA",
    observer: { key: entry.key ?? "", name: entry.name ?? "", role: entry.role ?? "" },
    at: SIGNED_AT,
    answers: {
      "https://example.org/courses/pumps/questions/steps": "close[.]true[,]lock[.]true[,]tell[.]false",
      "https://example.org/courses/pumps/questions/calm": "yes",
    },
    evidence: [{ kind: "photo", sha256: "ab".repeat(32) }],
    ...change,
  };
}

export const signedBy = (
  by: TestObserver,
  record: ObservationRecord = recordOf(by),
): Promise<SignedObservation> => signObservation(record, by.signer, webCrypto);
