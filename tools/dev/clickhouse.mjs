// Two ClickHouse servers on loopback, one for each shard of a cluster, from npm packages that are installed on demand into a
// cache folder: 178 MB to download, 550 MB on the disk, so they are none of this project's dependencies.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { npmScript, quietNpm, root } from "./run.mjs";

const GB = 2 ** 30;
const INSTALL_MS = 60_000;
const START_MS = 20_000;
const parts = join(root, "test/cluster/server");
/** Changes with what is installed. */
const NAME = "clickhouse-26.7.3";

/** Why it cannot be: no fault of the code that is to be tested. */
export class Unavailable extends Error {}

const library = `@chdb/lib-${process.platform}-${process.arch}${process.platform === "linux" ? "-gnu" : ""}`;

/** @returns the folder where the server is installed */
export function installClickhouse() {
  const place = `${process.platform} ${process.arch}`;
  const runs = process.platform === "darwin" || process.platform === "linux";
  if (!runs || !["x64", "arm64"].includes(process.arch))
    throw new Unavailable(`there is no ClickHouse for ${place} on npm`);
  // It would look up the names of addresses, which takes its time without a network.
  process.report.excludeNetwork = true;
  if (process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime)
    throw new Unavailable("ClickHouse on npm needs glibc");
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "tessera");
  const folder = process.env.TESSERA_CLUSTER_CACHE || join(cache, NAME);
  if (existsSync(join(folder, "node_modules", library))) return folder;
  mkdirSync(join(folder, ".."), { recursive: true });
  const { bavail, bsize } = statfsSync(join(folder, ".."));
  if (bavail * bsize < 1.5 * GB) throw new Unavailable("there is less than 1.5 GB left on the disk");
  // Whole or not at all: what was cut off is in a folder of its own.
  const part = `${folder}.part-${process.pid}`;
  try {
    cpSync(parts, part, { recursive: true });
    console.log("installing a ClickHouse server (178 MB, once)…");
    const words = [
      "install",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--no-progress",
      "--fetch-retries=1",
      "--fetch-retry-mintimeout=2000",
    ];
    const done = spawnSync(process.execPath, [npmScript(), ...words], {
      cwd: part,
      env: quietNpm(),
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
      timeout: INSTALL_MS,
      killSignal: "SIGKILL",
    });
    if (done.status !== 0) {
      const why = done.error?.code === "ETIMEDOUT" ? `took over ${INSTALL_MS / 1_000} s` : "failed";
      throw new Unavailable(`the download ${why}\n${(done.stderr ?? "").slice(0, 500)}`);
    }
    if (!existsSync(join(part, "node_modules", library)))
      throw new Unavailable(`there is no ${library} on this registry`);
    if (!existsSync(folder)) renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @returns the store's address for `--db`, where their data lies, whether both still run, and how to end them; `stop` also runs when this process
 * exits, and the servers end by themselves when it is gone without having had the time
 */
export async function startCluster(installed) {
  if (totalmem() < 3 * GB) throw new Unavailable("this machine has less than 3 GB of memory");
  dropStale();
  const folder = mkdtempSync(join(tmpdir(), DATA));
  writeFileSync(join(folder, "pid"), String(process.pid));
  const ports = await freePorts(4);
  const config = join(folder, "config.xml");
  writeFileSync(config, configOf(ports.slice(2)));
  const servers = [0, 1].map((at) => {
    const data = join(folder, `shard-${at + 1}`);
    mkdirSync(data);
    const words = [join(parts, "clickhouse-server.mjs"), installed, data, config, ports[at], ports[at + 2]];
    // A group of its own, so that nothing of it stays behind; the pipe to its input says that we are here.
    return spawn(process.execPath, words.map(String), {
      detached: true,
      cwd: data,
      stdio: ["pipe", "ignore", "ignore"],
    });
  });
  const running = () => servers.every(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  const stop = () => {
    for (const { pid } of servers) {
      try {
        process.kill(-Number(pid), "SIGKILL");
      } catch {
        // It has ended.
      }
    }
    // A server that is ending under load still writes for a while.
    rmSync(folder, { recursive: true, force: true, maxRetries: 12 });
  };
  process.once("exit", stop);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  try {
    await Promise.all(servers.map((server) => once(server, "spawn")));
    await Promise.all(ports.slice(0, 2).map((port) => answering(port, running)));
  } catch (cause) {
    stop();
    throw cause instanceof Unavailable ? cause : new Unavailable("the server cannot be started", { cause });
  }
  const [first, second] = ports;
  return {
    address: `clickhouse://127.0.0.1:${first}/tessera?cluster=tessera&node=127.0.0.1:${second}`,
    data: folder,
    running,
    stop,
  };
}

const DATA = "tessera-clickhouse-";

/** What a run has left that was killed: its servers ended with it, its data, a gigabyte of a million statements, did not. */
function dropStale() {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(DATA))) {
    const folder = join(tmpdir(), name);
    const pid = Number(readIfThere(join(folder, "pid")));
    if (pid > 0 && !runs(pid)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function runs(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process, perhaps; theirs is not ours to clear away.
    return error.code !== "ESRCH";
  }
}

/** What replaces a part is eight minutes younger than its going, as on a server: clickhouse-local has no such time. */
const configOf = (ports) => `<clickhouse>
  <logger><level>error</level><console>0</console></logger>
  <max_server_memory_usage>${Math.round(Math.min(4 * GB, totalmem() / 6))}</max_server_memory_usage>
  <mark_cache_size>50000000</mark_cache_size>
  <merge_tree><old_parts_lifetime>480</old_parts_lifetime></merge_tree>
  <remote_servers><tessera>
    ${ports.map((port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`).join("\n    ")}
  </tessera></remote_servers>
</clickhouse>
`;

async function answering(port, running) {
  const end = Date.now() + START_MS;
  while (Date.now() < end && running()) {
    try {
      const reply = await fetch(`http://127.0.0.1:${port}/ping`, { signal: AbortSignal.timeout(2_000) });
      if ((await reply.text()) === "Ok.\n") return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Unavailable(
    running()
      ? `the server did not answer within ${START_MS / 1_000} s`
      : "the server ended while it started",
  );
}

/** All at once, so that they are different ones. */
async function freePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(listeners.map((one) => once(one, "listening")));
  const ports = listeners.map((one) => one.address().port);
  await Promise.all(listeners.map((one) => new Promise((resolve) => void one.close(resolve))));
  return ports;
}
