// How long whole processes take: `node test/bench/build.mjs [--runs 9] [--only NAME]`. Prints a figure beside its bar;
// compare within one run only, machines differ. Each row is the built command line on a generated course, beside
// `node -e 0` in the same run. Peak memory is the process's own account of its resident set; so is its CPU time, user
// and system, which says more than the clock where other work runs beside. docs/performance.md tells what the bars mean.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCourse } from "./generated-course.mjs";

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const word = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : process.argv[at + 1];
};
const runs = Number(word("runs", "9"));
const only = word("only", "");

const rows = [
  { name: "node -e 0", args: () => ["-e", "0"] },
  { name: "build, one page", course: { units: 1, pages: 1, questions: 1 }, command: "build", bar: 0.5 },
  {
    name: "build, 100 pages, 100 questions",
    course: { units: 1, pages: 100, questions: 1 },
    command: "build",
    bar: 1.5,
  },
  {
    name: "build, 1,000 units × 5 pages",
    course: { units: 1000, pages: 5, questions: 0 },
    command: "build",
    bar: 25,
    memory: 600,
    few: true,
  },
  {
    name: "check, 1,000 pages",
    course: { units: 100, pages: 10, questions: 1 },
    command: "check",
    cold: true,
    bar: 4,
    few: true,
  },
  {
    name: "check, 1,000 pages, one changed",
    course: { units: 100, pages: 10, questions: 1 },
    command: "check",
    changed: "unit-0050/005-page.md",
    bar: 0.5,
  },
];

const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
// Reports peak resident set (KiB) and CPU time (µs) of the process that it is loaded into.
const probe = join(folder, "probe.cjs");
writeFileSync(
  probe,
  `process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write("\\nPEAK " + maxRSS + " CPU " + (userCPUTime + systemCPUTime) + "\\n");
  });`,
);
let passed = true;
try {
  console.log(
    "row".padEnd(36),
    "median s".padStart(9),
    "min".padStart(7),
    "max".padStart(7),
    "bar".padStart(6),
    "cpu s".padStart(7),
    "MB".padStart(7),
  );
  for (const row of rows) {
    if (only && !row.name.includes(only)) continue;
    const times = [];
    const work = [];
    let peak = 0;
    let course = "";
    if (row.course) course = writeCourse(join(folder, row.name.replace(/\W+/g, "-")), row.course);
    // What a first check learns; and a second, which meets the lock that the first has written.
    for (let run = 0; row.changed && run < 2; run += 1)
      spawnSync(process.execPath, [tessera, "check", course]);
    for (let run = 0; run < (row.few ? Math.min(runs, 3) : runs); run += 1) {
      const args = row.args?.() ?? [
        tessera,
        row.command,
        course,
        ...(row.command === "build" ? ["--out", join(folder, "out")] : []),
      ];
      if (row.cold) rmSync(join(course, ".tessera"), { recursive: true, force: true });
      if (row.changed) appendFileSync(join(course, row.changed), `\nChanged ${run + 1} times.\n`);
      const before = process.hrtime.bigint();
      const done = spawnSync(process.execPath, ["--require", probe, ...args], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      times.push(Number(process.hrtime.bigint() - before) / 1e9);
      if (done.status !== 0) throw new Error(`${row.name} failed:\n${done.stdout}${done.stderr}`);
      const [, rss, cpu] = /PEAK (\d+) CPU (\d+)/.exec(done.stderr);
      peak = Math.max(peak, Number(rss) / 1024);
      work.push(Number(cpu) / 1e6);
    }
    times.sort((a, b) => a - b);
    work.sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)];
    const good =
      (row.bar === undefined || median <= row.bar) && (row.memory === undefined || peak <= row.memory);
    passed &&= good;
    console.log(
      row.name.padEnd(36),
      median.toFixed(2).padStart(9),
      times[0].toFixed(2).padStart(7),
      times.at(-1).toFixed(2).padStart(7),
      (row.bar === undefined ? "" : String(row.bar)).padStart(6),
      work[Math.floor(work.length / 2)].toFixed(2).padStart(7),
      `${peak.toFixed(0)}${row.memory ? `/${row.memory}` : ""}`.padStart(7),
      good ? "" : "  over its bar",
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);
