// Seeds one fault at a time into the source, runs the tests named for it, and expects them to turn red.
// Works on a copy of the tree, so that the checkout is never touched.
// `node test/mutations/run.mjs [ROOM…] [--why WORDS]`: those rooms only, those faults only whose reason has the words.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copyTree, root } from "./copy-tree.mjs";

const { positionals: rooms, values } = parseArgs({
  allowPositionals: true,
  options: { why: { type: "string", default: "" } },
});
const faults = readdirSync(join(root, "test/mutations"))
  .filter((name) => name.endsWith(".json"))
  .sort()
  .flatMap((name) =>
    JSON.parse(readFileSync(join(root, "test/mutations", name), "utf8")).map((fault) => ({
      room: name.slice(0, -".json".length),
      ...fault,
    })),
  )
  .filter(({ room, why }) => (rooms.length === 0 || rooms.includes(room)) && why.includes(values.why));
if (faults.length === 0) {
  console.error("no seeded fault has that room and those words");
  process.exit(2);
}

const copy = copyTree();
const rows = [];
try {
  for (const fault of faults) {
    const row = { ...fault, ...trial(fault) };
    console.log(`${row.outcome}${row.note ? `, ${row.note}` : ""}: ${row.room}: ${row.why}`);
    rows.push(row);
  }
} finally {
  copy.remove();
}

function trial(fault) {
  const path = join(copy.folder, fault.file);
  let before;
  try {
    before = readFileSync(path, "utf8");
  } catch {
    return { outcome: "stale", note: "the file is gone" };
  }
  const times = before.split(fault.find).length - 1;
  if (times !== 1) return { outcome: "stale", note: `the text to replace occurs ${times} times` };
  writeFileSync(
    path,
    before.replace(fault.find, () => fault.replace),
  );
  try {
    const done = spawnSync(
      process.execPath,
      [
        join(root, "node_modules/vitest/vitest.mjs"),
        "run",
        "-c",
        "test/vitest.config.ts",
        "--bail=1",
        ...fault.tests,
      ],
      {
        cwd: copy.folder,
        encoding: "utf8",
        timeout: 300_000,
        env: { ...process.env, TESSERA_PARTIAL: "1" },
      },
    );
    if (/No test files found/.test(done.stdout + done.stderr))
      return { outcome: "stale", note: "its tests are gone" };
    return { outcome: done.status === 0 ? "SURVIVED" : "caught" };
  } finally {
    writeFileSync(path, before);
  }
}

const failed = rows.filter((row) => row.outcome !== "caught").length;
console.log(`${rows.length - failed} of ${rows.length} caught`);
if (values.why === "") writeResults();
process.exit(failed === 0 ? 0 : 1);

/** The rooms that were run now are written anew; the others keep their lines. */
function writeResults() {
  const path = join(root, "test/mutations/RESULTS.md");
  const before = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const run = new Set(rows.map(({ room }) => room));
  const kept = before.filter((line) => /^\| [a-z0-9]+ \| .*`/.test(line) && !run.has(line.split(" ")[1]));
  const cell = (text) => text.replaceAll("|", "\\|");
  const lines = rows.map(
    ({ room, why, file, outcome, note }) =>
      `| ${room} | ${cell(why)} | \`${file}\` | ${outcome}${note ? `: ${note}` : ""} |`,
  );
  // By room; within one, in the order of its list.
  const all = [...kept, ...lines]
    .map((line, index) => ({ line, index, room: line.split(" ")[1] }))
    .sort((one, other) => (one.room < other.room ? -1 : one.room > other.room ? 1 : one.index - other.index))
    .map(({ line }) => line);
  const text = [
    "# Seeded faults",
    "",
    "Made by `node test/mutations/run.mjs`: each fault was put into the source alone, and the tests beside it were run.",
    "",
    "| room | fault | in | outcome |",
    "| --- | --- | --- | --- |",
    ...all,
    "",
    `${all.filter((line) => line.endsWith("| caught |")).length} of ${all.length} caught`,
    "",
  ];
  writeFileSync(path, text.join("\n"));
}
