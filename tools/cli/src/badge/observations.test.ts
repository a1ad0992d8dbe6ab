/** From an enrolment to a badge that says who watched, with the built command and the advanced scaffold course. */
import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seenText } from "@tessera/session";
import { parseCourse, type Course, type Observation, type Unit } from "@tessera/course";
import {
  didKey,
  newKeyPair,
  jwkSigner,
  signEnrolment,
  signObservation,
  webCrypto,
} from "@tessera/credentials";
import type { ObservationRecord, Signer } from "@tessera/credentials";
import { startStandaloneLrs } from "@tessera/lrs/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const courseFolder = fileURLToPath(new URL("../../../../courses/advanced-scaffold-safety", import.meta.url));
const academy = commandFolder("tessera observations ");
const { folder, badge, text, put } = academy;
let course: Course;
let signer: Signer;
let key: string;

const LMS = "https://lms.example.org";
const account = (name: string) => ({ account: { homePage: LMS, name } });
const REGISTRATION = "11111111-1111-4111-8111-111111111111";
const json = (path: string) => JSON.parse(text(path)) as Record<string, unknown>;

const units = (): readonly Unit[] => course.children.filter((child): child is Unit => child.type === "unit");
const place = () => {
  const unit = units().find(({ pages }) =>
    pages.some(({ flow }) => flow.some(({ type }) => type === "observation")),
  ) as Unit;
  const observation = unit.pages
    .flatMap(({ flow }) => flow)
    .find((part): part is Observation => part.type === "observation") as Observation;
  return { unit, observation };
};

const hex = async (words: string) =>
  Buffer.from(await webCrypto.sha256(new TextEncoder().encode(words))).toString("hex");

async function record(change: Partial<ObservationRecord> = {}): Promise<ObservationRecord> {
  const { unit, observation } = place();
  const [steps, rating] = observation.questions;
  if (!steps || !rating) throw new Error("the course has another observation");
  const ids = (steps.spec as { readonly steps: readonly { readonly id: string }[] }).steps.map(
    ({ id }) => id,
  );
  const [, point] = (rating.spec as { readonly scale: readonly { readonly id: string }[] }).scale;
  return {
    format: 1,
    course: { id: course.id, version: course.version, title: course.title },
    unit: unit.id,
    observation: { id: observation.id, title: observation.title },
    seen: await hex(seenText({ course, unit, observation })),
    learner: { ...account("ada"), name: "Ada" },
    registration: REGISTRATION,
    nonce: "AAAAAAAAAAAAAAAAAAAAAA",
    observer: { key, name: "Grace Hopper", role: "competent person" },
    at: `${new Date(Date.now() - 60_000).toISOString().slice(0, 19)}Z`,
    answers: {
      [steps.id]: ids.map((id) => `${id}[.]true`).join("[,]"),
      [rating.id]: point?.id ?? "",
    },
    evidence: [{ kind: "photo", sha256: "ab".repeat(32) }],
    ...change,
  };
}

/** All that the rule asks of sessions. */
const sessions = (): object[] =>
  units().flatMap(({ id, moveOn }, at) =>
    (moveOn === "CompletedAndPassed" ? ["completed", "passed"] : ["completed"]).map((verb, part) => ({
      id: `00000000-0000-4000-8000-0000000000${at}${part}`,
      actor: account("ada"),
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id },
      result: verb === "passed" ? { success: true, score: { scaled: 0.9 } } : { completion: true },
      context: {
        registration: REGISTRATION,
        contextActivities: {
          category: [
            { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
            { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" },
          ],
        },
      },
      timestamp: new Date(Date.now() - 3_600_000).toISOString(),
      authority: account("lms"),
    })),
  );

beforeAll(async () => {
  mkdirSync(join(folder, "handed"));
  mkdirSync(join(folder, "statements"));
  expect(academy.run("build", courseFolder, "--out", "course.zip").status).toBe(0);
  course = parseCourse(json("course.tessera.json")).value as Course;
  const pair = await newKeyPair("Ed25519");
  key = didKey(pair.publicKey.raw);
  signer = await jwkSigner("Ed25519", pair.privateJwk, `${key}#${key.slice("did:key:".length)}`);
  expect(badge("init", "academy", "--domain", "badges.example.org").status).toBe(0);
  const issuer = json("academy/issuer.json");
  const evidence = { authorities: [account("lms")], observation: { authorities: [], observers: [] } };
  put("academy/issuer.json", { ...issuer, evidence });
  put("other.tessera.json", { ...json("course.tessera.json"), version: "0.9.0" });
  put("statements/sessions.json", sessions());
});
afterAll(academy.remove);

test("an observer is enrolled, what they sign is accepted once, and the badge says that they watched", async () => {
  const enrolment = {
    format: 1,
    key,
    name: "Grace Hopper",
    role: "competent person",
    agent: account("grace"),
  } as const;
  put("enrolment.json", await signEnrolment(enrolment, signer));
  put("forged.json", {
    ...(await signEnrolment(enrolment, signer)),
    enrolment: { ...enrolment, name: "Ada" },
  });
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  expect(badge("observer", "add", "academy", "forged.json").status).toBe(1);
  const added = badge("observer", "add", "academy", "enrolment.json", "--from", day);
  expect(added.stderr).toMatch(
    /Grace Hopper \(competent person\) may observe[\s\S]*([0-9a-f]{4} ){3}[0-9a-f]{4}/,
  );
  expect(badge("observer", "add", "academy", "enrolment.json").status).toBe(1);
  expect(badge("observer", "list", "academy").stdout).toMatch(/^may observe {2}Grace Hopper/);

  const early = badge(
    "issue",
    "academy",
    "--course",
    "course.tessera.json",
    "--from",
    "statements",
    "--format",
    "json",
  );
  expect(JSON.parse(early.stdout)).toMatchObject({
    learners: [
      {
        outcome: "not-yet",
        missing: [
          "the observation “Inspect and tag a supported scaffold”: 0 of 1 authorised observers have signed",
        ],
      },
    ],
  });

  const signed = await signObservation(await record(), signer, webCrypto);
  put("handed/1.json", signed);
  put("handed/2.json", { ...signed, record: { ...signed.record, learner: account("boris") } });
  const take = () =>
    badge(
      "observations",
      "academy",
      "handed",
      "--course",
      "other.tessera.json",
      "--course",
      "course.tessera.json",
      "--statements",
      "observed.ndjson",
      "--format",
      "json",
    );
  const first = take();
  expect(first.status).toBe(1);
  expect(JSON.parse(first.stdout)).toMatchObject({
    observations: [
      { outcome: "accepted", observer: "Grace Hopper", learner: "Ada", success: true },
      { outcome: "refused", code: "signature-wrong" },
    ],
  });
  expect(JSON.parse(take().stdout)).toMatchObject({
    observations: [{ outcome: "already" }, { outcome: "refused" }],
  });
  expect(text("observed.ndjson").trim().split("\n")).toHaveLength(2);
  if (process.platform !== "win32")
    expect(statSync(join(folder, "academy/observations.ndjson")).mode & 0o077).toBe(0);

  const issued = badge(
    "issue",
    "academy",
    "--course",
    "course.tessera.json",
    "--from",
    "statements",
    "--format",
    "json",
  );
  const report = JSON.parse(issued.stdout) as { learners: { outcome: string; credential: string }[] };
  expect(report.learners).toMatchObject([{ outcome: "issued" }]);
  const id = report.learners[0]?.credential.replace("urn:uuid:", "") ?? "";
  const verified = badge("verify", `academy/credentials/${id}/badge.png`, "--issuer", "academy/site");
  expect(verified.stdout).toMatch(/^VALID/);
  const file = `academy/credentials/${id}/credential.json`;
  const before = text(file);
  rmSync(join(folder, `academy/credentials/${id}`), { recursive: true });
  badge("issue", "academy", "--course", "course.tessera.json", "--from", "statements");
  expect(text(file)).toBe(before);
  expect(verified.stdout).toMatch(/observed by {2}Grace Hopper, .*10 of 10 steps done/);
});

test("the LRS is told once of what was signed, with the observer as instructor", async () => {
  const lrs = await startStandaloneLrs({
    port: 0,
    file: join(folder, "lrs.db"),
    credentials: { key: "issuer", secret: "very secret" },
  });
  const words = ["badge", "observations", "academy", "handed/1.json", "--course", "course.tessera.json"];
  const tell = async (): Promise<string> => {
    const key = { TESSERA_LRS_KEY: "issuer", TESSERA_LRS_SECRET: "very secret" };
    return (await academy.runBeside([...words, "--tell", lrs.endpoint], key)).stderr;
  };
  expect(await tell()).toContain("of 1 observation");
  expect(await tell()).toBe("");
  const reply = await fetch(`${lrs.endpoint}statements`, {
    headers: { authorization: `Basic ${btoa("issuer:very secret")}`, "x-experience-api-version": "1.0.3" },
  });
  const { statements } = (await reply.json()) as {
    statements: { context: { instructor: object }; authority: object }[];
  };
  expect(statements).toHaveLength(2);
  expect(statements[0]?.context.instructor).toMatchObject({ ...account("grace"), name: "Grace Hopper" });
  await lrs.close();
});

test("an observer who was removed is refused, whatever date they write", async () => {
  expect(badge("observer", "remove", "academy", "Grace Hopper").status).toBe(0);
  const backdated = await record({
    nonce: "BAAAAAAAAAAAAAAAAAAAAA",
    at: `${new Date(Date.now() - 7_200_000).toISOString().slice(0, 19)}Z`,
  });
  put("late.json", await signObservation(backdated, signer, webCrypto));
  const late = badge(
    "observations",
    "academy",
    "late.json",
    "--course",
    "course.tessera.json",
    "--format",
    "json",
  );
  expect(JSON.parse(late.stdout)).toMatchObject({ observations: [{ code: "observer-removed" }] });
  expect(badge("observer", "list", "academy").stdout).toMatch(/^removed/);
});
