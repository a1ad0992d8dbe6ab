// One ClickHouse server in this process, by the library of the npm package chdb: its clickhouse-local can listen.
//   node clickhouse-server.mjs INSTALLED DATA CONFIG HTTP_PORT TCP_PORT
// Ends with its parent: the pipe to standard input closes when that is gone, however it went.
import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker, isMainThread, workerData } from "node:worker_threads";

if (isMainThread) {
  const [installed, data, config, http, tcp] = process.argv.slice(2);
  process.stdin.on("end", () => process.kill(process.pid, "SIGKILL")).resume();
  // The call below does not return while the server runs, so it has a thread of its own.
  const worker = new Worker(new URL(import.meta.url), { workerData: { installed, data, config, http, tcp } });
  worker.on("exit", (code) => process.exit(code));
} else {
  const { installed, data, config, http, tcp } = workerData;
  const require = createRequire(join(installed, "package.json"));
  const { DataType, load, open } = require("ffi-rs");
  const library = `@chdb/lib-${process.platform}-${process.arch}${process.platform === "linux" ? "-gnu" : ""}`;
  open({ library: "clickhouse", path: join(installed, "node_modules", library, "libchdb.so") });
  const words = [
    "clickhouse-local",
    `--config-file=${config}`,
    "--path",
    data,
    "--listen_host",
    "127.0.0.1",
    "--http_port",
    http,
    "--tcp_port",
    tcp,
    "--query",
    "SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; SELECT sleepEachRow(1) FROM numbers(86400) " +
      "SETTINGS max_block_size = 1, max_execution_time = 0, function_sleep_max_microseconds_per_block = 0 FORMAT Null",
  ];
  process.exitCode = load({
    library: "clickhouse",
    funcName: "chdb_query_cmdline",
    retType: DataType.I32,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [words.length, words],
  });
}
