/** Evidence out of an LRS, and `earned` back into it, with the built command. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startStandaloneLrs } from "@tessera/lrs/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";
import { completed, putPumps } from "./pumps.testing.ts";

// Each starts processes; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const KEY = { key: "lms", secret: "very secret" };
const pumps = commandFolder("tessera issue lrs ", {
  TESSERA_LRS_KEY: KEY.key,
  TESSERA_LRS_SECRET: KEY.secret,
});
const { folder, runBeside: run, put } = pumps;
let lrs: Awaited<ReturnType<typeof startStandaloneLrs>>;

/** As an LMS sends it: the store says when it was kept, and under whose authority. */
const sent = (name: string, at: number) => completed(name, at, { stored: undefined, authority: undefined });

async function ask(path: string, init: RequestInit = {}) {
  const reply = await fetch(`${lrs.endpoint}${path}`, {
    ...init,
    headers: {
      authorization: `Basic ${btoa(`${KEY.key}:${KEY.secret}`)}`,
      "content-type": "application/json",
      "x-experience-api-version": "1.0.3",
    },
  });
  return (await reply.json()) as { readonly statements: readonly Earned[] };
}
interface Earned {
  readonly id: string;
  readonly actor: { readonly account: { readonly name: string } };
  readonly object: { readonly id: string };
  readonly result: { readonly extensions: Readonly<Record<string, string>> };
  readonly context: { readonly registration: string };
}
const saidTo = async (verb: string) =>
  (await ask(`statements?verb=${encodeURIComponent(verb)}&ascending=true`)).statements;
const EARNED = "http://id.tincanapi.com/verb/earned";

beforeAll(async () => {
  putPumps(pumps);
  expect((await run(["check", "pumps"])).status).toBe(0);
  expect((await run(["badge", "init", "academy", "--domain", "badges.example.org"])).status).toBe(0);
  lrs = await startStandaloneLrs({ port: 0, file: join(folder, "lrs.db"), credentials: KEY });
  await ask("statements", {
    method: "POST",
    body: JSON.stringify([sent("ada", 1), sent("boris", 2)]),
  });
});
afterAll(async () => {
  await lrs.close();
  pumps.remove();
});

const issue = (words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  run(["badge", "issue", "academy", "--course", "pumps", "--format", "json", ...words], env);

test("an LRS is read with the key of the environment, and says under whose authority it keeps statements", async () => {
  const { status, stderr } = await issue(["--lrs", lrs.endpoint]);
  expect(stderr).toContain("issuer.json does not say whose statements count");
  expect(status).toBe(1);
  const [, authority = ""] = /kept under (account:\S+ \S+) \(2\)/.exec(stderr) ?? [];
  const [homePage, name] = authority.replace("account:", "").split(" ");
  const issuer = JSON.parse(readFileSync(join(folder, "academy/issuer.json"), "utf8")) as {
    readonly evidence: { readonly authorities: object[] };
  };
  issuer.evidence.authorities.push({ account: { homePage, name } });
  put("academy/issuer.json", JSON.stringify(issuer));
  const wrong = await issue(["--lrs", lrs.endpoint], { TESSERA_LRS_SECRET: "another" });
  expect(wrong.stderr).toContain("it does not take this key and secret");
  expect(wrong.stderr + wrong.stdout).not.toContain("another");
  expect(wrong.status).toBe(1);
});

test("a dry run tells nobody; issuing tells the LRS once, and a second run says nothing new", async () => {
  const dry = await issue(["--lrs", lrs.endpoint, "--dry-run"]);
  expect(dry.status, dry.stderr).toBe(0);
  expect(await saidTo(EARNED)).toEqual([]);

  const first = await issue(["--lrs", lrs.endpoint]);
  expect(first.status, first.stderr).toBe(0);
  const { learners } = JSON.parse(first.stdout) as { learners: readonly { readonly credential: string }[] };
  const earned = await saidTo(EARNED);
  expect(earned.map(({ actor }) => actor.account.name)).toEqual(["ada", "boris"]);
  expect(earned.map(({ result }) => Object.values(result.extensions)[0])).toEqual(
    learners.map(({ credential }) => credential),
  );
  expect(earned[0]?.object.id).toBe("https://badges.example.org/achievements/pumps/v1");
  expect(earned[0]?.context.registration).toBe("11111111-1111-4111-8111-000000000001");

  const again = await issue(["--lrs", lrs.endpoint]);
  expect(again.stderr).not.toContain("Told");
  expect(await saidTo(EARNED)).toHaveLength(2);
});

test("an LRS that was told and whose answer was lost is told the same again, and keeps one", async () => {
  const ledger = join(folder, "academy/ledger.ndjson");
  const lines = readFileSync(ledger, "utf8").split("\n");
  writeFileSync(ledger, lines.filter((line) => !line.includes('"told"')).join("\n"));
  const again = await issue(["--lrs", lrs.endpoint]);
  expect(again.stderr).toContain("of 2 changes");
  expect(await saidTo(EARNED)).toHaveLength(2);
});

test("what could not be written is written by the next run, and what was issued stays issued", async () => {
  await ask("statements", { method: "POST", body: JSON.stringify([sent("cleo", 3)]) });
  // Nothing listens on the port of an LRS that has gone.
  const gone = await issue(["--lrs", lrs.endpoint, "--tell", "http://127.0.0.1:1/xapi/"]);
  expect(gone.stderr).toContain("not everything could be written to the LRS");
  expect(gone.status).toBe(1);
  expect(gone.stdout).toContain('"outcome": "issued"');
  expect(await saidTo(EARNED)).toHaveLength(2);
  const next = await issue(["--lrs", lrs.endpoint]);
  expect(next.status, next.stderr).toBe(0);
  expect((await saidTo(EARNED)).at(-1)?.actor.account.name).toBe("cleo");
});

test("a store without the statements themselves is refused, with what to do", async () => {
  put("one.ndjson", `${JSON.stringify(sent("ada", 1))}\n`);
  mkdirSync(join(folder, "cohort"));
  put("cohort/one.ndjson", `${JSON.stringify(sent("ada", 1))}\n`);
  expect((await run(["sync", "--from", "cohort", "--db", "a.duckdb"])).status).toBe(0);
  const { status, stderr } = await issue(["--db", "a.duckdb"]);
  expect(stderr).toContain("does not keep statements as they were sent");
  expect(stderr).toContain("--keep-raw");
  expect(status).toBe(1);
});

test("a store that keeps statements decides as the LRS does", async () => {
  const sync = await run(["sync", "--lrs", lrs.endpoint, "--db", "raw.duckdb", "--keep-raw"]);
  expect(sync.status, sync.stderr).toBe(0);
  const [store, direct] = [
    await issue(["--db", "raw.duckdb", "--dry-run"]),
    await issue(["--lrs", lrs.endpoint, "--dry-run"]),
  ];
  expect(store.status, store.stderr).toBe(0);
  const learners = (text: string) => (JSON.parse(text) as { readonly learners: readonly object[] }).learners;
  expect(learners(store.stdout)).toEqual(learners(direct.stdout));
  // Issued anew from the store alone, it is the same evidence: the digests are those of the same statements.
  cpSync(join(folder, "academy"), join(folder, "other"), { recursive: true });
  const evidence = () =>
    readFileSync(join(folder, "other/ledger.ndjson"), "utf8")
      .split("\n")
      .flatMap((line) => line.match(/ni:\/\/\/sha-256;[\w-]+/g) ?? []);
  const before = evidence();
  writeFileSync(join(folder, "other/ledger.ndjson"), '{"line":"ledger","format":2}\n');
  rmSync(join(folder, "other/credentials"), { recursive: true });
  const words = ["badge", "issue", "other", "--course", "pumps", "--db", "raw.duckdb"];
  expect((await run(words)).status).toBe(0);
  expect(before.length).toBeGreaterThan(1);
  expect(evidence()).toEqual(before);
});

test("exactly one source of evidence is asked for", async () => {
  for (const words of [[], ["--lrs", lrs.endpoint, "--from", "cohort"]]) {
    const { status, stderr } = await issue(words);
    expect(stderr).toContain("give one of --from DIR, --lrs URL and --db FILE");
    expect(status).toBe(2);
  }
});
