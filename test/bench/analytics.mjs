// Statements into the store, and each report out of it, beside a bare JSON.parse of the same files in the same run.
//   node test/bench/analytics.mjs [--statements 5000000] [--raw] [--memory 512MB] [--folder DIR]      (after a build)
// A statement is 1.74 KB, so that 5,000,000 are 8.7 GB on the disk while it runs. Every figure is the clock of a whole process,
// from start to exit code, the time that processors were busy with it, and the most memory that it held. The bars are those of 5,000,000.
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { repeatCohort } from "./repeat-cohort.mjs";

const { values } = parseArgs({
  options: {
    statements: { type: "string", default: "1000000" },
    /** Measures `--keep-raw`, too. */
    raw: { type: "boolean", default: false },
    memory: { type: "string", default: "" },
    folder: { type: "string", default: tmpdir() },
    parse: { type: "string" },
    repeat: { type: "string" },
  },
});
/** What the bars are of. */
const MEANT = 5_000_000;

// In a process of its own: what this one held would count as the memory of those it starts.
if (values.repeat) {
  repeatCohort(values.repeat, Number(values.statements));
  process.exit(0);
}

if (values.parse) {
  console.log(JSON.stringify(parseAll(values.parse)));
  process.exit(0);
}

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));
const preload = fileURLToPath(new URL("print-memory.mjs", import.meta.url));
const folder = mkdtempSync(join(values.folder, "tessera-bench-analytics-"));
const [cohort, db] = [join(folder, "cohort"), join(folder, "bench.duckdb")];
if (values.memory) process.env["TESSERA_DB_MEMORY"] = values.memory;
/** A cohort of 2,000 learners is some 236,000 statements; it is repeated with other people. */
const LEARNERS = 2_000;

try {
  timed("simulate", [
    tessera,
    "simulate",
    course,
    "--learners",
    LEARNERS,
    "--seed",
    "bench",
    "--out",
    cohort,
  ]);
  timed("repeat", [fileURLToPath(import.meta.url), "--repeat", cohort, "--statements", values.statements]);
  const parse = timed("JSON.parse, one a line", [fileURLToPath(import.meta.url), "--parse", cohort]);
  const { statements, bytes } = JSON.parse(parse.stdout);
  console.log(`  ${statements} statements, ${(bytes / 1e9).toFixed(2)} GB`);
  const times = (done) => done.clock / parse.clock;
  const sync = timed("sync", [tessera, "sync", "--from", cohort, "--db", db]);
  bar("of the parse", times(sync), 4);
  bar("GB of memory", sync.memory / 1e9, 1.5);
  bar("bytes a statement in the store", statSync(db).size / statements, 60);
  console.log(`  ${Math.round((statements / sync.clock) * 1_000)} statements a second`);
  const files = writePeople(cohort);
  timed("sync people, portfolio", [tessera, "sync", ...files.portfolio, "--db", db]);
  let sum = 0;
  for (const [name, ...more] of [
    ...["completion", "items", "distractors", "funnel", "time", "sessions", "quality"].map((one) => [one]),
    ...[["coverage"], ["expiring"], ["outcomes", "--kpi", files.kpi], ["learner", "--learner", "1-1"]],
  ]) {
    const done = timed(`report ${name}`, [tessera, "report", name, "--db", db, "--format", "json", ...more]);
    const faster = name === "items" || name === "distractors" ? 8 : 50;
    bar(`times as fast as the parse`, 1 / times(done), faster, "at least");
    sum += done.clock;
  }
  bar("of the parse, all SQL reports", sum / parse.clock, 0.333);
  for (const more of [
    ["--course", "ot-cyber-hygiene"],
    ["--site", "site-1"],
    ["--since", "2026-02-01"],
  ])
    for (const name of ["completion", "items"])
      timed(`${name} ${more.join(" ")}`, [tessera, "report", name, "--db", db, "--format", "json", ...more]);
  timed("report calibration", [tessera, "report", "calibration", "--db", db, "--format", "json"]);
  const small = { ...process.env, TESSERA_DB_MEMORY: "512MB" };
  // What is kept makes them light: with a day they count everything anew.
  for (const name of ["items", "distractors", "coverage", "quality"])
    timed(
      `${name}, a day, 512 MB`,
      [tessera, "report", name, "--db", db, "--format", "json", "--since", "2025-01-01"],
      small,
    );
  if (values.raw) {
    const kept = timed("sync --keep-raw", [
      tessera,
      "sync",
      "--from",
      cohort,
      "--db",
      `${db}.raw`,
      "--keep-raw",
    ]);
    bar("of the parse", times(kept), 4);
    bar("GB of memory", kept.memory / 1e9, 1.5);
    bar("bytes a statement in the store", statSync(`${db}.raw`).size / statements, 140);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** All of the cohort's people at four sites; every tenth has a second account, so that accounts are looked up. */
function writePeople(folder) {
  const name = readdirSync(folder).find((each) => each.endsWith(".truth.json"));
  const { learners } = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  const lines = ["id,account_home_page,account_name,role,site,cohort"];
  // A file for each time that the cohort was repeated.
  const copies = readdirSync(folder).filter((each) => each.endsWith(".ndjson")).length;
  for (let copy = 0; copy < copies; copy++)
    for (const [n, { account, homePage }] of learners.entries()) {
      const own = `${digits[Math.floor(copy / 36)]}${digits[copy % 36]}${account.slice(2)}`;
      const id = `${copy}-${n}`;
      lines.push(
        `${id},${homePage},${own},${n % 3 ? "operator" : "lead"},site-${n % 4},${n % 2 ? "spring" : "autumn"}`,
      );
      if (n % 10 === 0) lines.push(`${id},https://second.example,${own},,,`);
    }
  const [people, portfolio] = [join(folder, "people.csv"), join(folder, "portfolio.yaml")];
  writeFileSync(people, `${lines.join("\n")}\n`);
  writeFileSync(
    portfolio,
    `roles: {operator: {requires: [ot-cyber-hygiene]}, lead: {requires: [ot-cyber-hygiene]}}
sites: {site-0: {}, site-1: {}, site-2: {}, site-3: {}}
systems: {network: {credential: ot-cyber-hygiene, people: 2}}\n`,
  );
  const kpi = join(folder, "kpi.csv");
  const weeks = Array.from({ length: 60 }, (_, week) => new Date(Date.UTC(2025, 8, 1 + 7 * week)));
  const values = weeks.map((day, week) => `${day.toISOString().slice(0, 10)},${20 + (week % 5)}`);
  writeFileSync(kpi, ["date,value", ...values].join("\n"));
  return { portfolio: ["--people", people, "--portfolio", portfolio], kpi };
}

function bar(what, value, limit, kind = "at most") {
  const held = Number(values.statements) < MEANT || (kind === "at most" ? value <= limit : value >= limit);
  console.log(`  ${value.toFixed(2)} ${what} (${kind} ${limit})${held ? "" : "  MISSED"}`);
}

function timed(name, words, env = process.env) {
  const at = performance.now();
  const args = ["--import", `file://${preload}`, ...words].map(String);
  const done = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 30, env });
  if (done.status !== 0) throw new Error(`${name}: ${done.stderr}`);
  const clock = performance.now() - at;
  const [, most = 0, busy = 0] = /^most memory (\d+), busy (\d+)$/m.exec(done.stderr) ?? [];
  const memory = Number(most) * 1024;
  const seconds = (ms) => (ms / 1_000).toFixed(2).padStart(8);
  console.log(
    `${name.padEnd(24)} ${seconds(clock)} s, processors ${seconds(Number(busy))} s ${(memory / 1e9).toFixed(2).padStart(6)} GB`,
  );
  return { clock, memory, stdout: done.stdout };
}

/** 1 MiB pieces, one parse a line, nothing kept. */
function parseAll(folder) {
  let [statements, bytes] = [0, 0];
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".ndjson"))) {
    const handle = openSync(join(folder, name), "r");
    const piece = Buffer.alloc(1 << 20);
    let rest = Buffer.alloc(0);
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      bytes += read;
      const text = Buffer.concat([rest, piece.subarray(0, read)]);
      let from = 0;
      for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, from)) {
        JSON.parse(text.toString("utf8", from, end));
        statements += 1;
        from = end + 1;
      }
      rest = Buffer.from(text.subarray(from));
    }
    closeSync(handle);
  }
  return { statements, bytes };
}
