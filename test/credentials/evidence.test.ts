/**
 * From a learner's session at an LMS, and an observer's record, to a badge that is valid: each half as the other rooms make
 * it, so that what one room sends is what the other looks for.
 */
import { createHash } from "node:crypto";
import {
  awardRule,
  EvidenceCollector,
  jwkSigner,
  newIssuer,
  newKeyPair,
  didDocument,
  signStatusList,
  verifyCredential,
  webCrypto,
} from "@tessera/credentials";
import {
  addLine,
  decide,
  issuedFiles,
  issueLines,
  readLedger,
  ledgerText,
} from "@tessera/credentials/issuing";
import type { EvidencePolicy } from "@tessera/credentials";
import type { IssuedLine } from "@tessera/credentials/issuing";
import type { Course, Observation, Unit } from "@tessera/course";
import { compileCourse, objectHost } from "@tessera/markdown";
import { createLrs, createMemoryStore } from "@tessera/lrs";
import { observedStatements, seenText } from "@tessera/session";
import type { Agent, Statement } from "@tessera/xapi";
import { expect, test } from "vitest";
import { launchUnit } from "../../packages/lms/src/testing/scripted-unit.ts";
import { startTestLms, testPackage } from "../../packages/lms/src/testing/test-lms.ts";

const COURSE = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
units:
  - prove: 01-test.md
    moveOn: CompletedAndPassed
    mastery: 0.8
  - apply: 02-job.md
credential:
  name: Pump isolation
  valid: P2Y
  award: { units: all, mastery: 0.8, observations: 1 }
---

# Pumps
`;
const TEST = `# Test

::::quiz{#final}

:::true-false{#dead}
The pump is dead.

- [x] True
- [ ] False

:::
::::
`;
const JOB = `# On the job

::::observation[Isolate a pump]{#isolate observers=1 role="supervisor"}
Watch the learner isolate a pump.

:::performance{#steps}
Isolate the pump.

- [ ] Closes the suction valve :set{critical}
- [ ] Hangs the tag :set{critical}

:::
::::
`;

async function compiled(): Promise<Course> {
  const files = { "course.md": COURSE, "01-test.md": TEST, "02-job.md": JOB };
  const { course, diagnostics } = await compileCourse(objectHost(files));
  if (course === undefined) throw new Error(JSON.stringify(diagnostics));
  return course;
}
const person = (name: string): Agent => ({ account: { homePage: "https://example.org", name } });
const WATCH = person("observer-service");
const SUPERVISOR = person("supervisor");
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** A session of the test, and what the LRS holds of it afterwards. */
async function session(course: Course, scaled: number): Promise<readonly Statement[]> {
  const units = course.children as readonly Unit[];
  const kept: Statement[] = [];
  const lrs = createLrs({
    store: createMemoryStore(),
    now: () => Date.UTC(2026, 0, 5, 9),
    ids: () => crypto.randomUUID(),
    authority: person("nobody"),
    onStored: (statement) => kept.push(statement),
  });
  const lms = await startTestLms(
    testPackage(
      units.map(({ id, title, moveOn, mastery, slug }) => ({
        type: "au",
        id,
        title: [{ lang: "en", text: title }],
        description: [{ lang: "en", text: title }],
        url: `${slug}.html`,
        moveOn,
        ...(mastery !== undefined && { masteryScore: mastery }),
        launchMethod: "AnyWindow",
      })),
    ),
    { lrs },
  );
  for (const [at, unit] of units.entries()) {
    const played = await launchUnit(lms, { au: unit.id });
    await played.start();
    await played.send(played.defined("initialized"));
    await played.send(played.defined("completed"));
    if (at === 0) await played.send(played.defined("passed", { result: { score: { scaled } } }));
    await played.send(played.defined("terminated"));
  }
  return kept;
}

/** The one that stands on the only page of the second unit. */
function observationOf(course: Course): Observation {
  const blocks = (course.children as readonly Unit[])
    .flatMap(({ pages }) => pages)
    .flatMap(({ flow }) => flow);
  const found = blocks.find((block): block is Observation => block.type === "observation");
  if (found === undefined) throw new Error("no observation");
  return found;
}

/** What an observer said, as the service that checked their signature writes it. */
async function watched(
  course: Course,
  learner: Agent,
  registration: string,
  response: string,
): Promise<readonly Statement[]> {
  const unit = (course.children as readonly Unit[])[1] as Unit;
  const observation = observationOf(course);
  const place = { course, unit, observation };
  const made = await observedStatements(
    {
      learner,
      observer: SUPERVISOR,
      at: "2026-01-05T10:00:00Z",
      registration,
      seen: sha256(seenText(place)),
      answers: { steps: response },
    },
    place,
    { idOf: () => "99999999-0000-4000-8000-000000000001", sha256: (text) => Promise.resolve(sha256(text)) },
  );
  if ("refused" in made) throw new Error(made.refused);
  return made.statements.map((statement) => ({
    ...statement,
    stored: "2026-01-05T10:00:01Z",
    authority: WATCH,
  }));
}

interface Earned {
  readonly kind: string;
  readonly missing: readonly string[];
}

async function setUp(scaled = 0.9) {
  const course = await compiled();
  const statements = await session(course, scaled);
  const { actor, context, authority } = statements.find(
    ({ result }) => result?.completion === true,
  ) as Statement;
  const steps = (done: boolean) => {
    const spec = observationOf(course).questions[0]?.spec;
    return (spec as { readonly steps: readonly { readonly id: string }[] }).steps
      .map(({ id }, at) => `${id}[.]${String(done || at > 0)}`)
      .join("[,]");
  };
  const policy: EvidencePolicy = {
    authorities: [authority as Agent],
    observation: { authorities: [WATCH], observers: [{ agent: SUPERVISOR }] },
  };
  const issuer = { ...newIssuer("badges.example.org", "Example Academy", "2026"), evidence: policy };
  const reading = awardRule(course, issuer);
  if ("faults" in reading) throw new Error(reading.faults.join("; "));
  const { rule } = reading;
  const ledgerReading = readLedger(ledgerText([{ line: "ledger", format: 1 }]));
  if ("fault" in ledgerReading) throw new Error(ledgerReading.fault);
  const { ledger } = ledgerReading;
  const decided = (more: readonly Statement[]) => {
    const collector = new EvidenceCollector(rule.unitIds, policy);
    for (const statement of [...statements, ...more]) collector.add(statement);
    const now = Date.parse("2026-02-01T00:00:00Z");
    const [decision] = decide({ issuer, rule, evidence: collector.evidence(), ledger, now });
    return decision;
  };
  const says = (more: readonly Statement[]): Earned => {
    const decision = decided(more);
    return {
      kind: decision?.kind ?? "nobody",
      missing: decision?.kind === "not-yet" ? decision.missing : [],
    };
  };
  const observation = (done = true) =>
    watched(course, actor as Agent, context?.registration ?? "", steps(done));
  return { issuer, ledger, decided, says, observation };
}

test("a session at an LMS and an observer's record earn a badge that is valid", async () => {
  const { issuer, ledger, decided, observation } = await setUp();
  const decision = decided(await observation());
  if (decision?.kind !== "new") throw new Error(JSON.stringify(decision));
  const lines = await issueLines(issuer, decision.awarded, ledger, {
    sha256: webCrypto.sha256,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  for (const line of lines) addLine(ledger, line);
  const did = "did:web:badges.example.org";
  const [credentials, token] = [await newKeyPair("Ed25519"), await newKeyPair("ES256")];
  const method = `${did}#${issuer.keys.credentials}`;
  const signer = await jwkSigner("Ed25519", credentials.privateJwk, method);
  const line = lines.at(-1) as IssuedLine;
  const files = await issuedFiles(
    issuer,
    line,
    { credentials: signer, token: await jwkSigner("ES256", token.privateJwk, `${did}#${issuer.keys.token}`) },
    webCrypto,
  );
  const list = await signStatusList(
    {
      url: "https://badges.example.org/status/1.json",
      issuer: did,
      entries: 0,
      revoked: [],
      validFrom: "2026-01-06T00:00:00Z",
      validUntil: "2026-03-06T00:00:00Z",
    },
    signer,
    webCrypto,
  );
  const document = didDocument(did, [{ name: issuer.keys.credentials, key: credentials.publicKey }]);
  const { verdict, credential } = await verifyCredential(files["badge.png"], {
    resolve: () => Promise.resolve(document),
    statusList: () => Promise.resolve(list),
    trusted: [{ did }],
    verifier: webCrypto,
    now: Date.parse("2026-02-01T00:00:00Z"),
  });
  expect(verdict).toBe("valid");
  const evidence = credential?.["evidence"] as readonly {
    readonly name: string;
    readonly narrative: string;
  }[];
  expect(evidence.map(({ name, narrative }) => `${name}: ${narrative}`)).toEqual([
    "Test: Completed on 2026-01-05.",
    "Test: Passed with 90 % on 2026-01-05.",
    "On the job: Completed on 2026-01-05.",
    "Isolate a pump: Observed on 2026-01-05 by somebody whom the issuer has authorised.",
  ]);
});

test("without the observer, with a step not done, or with too low a score, it is not earned", async () => {
  const good = await setUp();
  expect(good.says([])).toEqual({
    kind: "not-yet",
    missing: ["the observation “Isolate a pump”: 0 of 1 authorised observers have signed"],
  });
  expect(good.says(await good.observation(false)).kind).toBe("not-yet");
  // Below the mastery an LMS takes no `passed`.
  const low = await setUp(0.79);
  expect(low.says(await low.observation()).missing).toEqual(["“Test” was not passed"]);
});
