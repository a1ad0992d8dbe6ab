import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { GROUPINGS, REPORTS } from "@tessera/analytics";
import { startStandaloneLrs } from "@tessera/lrs/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REPORT_WORDS } from "./report-names.ts";

const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../../../courses/first-steps", import.meta.url));
let folder: string;
/** Each test starts processes; on two busy cores that takes its time. */
const SLOW = 180_000;

/** In a process of its own, while an LRS answers in this one. */
function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>(
    (resolve) => {
      const child = spawn(process.execPath, [tessera, ...words], {
        cwd: folder,
        env: { ...process.env, TESSERA_LRS_KEY: "", TESSERA_LRS_SECRET: "", ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let [stdout, stderr] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("close", (status) => resolve({ status, stdout, stderr }));
    },
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tessera analytics ü "));
  const simulated = await run(["simulate", course, "--learners", "30", "--seed", "s", "--out", "cohort"]);
  expect(simulated.status, simulated.stderr).toBe(0);
  const synced = await run(["sync", "--from", "cohort", "--db", "a.duckdb"]);
  expect(synced.status, synced.stderr).toBe(0);
}, SLOW);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = (file: string) =>
  readFileSync(join(folder, "cohort", file), "utf8")
    .trim()
    .split("\n");
const statements = () =>
  readdirSync(join(folder, "cohort"))
    .filter((name) => name.endsWith(".ndjson"))
    .flatMap(linesOf)
    .map((line) => JSON.parse(line) as { readonly id: string });

test("--by takes everything that a report can be taken apart by", async () => {
  const { stdout } = await run(["report", "--help"]);
  for (const grouping of GROUPINGS) expect(stdout).toContain(`"${grouping}"`);
});

test("help names every report, with what it says of itself", () => {
  expect(REPORT_WORDS).toEqual(Object.fromEntries(REPORTS.map(({ name, says }) => [name, says])));
});

test(
  "a report prints as table, csv and json, data to stdout and words to stderr",
  async () => {
    const json = await run(["report", "items", "--db", "a.duckdb", "--format", "json"]);
    expect(json.status, json.stderr).toBe(0);
    const { rows } = JSON.parse(json.stdout) as { rows: readonly object[] };
    const csv = await run(["report", "items", "--db", "a.duckdb", "--format", "csv"]);
    expect(csv.stdout.trim().split("\r\n")).toHaveLength(rows.length + 1);
    expect(csv.stdout.split("\r\n")[0]).toBe(Object.keys(rows[0] ?? {}).join(","));
    const table = await run(["report", "items", "--db", "a.duckdb"]);
    expect(table.stdout.trim().split("\n")).toHaveLength(rows.length + 2);
  },
  SLOW,
);

test(
  "a report goes into a file whole, as parquet too, which other programs read",
  async () => {
    const json = await run([
      "report",
      "items",
      "--db",
      "a.duckdb",
      "--format",
      "json",
      "--out",
      "out/items.json",
    ]);
    expect(json, json.stderr).toMatchObject({ status: 0, stdout: "" });
    const { rows } = JSON.parse(readFileSync(join(folder, "out", "items.json"), "utf8")) as {
      rows: readonly Readonly<Record<string, unknown>>[];
    };
    const file = join(folder, "out", "items ü.parquet");
    const parquet = await run(["report", "items", "--db", "a.duckdb", "--format", "parquet", "--out", file]);
    expect(parquet.status, parquet.stderr).toBe(0);
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const reader = await (await instance.connect()).runAndReadAll(`SELECT * FROM '${file}'`);
    // The order in which threads add up is in the last digit of a sum.
    const close = (row: Readonly<Record<string, unknown>>) =>
      Object.entries(row).map(([key, value]) => [key, typeof value === "number" ? value.toFixed(9) : value]);
    expect(reader.getRowObjectsJS().map(close)).toEqual(rows.map(close));
    instance.closeSync();
    expect(await run(["report", "items", "--db", "a.duckdb", "--format", "parquet"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("parquet is no text") as string,
    });
  },
  SLOW,
);

test(
  "the row of a question names the file and line of the course that holds it",
  async () => {
    const { stdout } = await run(["report", "items", "--db", "a.duckdb", "--format", "json"]);
    const { rows } = JSON.parse(stdout) as { rows: readonly { question: string; place: string }[] };
    expect(rows.length).toBeGreaterThan(1);
    for (const { question, place } of rows) {
      const [file = "", line = ""] = place.split(":");
      const text = readFileSync(join(course, file), "utf8").split("\n")[Number(line) - 1];
      expect(text, `${question} at ${place}`).toMatch(/^:{3,}/);
    }
    const question = rows[0]?.question ?? "";
    const explained = await run([
      "report",
      "items",
      "--db",
      "a.duckdb",
      "--explain",
      question,
      "--format",
      "json",
    ]);
    const trace = JSON.parse(explained.stdout) as { rows: readonly { id: string }[] };
    const ids = new Set(statements().map(({ id }) => id));
    expect(trace.rows.length).toBeGreaterThan(0);
    for (const { id } of trace.rows) expect(ids).toContain(id);
  },
  SLOW,
);

test(
  "a sync that is stopped at the terminal says so, and goes on the next time",
  async () => {
    let interrupt: (() => void) | undefined;
    const [one] = statements();
    const server = createServer((request, reply) => {
      const isSecond = request.url?.includes("page=2") === true;
      // Whoever waits for a second page is stopped.
      if (isSecond && interrupt !== undefined) return void interrupt();
      reply.end(JSON.stringify({ statements: [one], more: isSecond ? "" : "/xapi/statements?page=2" }));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const words = ["sync", "--lrs", `http://127.0.0.1:${port}/xapi/`, "--db", "stopped.duckdb"];
    const child = spawn(process.execPath, [tessera, ...words], {
      cwd: folder,
      env: { ...process.env, TESSERA_LRS_KEY: "", TESSERA_LRS_SECRET: "" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    interrupt = () => child.kill("SIGINT");
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const [status] = (await once(child, "close")) as [number | null];
    expect({ status, stderr }).toEqual({
      status: 130,
      stderr: "stopped; what was read is kept; run the same command again to go on\n",
    });
    interrupt = undefined;
    expect((await run(words)).stderr).toMatch(/^1 new statement/);
    server.closeAllConnections();
    server.close();
  },
  SLOW,
);

test(
  "what an LRS holds is pulled once, and pulled on the next time",
  async () => {
    const lrs = await startStandaloneLrs({
      port: 0,
      file: join(folder, "lrs.db"),
      credentials: { key: "k", secret: "s" },
    });
    try {
      const distinct = [...new Map(statements().map((one) => [one.id, one])).values()];
      const post = (some: readonly object[]) =>
        fetch(`${lrs.endpoint}statements`, {
          method: "POST",
          headers: {
            authorization: `Basic ${btoa("k:s")}`,
            "content-type": "application/json",
            "x-experience-api-version": "1.0.3",
          },
          body: JSON.stringify(some),
        });
      const half = Math.floor(distinct.length / 2);
      expect((await post(distinct.slice(0, half))).status).toBe(200);
      const sync = (env = {}) => run(["sync", "--lrs", lrs.endpoint, "--db", "b.duckdb"], env);
      const key = { TESSERA_LRS_KEY: "k", TESSERA_LRS_SECRET: "s" };
      expect(await sync()).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("TESSERA_LRS_KEY") as string,
      });
      const first = await sync(key);
      expect(first.status, first.stderr).toBe(0);
      expect((await post(distinct.slice(half))).status).toBe(200);
      const second = await sync(key);
      expect(second.stderr).toMatch(/new statement/);
      // What was voided is not given out again by its id, and stays out of the count on both sides.
      const count = (text: string) => Number(/^(\d+) new/.exec(text)?.[1]);
      const voided = distinct.filter((one) => JSON.stringify(one).includes("verbs/voided")).length;
      expect(count(first.stderr) + count(second.stderr)).toBeGreaterThanOrEqual(distinct.length - voided);
      expect((await sync(key)).stderr).toMatch(/^0 new/);
    } finally {
      await lrs.close();
    }
  },
  SLOW,
);

test(
  "a person is forgotten in the store and in files, and a sync of the LRS's old export brings nobody back",
  async () => {
    cpSync(join(folder, "cohort"), join(folder, "exported"), { recursive: true });
    const learners = await run(["report", "completion", "--db", "a.duckdb", "--format", "json"]);
    const count = (text: string) =>
      (JSON.parse(text) as { rows: readonly { learners: number }[] }).rows[0]?.learners;
    const wasThere = count(learners.stdout) ?? 0;
    cpSync(join(folder, "a.duckdb"), join(folder, "f.duckdb"));
    const gone = await run(["forget", "learner-00007", "--db", "f.duckdb", "--files", "exported"]);
    expect(gone.status, gone.stderr).toBe(0);
    expect(gone.stderr).toMatch(/^[1-9]\d* statement\(s\) are gone from f\.duckdb/);
    const texts = readdirSync(join(folder, "exported")).map((name) =>
      readFileSync(join(folder, "exported", name), "utf8"),
    );
    // The truth file of a simulation names learners; it is told of, since what it holds is no statement.
    expect(texts.filter((text) => text.includes("learner-00007"))).toHaveLength(1);
    expect(gone.stderr).toMatch(/warning: `[^`]+truth\.json` names them/);
    const again = await run([
      "sync",
      "--from",
      "cohort",
      "--db",
      "f.duckdb",
      "--course",
      "cohort/first-steps.tessera.json",
    ]);
    expect(again.status, again.stderr).toBe(0);
    const left = await run(["report", "completion", "--db", "f.duckdb", "--format", "json"]);
    expect(count(left.stdout)).toBe(wasThere - 1);
    expect(await run(["forget", "nobody", "--db", "f.duckdb"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("the store knows nobody called `nobody`") as string,
    });
  },
  SLOW,
);

test(
  "with pseudonyms a name finds its transcript with the key only, and the key is its owner's",
  async () => {
    const HOME = "https://academy.example.net";
    writeFileSync(
      join(folder, "staff.csv"),
      `id,account_home_page,account_name,name\nstaff-77,${HOME},learner-00003,Ada Lovelace\n`,
    );
    const synced = await run([
      "sync",
      "--from",
      "cohort",
      "--db",
      "p.duckdb",
      "--pseudonymous",
      "keys/p.key",
      "--people",
      "staff.csv",
    ]);
    expect(synced.status, synced.stderr).toBe(0);
    if (process.platform !== "win32")
      expect(statSync(join(folder, "keys", "p.key")).mode & 0o777).toBe(0o600);
    const transcript = (...more: readonly string[]) =>
      run([
        "report",
        "learner",
        "--db",
        "p.duckdb",
        "--learner",
        "learner-00003",
        "--format",
        "csv",
        ...more,
      ]);
    expect((await transcript()).stdout.trim().split("\r\n")).toHaveLength(1);
    const withKey = await transcript("--key", "keys/p.key");
    expect(withKey.stdout.trim().split("\r\n").length).toBeGreaterThan(1);
    const plain = await run([
      "report",
      "learner",
      "--db",
      "a.duckdb",
      "--learner",
      "learner-00003",
      "--format",
      "csv",
    ]);
    expect(withKey.stdout).toBe(plain.stdout);
    const without = (id: string) =>
      run(["report", "coverage", "--db", "p.duckdb", "--without", id, "--key", "keys/p.key"]);
    // Of the people file's ids one is found, which is then asked for a portfolio.
    expect((await without("staff-78")).stderr).toContain("there is no person `staff-78`");
    expect((await without("staff-77")).stderr).toContain("the store has no portfolio");
    expect(await run(["sync", "--from", "cohort", "--db", "p.duckdb"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("with their key only") as string,
    });
    expect(
      await run(["sync", "--from", "cohort", "--db", "p.duckdb", "--pseudonymous", "keys/other.key"]),
    ).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("there is no `keys/other.key`") as string,
    });
    const gone = await run(["forget", "learner-00003", "--db", "p.duckdb", "--key", "keys/p.key"]);
    expect(gone.status, gone.stderr).toBe(0);
    expect((await transcript("--key", "keys/p.key")).stdout.trim().split("\r\n")).toHaveLength(1);
    // Whoever forgets with another key, or with none, would be told that somebody is gone who is not.
    writeFileSync(join(folder, "keys", "other.key"), `${"ab".repeat(32)}\n`);
    const whole = "https://lms.example.com|learner-00004";
    for (const [words, why] of [
      [["forget", whole, "--db", "p.duckdb", "--key", "keys/other.key"], "pseudonyms of another key"],
      [["forget", whole, "--db", "p.duckdb"], "give its key file, too"],
      [["forget", whole, "--db", "a.duckdb", "--key", "keys/p.key"], "holds names, and no pseudonyms"],
      [["report", "items", "--db", "p.duckdb", "--learner", "learner-00004"], "give its key file, too"],
      [["forget", "learner-00005", "--db", "a.duckdb", "--files", "nowhere"], "no folder `nowhere`"],
    ] as const) {
      const { status, stderr } = await run(words);
      expect(stderr).toContain(why);
      expect(status, stderr).toBe(1);
    }
    const stays = await run(["report", "items", "--db", "a.duckdb", "--learner", "learner-00005"]);
    expect(stays.status, stays.stderr).toBe(0);
  },
  SLOW,
);

test.each([
  [["sync", "--db", "x.duckdb"], "say where statements come from"],
  [["sync", "--from", "cohort", "--db", "x.duckdb", "--retain", "3 years"], "is no period"],
  [["sync", "--from", "cohort", "--lrs", "http://x", "--db", "x.duckdb"], "say where statements come from"],
  [["sync", "--lrs", "lrs.example", "--db", "x.duckdb"], "is no address of an LRS"],
  [
    ["sync", "--lrs", "https://key:secret@lrs.example/", "--db", "x.duckdb"],
    "do not belong into the address",
  ],
  [
    ["sync", "--from", "cohort", "--db", "x.duckdb", "--keep-raw", "--pseudonymous", "x.key"],
    "give either --keep-raw or --pseudonymous",
  ],
  [["sync", "--from", "cohort"], "required option '--db"],
  [
    ["report", "items", "--db", "clickhouse://ada:secret@ch.example.com/t"],
    "name and password do not belong into the address",
  ],
  [["sync", "--from", "cohort", "--db", "clickhouse://ch.example.com/a-b"], "is no name of letters"],
  [["report", "gossip", "--db", "a.duckdb"], "Allowed choices are completion"],
  [["report", "complettion", "--db", "a.duckdb"], "Did you mean completion?"],
  [
    ["report", "items", "--db", "a.duckdb", "--since", "2026-02-01", "--until", "2026-01-31"],
    "is after `--until 2026-01-31`",
  ],
  [["report", "items", "--db", "a.duckdb", "--without", "ada"], "`items` does not look at --without"],
  [["report", "items", "--db", "a.duckdb", "--kpi", "kpi.csv"], "`items` does not look at --kpi"],
  [["report", "items", "--db", "a.duckdb", "--key", "p.key"], "--key is for the name of a learner"],
  [["report", "items", "--db", "a.duckdb", "--out", "./a.duckdb"], "would take the place of `a.duckdb`"],
  [["dashboard", "--db", "a.duckdb", "--out", "a.duckdb"], "would take the place of `a.duckdb`"],
  [
    ["dashboard", "--db", "a.duckdb", "--out", "d.html", "--since", "2026-02-01", "--until", "2026-01-01"],
    "is after",
  ],
  [["report", "items", "--db", "a.duckdb", "--since", "yesterday"], "is no day"],
  [["report", "learner", "--db", "a.duckdb"], "is about one learner"],
  [["simulate", "x", "--learners", "0", "--out", "o"], "it is a whole number from 1"],
])("%j is wrong usage, and is told why", async (words, why) => {
  const { status, stderr } = await run(words);
  expect(stderr).toContain(why);
  expect(status).toBe(2);
});

test(
  "what is not there, or is something else, is told in one sentence",
  async () => {
    mkdirSync(join(folder, "empty"));
    mkdirSync(join(folder, "wrong"));
    writeFileSync(join(folder, "wrong", "a.tessera.json"), "{}");
    writeFileSync(join(folder, "wrong", "a.ndjson"), "{}\n");
    writeFileSync(join(folder, "text.duckdb"), "text");
    const whole = readFileSync(join(folder, "a.duckdb"));
    writeFileSync(join(folder, "torn.duckdb"), whole.subarray(0, whole.length / 2));
    for (const [words, why] of [
      [["sync", "--from", "nowhere", "--db", "x.duckdb"], "there is no folder `nowhere`"],
      [["sync", "--from", "empty", "--db", "x.duckdb"], "`empty` holds no statements"],
      [["sync", "--from", "wrong", "--db", "x.duckdb"], "is no compiled course"],
      [["sync", "--from", "cohort", "--db", "text.duckdb"], "`text.duckdb` is no store of `tessera sync`"],
      [["report", "items", "--db", "nowhere.duckdb"], "there is no `nowhere.duckdb`"],
      [["report", "items", "--db", "a.duckdb", "--course", "other"], "the store knows no course `other`"],
      [["report", "items", "--db", "a.duckdb", "--course", "first-step"], "did you mean `first-steps`?"],
      [["report", "items", "--db", "a.duckdb", "--learner", "ada"], "the store knows nobody called `ada`"],
      [["report", "items", "--db", "torn.duckdb"], "torn.duckdb` is damaged"],
      [["sync", "--from", "text.duckdb", "--db", "x.duckdb"], "`text.duckdb` is a file"],
      [["sync", "--course", "nowhere.json", "--db", "x.duckdb"], "cannot read `nowhere.json`"],
      [["sync", "--course", "text.duckdb", "--db", "x.duckdb"], "`text.duckdb` cannot be read as JSON"],
      [["report", "items", "--db", "a.duckdb", "--explain", "other"], "no statement was counted for `other`"],
      [["simulate", course, "--out", "cohort"], "`cohort` is not empty"],
    ] as const) {
      const { status, stderr } = await run(words);
      expect(stderr).toContain(why);
      expect(status, stderr).toBe(1);
    }
  },
  SLOW,
);

test(
  "a ClickHouse that is not there, or does not let one in, is told in one sentence without the password",
  async () => {
    const refusing = createServer((request, response) => {
      asked.push(request.headers);
      response
        .writeHead(403)
        .end("Code: 516. DB::Exception: ada: Authentication failed. (AUTHENTICATION_FAILED)\n");
    });
    const asked: IncomingHttpHeaders[] = [];
    await once(refusing.listen(0, "127.0.0.1"), "listening");
    const { port } = refusing.address() as AddressInfo;
    const db = `clickhouse://127.0.0.1:${port}/learning`;
    const env = { TESSERA_CLICKHOUSE_USER: "ada", TESSERA_CLICKHOUSE_PASSWORD: "open sesame" };
    const refused = await run(["report", "items", "--db", db], env);
    expect(refused.stderr).toContain(`127.0.0.1:${port} does not let \`ada\` in`);
    expect(refused.status).toBe(1);
    expect(asked[0]).toMatchObject({
      "x-clickhouse-user": "ada",
      "x-clickhouse-key": "open sesame",
      connection: "close",
    });
    refusing.close();
    await once(refusing, "close");
    const gone = await run(["report", "items", "--db", db], env);
    expect(gone.stderr).toContain(`127.0.0.1:${port} does not answer`);
    expect(gone.status).toBe(1);
    expect(refused.stderr + gone.stderr).not.toContain("sesame");
  },
  SLOW,
);
