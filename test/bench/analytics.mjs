// Statements into the store, and each report out of it, beside a bare JSON.parse of the same files in the same run.
//   node test/bench/analytics.mjs [--learners 10000] [--memory 512MB]        (after a build)
// A learner is about 100 statements, 1.6 KB each. Every figure is the clock of a whole process, from start to exit code.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "10000" },
    memory: { type: "string", default: "" },
    parse: { type: "string" },
  },
});

if (values.parse) {
  console.log(JSON.stringify(parseAll(values.parse)));
  process.exit(0);
}

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-analytics-"));
const [cohort, db] = [join(folder, "cohort"), join(folder, "bench.duckdb")];
if (values.memory) process.env["TESSERA_DB_MEMORY"] = values.memory;

try {
  timed("simulate", [
    tessera,
    "simulate",
    course,
    "--learners",
    values.learners,
    "--seed",
    "bench",
    "--out",
    cohort,
  ]);
  const parse = timed("JSON.parse, one a line", [fileURLToPath(import.meta.url), "--parse", cohort]);
  const { statements, bytes } = JSON.parse(parse.stdout);
  console.log(`  ${statements} statements, ${Math.round(bytes / 1e6)} MB`);
  const against = (done, bar) => `${(done.clock / parse.clock).toFixed(2)} of the parse (bar ${bar})`;
  const sync = timed("sync", [tessera, "sync", "--from", cohort, "--db", db]);
  console.log(
    `  ${against(sync, "4")}; ${Math.round((statements / sync.clock) * 1_000)} statements a second`,
  );
  console.log(
    `  the store has ${(statSync(db).size / 1e6).toFixed(1)} MB, ${Math.round(statSync(db).size / statements)} bytes a statement (bar 60)`,
  );
  let sum = 0;
  for (const name of ["completion", "items", "distractors", "funnel", "time", "sessions", "quality"]) {
    const done = timed(`report ${name}`, [tessera, "report", name, "--db", db, "--format", "json"]);
    sum += done.clock;
  }
  console.log(`  all SQL reports: ${(sum / parse.clock).toFixed(2)} of the parse (bar 0.33)`);
  timed("report calibration", [tessera, "report", "calibration", "--db", db, "--format", "json"]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timed(name, words) {
  const at = performance.now();
  const done = spawnSync(process.execPath, words, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (done.status !== 0) throw new Error(`${name}: ${done.stderr}`);
  const clock = performance.now() - at;
  console.log(`${name.padEnd(24)} ${(clock / 1_000).toFixed(2).padStart(8)} s`);
  return { clock, stdout: done.stdout };
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
