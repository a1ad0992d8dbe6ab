// How fast `tessera sync` is: the command itself in a process of its own, an LRS in another, HTTP between them.
//   node test/bench/sync.mjs [--statements 200000] [--latency 0,50,200]        (after a build)
// Pages hold 1,000. "page size ÷ latency" is what an LRS gives out that takes so long until it begins to answer, and is asked
// for one page after the other by somebody who needs no time at all: 20,000 a second at 50 ms. Beside it stands what a loop
// reaches that only reads pages and looks for the next link, since a page takes a while to come over, too. Each sync is measured
// twice: the command's whole process, from its start to its end (opening the store, the last commit, counting what reports
// share, closing it), and what it does inside, from the first request to the last commit, by which the bars go.
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { syncLrs } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import { syncPorts } from "../../tools/cli/dist/analytics/sync-http.adapter.js";

const { values } = parseArgs({
  options: {
    statements: { type: "string", default: "200000" },
    latency: { type: "string", default: "0,50,200" },
  },
});
const statements = Number(values.statements);
const PAGE = 1_000;
const LEAST = 20_000;
const SHARE = 95;
const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-sync-"));
const [cohort, lines] = [join(folder, "cohort"), join(folder, "all.ndjson")];
const bar = (value, least) => `(at least ${least}: ${value >= least ? "met" : "MISSED"})`;
let stores = 0;

try {
  const learners = String(Math.ceil(statements / 100));
  const words = ["simulate", course, "--learners", learners, "--out", cohort];
  const made = spawnSync(process.execPath, [tessera, ...words]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  for (const name of readdirSync(cohort).filter((each) => each.endsWith(".ndjson")))
    appendFileSync(lines, readFileSync(join(cohort, name)));
  for (const latency of values.latency.split(",").map(Number)) await paging(latency);
  await embedded(Math.min(statements, 100_000));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function paging(latency) {
  const script = fileURLToPath(new URL("paging-lrs.mjs", import.meta.url));
  const lrs = await started([script, PAGE, latency], openSync(lines, "r"));
  try {
    if (latency === 0) {
      const { rate, says } = await measured(lrs.endpoint);
      return say(`an LRS that answers at once: ${says} ${bar(rate, LEAST)}`);
    }
    const limit = PAGE / (latency / 1_000);
    const share = (rate) => `${((100 * rate) / limit).toFixed(1)} %`;
    say(`an LRS that answers after ${latency} ms; page size ÷ latency is ${Math.round(limit)} a second`);
    say(`  reading only, page after page: ${share(await alone(lrs.endpoint))}`);
    for (const requests of [1, 4]) {
      const { rate, whole, says } = await measured(lrs.endpoint, requests);
      const judged = requests === 4 ? ` ${bar((100 * rate) / limit, SHARE)}` : "";
      say(`  --requests ${requests}: ${says}: ${share(rate)}${judged}, with start and end ${share(whole)}`);
    }
  } finally {
    lrs.child.kill();
  }
}

/** Our own LRS, over SQLite; it sorts and reads as well as it answers. */
async function embedded(count) {
  const script = fileURLToPath(new URL("lrs-server.mjs", import.meta.url));
  const lrs = await started([script, join(folder, "lrs.db")], "ignore");
  const all = readFileSync(lines, "utf8").split("\n", count);
  for (let from = 0; from < count; from += PAGE) {
    const reply = await fetch(`${lrs.endpoint}statements`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-experience-api-version": "1.0.3" },
      body: `[${[...new Map(all.slice(from, from + PAGE).map((line) => [line.slice(0, 60), line])).values()].join(",")}]`,
    });
    if (!reply.ok) throw new Error(`${reply.status} ${(await reply.text()).slice(0, 300)}`);
  }
  const gives = await alone(lrs.endpoint);
  const { rate, says } = await measured(lrs.endpoint);
  lrs.child.kill();
  say(`the embedded LRS: ${says} ${bar(rate, LEAST)}; to one that only reads it gives ${Math.round(gives)}`);
}

/** Statements a second of a loop that does nothing but follow links. */
async function alone(endpoint) {
  const at = performance.now();
  let [url, given] = [`${endpoint}statements?ascending=true&limit=${PAGE}`, 0];
  while (url) {
    const text = await (await fetch(url, { headers: { "x-experience-api-version": "1.0.3" } })).text();
    given += PAGE;
    const [, more] = /"more":"([^"]*)"/.exec(text.slice(0, 300)) ?? /"more":"([^"]*)"\}\s*$/.exec(text) ?? [];
    url = more ? new URL(more, endpoint).href : "";
  }
  return (given / (performance.now() - at)) * 1_000;
}

async function measured(endpoint, requests = 4) {
  const whole = await command(endpoint, requests);
  const inside = await firstToLast(endpoint, requests);
  const rates = `${Math.round(inside.rate)} a second, ${Math.round(whole.rate)} with start and end`;
  return {
    rate: inside.rate,
    whole: whole.rate,
    says: `${inside.added} statements (${inside.read} read), ${rates}`,
  };
}

/** The command, from the start of its process to its end. */
async function command(endpoint, requests) {
  const db = join(folder, `${(stores += 1)}.duckdb`);
  const env = { ...process.env, TESSERA_LRS_KEY: "", TESSERA_LRS_SECRET: "" };
  const words = [tessera, "sync", "--lrs", endpoint, "--db", db, "--requests", requests];
  const at = performance.now();
  const child = spawn(process.execPath, words.map(String), { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => (said += String(text)));
  const status = await new Promise((resolve) => child.on("close", resolve));
  const seconds = (performance.now() - at) / 1_000;
  const added = /(\d+) new statement\(s\) of/.exec(said)?.[1];
  if (status !== 0 || added === undefined) throw new Error(said);
  return { rate: Number(added) / seconds };
}

/** What the command does between its start and its end, with the ports that it uses. */
async function firstToLast(endpoint, requests) {
  const file = join(folder, `${(stores += 1)}.duckdb`);
  const store = await openDuckdb({ file, memory: "1GB", temporary: join(folder, "temporary") });
  const at = performance.now();
  const { added, read } = await syncLrs({ store, endpoint, ports: syncPorts, source: "bench", requests });
  const seconds = (performance.now() - at) / 1_000;
  store.close();
  return { added, read, rate: added / seconds };
}

/** With its endpoint, which is the first line that it prints. */
function started(words, input) {
  const child = spawn(process.execPath, words.map(String), { stdio: [input, "pipe", "inherit"] });
  return new Promise((resolve) => {
    child.stdout.once("data", (text) => resolve({ child, endpoint: String(text).trim() }));
  });
}

function say(line) {
  console.log(line);
}
