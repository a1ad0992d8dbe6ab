// Seeds one fault at a time into the source, runs the tests named for it, and expects them to turn red.
// Works on a copy of the tree, so that the checkout is never touched.
//   [ROOM…]           those rooms only
//   --why WORDS       those faults only whose reason has the words; nothing is written into RESULTS.md
//   --slice SECONDS   those only that have no outcome at this commit yet, until the time is used
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { copyTree, root } from "./copy-tree.mjs";
import { seededFaults, staleness } from "./faults.mjs";
import { commitOfTree, withoutOutcome, writeResults } from "./results.mjs";

const { positionals: rooms, values } = parseArgs({
  allowPositionals: true,
  options: { why: { type: "string", default: "" }, slice: { type: "string" } },
});
const began = performance.now();
const commit = commitOfTree();
const all = seededFaults();
const wanted = all.filter(
  ({ room, why }) => (rooms.length === 0 || rooms.includes(room)) && why.includes(values.why),
);
if (wanted.length === 0) {
  console.error("no seeded fault has that room and those words");
  process.exit(2);
}
/** How many are tried after one run of their tests without a fault. */
const BATCH = 20;
const isCheap = ({ tests }) => tests.every((test) => test.startsWith("packages/"));
const todo = (values.slice === undefined ? wanted : withoutOutcome(wanted, commit)).sort(
  (one, other) => Number(isCheap(other)) - Number(isCheap(one)),
);
const timeIsUp = () => values.slice !== undefined && performance.now() - began > Number(values.slice) * 1000;

const copy = copyTree();
const rows = [];
try {
  for (let at = 0; at < todo.length && !timeIsUp(); at += BATCH) tryBatch(todo.slice(at, at + BATCH));
} finally {
  copy.remove();
  if (values.why === "") writeResults(all, rows, commit);
}
const caught = rows.filter(({ outcome }) => outcome.startsWith("caught")).length;
console.log(`${caught} of ${rows.length} caught`);
if (rows.length < todo.length) console.log(`${todo.length - rows.length} are left`);
process.exit(caught === rows.length ? 0 : 1);

function tryBatch(faults) {
  const fresh = faults.filter((fault) => staleness(fault, copy.folder) === undefined);
  const red = redTests([...new Set(fresh.flatMap(({ tests }) => tests))]);
  for (const fault of faults) {
    if (timeIsUp()) return;
    const outcome = trial(fault, red);
    console.log(`${outcome}: ${fault.room}: ${fault.why}`);
    rows.push({ ...fault, outcome });
  }
}

/** What of these fails without any fault: nothing can be caught by it. */
function redTests(tests) {
  if (tests.length === 0) return [];
  const report = join(copy.folder, "without-fault.json");
  rmSync(report, { force: true });
  vitest(["--reporter=json", `--outputFile=${report}`, ...tests]);
  // No report is no run at all.
  if (!existsSync(report)) return tests;
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const passed = testResults
    .filter(({ status }) => status === "passed")
    .map(({ name }) => relative(copy.folder, name).replaceAll("\\", "/"));
  return tests.filter((test) => !passed.includes(test));
}

/** @returns its outcome in words */
function trial(fault, red) {
  const stale = staleness(fault, copy.folder);
  if (stale !== undefined) return `stale: ${stale}`;
  const broken = fault.tests.find((test) => red.includes(test));
  if (broken !== undefined) return `not tried: ${broken} fails without it`;
  const path = join(copy.folder, fault.file);
  const before = readFileSync(path, "utf8");
  writeFileSync(
    path,
    before.replace(fault.find, () => fault.replace),
  );
  const isBuilt = fault.tests.some(playsWhatWasBuilt);
  try {
    if (isBuilt && !build()) return "caught: it does not build";
    const { status } = vitest(["--bail=1", ...fault.tests]);
    if (status === null) return "caught: its tests did not end";
    return status === 0 ? "SURVIVED" : "caught";
  } finally {
    writeFileSync(path, before);
    if (isBuilt) build();
  }
}

/** These play packages with the runtime that was built, and so see nothing of a change to its source. */
function playsWhatWasBuilt(test) {
  return test.startsWith("test/e2e/");
}

/** @returns false when it fails */
function build() {
  const words = [
    "--input-type=module",
    "--eval",
    'import("./tools/dev/run.mjs").then(({ build }) => build())',
  ];
  return spawnSync(process.execPath, words, { cwd: copy.folder, stdio: "ignore" }).status === 0;
}

function vitest(words) {
  return spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), "run", "-c", "test/vitest.config.ts", ...words],
    {
      cwd: copy.folder,
      encoding: "utf8",
      timeout: 300_000,
      maxBuffer: 1 << 28,
      env: { ...process.env, TESSERA_PARTIAL: "1" },
    },
  );
}
