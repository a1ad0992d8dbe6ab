/** An issuing that is killed at any point goes on where it was: nothing twice, nothing missing, nothing half. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandFolder, tessera } from "../testing/command-folder.testing.ts";
import { completed, putPumps, trust } from "./pumps.testing.ts";

// Each starts processes; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** Enough that they are signed by threads. */
const LEARNERS = 450;
const pumps = commandFolder("tessera killed ");
const { folder, run, put } = pumps;
const WORDS = ["badge", "issue", "academy", "--course", "pumps", "--from", "s.ndjson"];
const home = () => join(folder, "academy/credentials");
const folders = () => (existsSync(home()) ? readdirSync(home()).filter((name) => !name.startsWith(".")) : []);
const ledgerSize = () => statSync(join(folder, "academy/ledger.ndjson")).size;

beforeAll(() => {
  putPumps(pumps);
  const lines = Array.from(
    { length: LEARNERS },
    (_, at) => `${JSON.stringify(completed(`learner-${at + 1}`, at + 1))}\n`,
  );
  put("s.ndjson", lines.join(""));
  expect(run("check", "pumps").status).toBe(0);
  expect(run("badge", "init", "academy", "--domain", "badges.example.org").status).toBe(0);
  trust(pumps, "academy");
});
afterAll(pumps.remove);

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
