/** An issuing that is killed at any point goes on where it was: nothing twice, nothing missing, nothing half. */
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// Each starts processes; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
/** Enough that they are signed by threads. */
const LEARNERS = 450;
const COURSE = "https://example.org/courses/pumps";
const LMS = { account: { homePage: "https://lms.example.org", name: "lms" } };
let folder: string;

const completed = (at: number) => ({
  id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
  actor: { account: { homePage: "https://lms.example.org", name: `learner-${at}` } },
  verb: { id: "http://adlnet.gov/expapi/verbs/completed" },
  object: { id: `${COURSE}/units/read` },
  result: { completion: true },
  context: {
    registration: `11111111-1111-4111-8111-${String(at).padStart(12, "0")}`,
    contextActivities: {
      category: [
        { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
        { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" },
      ],
    },
  },
  timestamp: "2026-06-01T10:00:00Z",
  authority: LMS,
});
const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [tessera, ...words], { cwd: folder, encoding: "utf8", timeout: 120_000 });
const WORDS = ["badge", "issue", "academy", "--course", "pumps", "--from", "s.ndjson"];
const home = () => join(folder, "academy/credentials");
const folders = () => (existsSync(home()) ? readdirSync(home()).filter((name) => !name.startsWith(".")) : []);
const ledgerSize = () => statSync(join(folder, "academy/ledger.ndjson")).size;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera killed "));
  mkdirSync(join(folder, "pumps"));
  writeFileSync(
    join(folder, "pumps/course.md"),
    `---\nid: ${COURSE}\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\nunits:\n  - learn: 01-read.md\ncredential:\n  name: Pump isolation\n  valid: P20Y\n  award: { units: all }\n---\n\n# Pumps\n\nIsolate a pump.\n`,
  );
  writeFileSync(join(folder, "pumps/01-read.md"), "# Read\n\nClose the valve.\n");
  const lines = Array.from({ length: LEARNERS }, (_, at) => `${JSON.stringify(completed(at + 1))}\n`);
  writeFileSync(join(folder, "s.ndjson"), lines.join(""));
  expect(run("check", "pumps").status).toBe(0);
  expect(run("badge", "init", "academy", "--domain", "badges.example.org").status).toBe(0);
  const file = join(folder, "academy/issuer.json");
  const issuer = JSON.parse(readFileSync(file, "utf8")) as { evidence: { authorities: object[] } };
  issuer.evidence.authorities.push(LMS);
  writeFileSync(file, JSON.stringify(issuer));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Kills the run, with no word to it, once `is` holds. @returns whether it was killed, or had ended before */
async function killedWhen(is: () => boolean): Promise<boolean> {
  const child = spawn(process.execPath, [tessera, ...WORDS], { cwd: folder, stdio: "ignore" });
  const ended = new Promise<boolean>((resolve) => {
    child.on("close", (_, signal) => resolve(signal === "SIGKILL"));
  });
  while (child.exitCode === null && !is()) await turn();
  child.kill("SIGKILL");
  return ended;
}

test("killed while the ledger is written, while files are written, and again: each learner has one whole credential", async () => {
  const empty = ledgerSize();
  const killed = [
    await killedWhen(() => ledgerSize() > empty + 20_000),
    await killedWhen(() => folders().length >= 30),
    await killedWhen(() => folders().length >= 200),
  ];
  expect(killed).toContain(true);
  const last = run(...WORDS);
  expect(last.status, last.stderr).toBe(0);

  const lines = readFileSync(join(folder, "academy/ledger.ndjson"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const issued = lines.filter(({ line }) => line === "issued");
  expect(issued).toHaveLength(LEARNERS);
  expect(new Set(issued.map(({ id }) => id)).size).toBe(LEARNERS);
  expect(new Set(issued.map(({ index }) => index)).size).toBe(LEARNERS);
  expect(new Set(issued.map(({ registration }) => registration)).size).toBe(LEARNERS);
  expect(lines.filter(({ line }) => line === "subject").length).toBeGreaterThanOrEqual(LEARNERS);
  expect(
    folders()
      .map((name) => `urn:uuid:${name}`)
      .sort(),
  ).toEqual(issued.map(({ id }) => String(id)).sort());
  expect(readdirSync(home()).filter((name) => name.startsWith("."))).toEqual([]);
  expect(readdirSync(join(folder, "academy")).filter((name) => /lock|evidence/.test(name))).toEqual([]);
  for (const name of folders()) {
    const files = readdirSync(join(home(), name)).sort();
    expect(files).toEqual(["badge.png", "badge.svg", "credential.json", "credential.jwt"]);
    const { id } = JSON.parse(readFileSync(join(home(), name, "credential.json"), "utf8")) as {
      readonly id: string;
    };
    expect(id).toBe(`urn:uuid:${name}`);
  }
});
