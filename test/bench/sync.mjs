// How fast a sync is, from an LRS in a process of its own: where the LRS is not the limit, and where it is.
//   node test/bench/sync.mjs [--statements 200000]        (after a build)
// From first request to the last commit, in one process; pages of 1,000.
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { syncLrs } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";

const { values } = parseArgs({ options: { statements: { type: "string", default: "200000" } } });
const statements = Number(values.statements);
const PAGE = 1_000;
const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-sync-"));
const [cohort, lines] = [join(folder, "cohort"), join(folder, "all.ndjson")];
const ports = {
  async get(url, headers) {
    const reply = await fetch(url, { headers, redirect: "manual" });
    return {
      status: reply.status,
      url,
      header: (name) => reply.headers.get(name) ?? undefined,
      text: () => reply.text(),
    };
  },
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => Date.now(),
  chance: () => Math.random(),
};

try {
  const learners = String(Math.ceil(statements / 100));
  const made = spawnSync(process.execPath, [
    tessera,
    "simulate",
    course,
    "--learners",
    learners,
    "--out",
    cohort,
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  for (const name of readdirSync(cohort).filter((each) => each.endsWith(".ndjson")))
    appendFileSync(lines, readFileSync(join(cohort, name)));
  for (const latency of [0, 50, 200]) {
    const count = latency === 0 ? statements : Math.min(statements, 50_000);
    await paging(latency, Math.floor(count / PAGE));
  }
  await embedded(Math.min(statements, 50_000));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function paging(latency, pages) {
  const script = fileURLToPath(new URL("paging-lrs.mjs", import.meta.url));
  const lrs = await started([script, pages, PAGE, latency], openSync(lines, "r"));
  const { rate } = await measured(lrs.endpoint, `paging ${latency}`);
  lrs.child.kill();
  if (latency === 0) return say(`a page at once: ${Math.round(rate)} statements a second (at least 20000)`);
  const limit = PAGE / (latency / 1_000);
  say(
    `a page after ${latency} ms: ${Math.round(rate)} statements a second, ${((100 * rate) / limit).toFixed(1)} % of page ÷ latency (at least 95)`,
  );
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
  const alone = performance.now();
  let [url, given] = [`${lrs.endpoint}statements?ascending=true&limit=${PAGE}`, 0];
  while (url) {
    const page = await (await fetch(url, { headers: { "x-experience-api-version": "1.0.3" } })).json();
    given += page.statements.length;
    url = page.more ? new URL(page.more, lrs.endpoint).href : "";
  }
  const gives = (given / (performance.now() - alone)) * 1_000;
  const { rate } = await measured(lrs.endpoint, "embedded");
  lrs.child.kill();
  say(
    `the embedded LRS: ${Math.round(rate)} statements a second; it gives ${Math.round(gives)} to one that only reads`,
  );
}

async function measured(endpoint, name) {
  const store = await openDuckdb({
    file: join(folder, `${name}.duckdb`),
    memory: "512MB",
    temporary: join(folder, "temporary"),
  });
  const [at, busy] = [performance.now(), process.cpuUsage()];
  const { read } = await syncLrs({ store, endpoint, ports, source: name, pageSize: PAGE });
  const ms = performance.now() - at;
  const { user, system } = process.cpuUsage(busy);
  store.close();
  console.log(
    `  ${read} statements, ${(ms / 1_000).toFixed(1)} s, of two processors ${((user + system) / 1e6).toFixed(1)} s`,
  );
  return { rate: (read / ms) * 1_000 };
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
