// `npm run test:cluster`: the reports on a real ClickHouse of two shards, beside those on DuckDB.
// TESSERA_CLICKHOUSE_URL names servers of your own (databases `tessera_test_…` on them are emptied). `--if-possible`, for
// continuous integration: what is missing on the machine or in the network is said, and is no failure.
// Further words go to vitest, e.g. `npm run test:cluster -- -t items`.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installClickhouse, startCluster, Unavailable } from "./clickhouse.mjs";
import { bin, install, requireNode, root } from "./run.mjs";

/** A whole run takes a minute and a half where nothing else runs; where it takes this long, the machine is not one to find anything out on. */
const BOX_MS = 200_000;

requireNode();
install();
const lenient = process.argv.includes("--if-possible");
const words = process.argv.slice(2).filter((word) => word !== "--if-possible");
const results = mkdtempSync(join(tmpdir(), "tessera-cluster-results-"));
process.once("exit", () => rmSync(results, { recursive: true, force: true }));

let cluster;
try {
  cluster = await servers();
} catch (error) {
  if (!lenient && !(error instanceof Unavailable)) throw error;
  giveUp(error.message);
}
const { code, late } = await tests(cluster);
const gone = !cluster.running();
cluster.stop();
if (code !== 0 && late) giveUp(`it was not done after ${BOX_MS / 1_000} s`);
if (code !== 0 && gone) giveUp("a server ended in the middle");
count(code);
process.exit(code);

async function servers() {
  const given = process.env.TESSERA_CLICKHOUSE_URL;
  if (given) return { address: given, running: () => true, stop: () => undefined };
  return startCluster(installClickhouse());
}

function giveUp(why) {
  console.log(`${lenient ? "skipped" : "not run"}: reports on ClickHouse, since ${why}`);
  process.exit(lenient ? 0 : 1);
}

function tests({ address, data }) {
  const json = [
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${join(results, "results.json")}`,
  ];
  const args = [bin("vitest"), "run", "-c", "test/cluster/vitest.config.ts", ...json, ...words];
  const env = {
    ...process.env,
    TESSERA_CLICKHOUSE_URL: address,
    ...(data && { TESSERA_CLUSTER_DATA: data }),
  };
  // A group of its own, so that nothing of it goes on when its time is over.
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit", detached: lenient });
  const end = () => {
    try {
      if (lenient) process.kill(-Number(child.pid), "SIGKILL");
      else child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  };
  process.once("exit", end);
  let late = false;
  const box = lenient
    ? setTimeout(() => {
        late = true;
        end();
      }, BOX_MS)
    : undefined;
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (status) => {
      clearTimeout(box);
      resolve({ code: status ?? 1, late });
    });
  });
}

/** For the closing line of `npm test`, which counts all tests. */
function count(status) {
  const file = process.env.TESSERA_COUNTED;
  if (!file) return;
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(join(results, "results.json"), "utf8"));
  const failed = status === 0 ? 0 : Math.max(1, numFailedTests);
  writeFileSync(file, JSON.stringify({ passed: numPassedTests, failed }));
}
