// Seeds one fault at a time into the source, runs the tests named for it, and expects them to turn red.
// Works on a copy of the tree, so that the checkout is never touched. `node test/mutations/run.mjs [room…]`
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  existsSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const wanted = process.argv.slice(2);
const lists = readdirSync(join(root, "test/mutations"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({
    room: name.slice(0, -5),
    faults: JSON.parse(readFileSync(join(root, "test/mutations", name), "utf8")),
  }))
  .filter(({ room }) => wanted.length === 0 || wanted.includes(room));

const copy = mkdtempSync(join(tmpdir(), "tessera-mutations-"));
const rows = [];
try {
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !/[\\/](\.git|node_modules)$/.test(path.replace(/[\\/]$/, "")),
  });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const folder of [
    "test",
    "tools/cli",
    ...readdirSync(join(root, "packages")).map((room) => `packages/${room}`),
  ])
    if (existsSync(join(root, folder, "node_modules"))) linkModules(folder);
  for (const { room, faults } of lists)
    for (const fault of faults) rows.push({ room, ...fault, ...trial(fault) });
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Workspace packages must resolve inside the copy; the rest may come from where it is installed. */
function linkModules(folder) {
  cpSync(join(root, folder, "node_modules"), join(copy, folder, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

function trial(fault) {
  const path = join(copy, fault.file);
  const before = readFileSync(path, "utf8");
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
      { cwd: copy, encoding: "utf8", timeout: 300_000, env: { ...process.env, TESSERA_PARTIAL: "1" } },
    );
    if (/No test files found/.test(done.stdout + done.stderr))
      return { outcome: "stale", note: "its tests are gone" };
    return { outcome: done.status === 0 ? "SURVIVED" : "caught" };
  } finally {
    writeFileSync(path, before);
  }
}

const lines = [
  "# Seeded faults",
  "",
  "Made by `node test/mutations/run.mjs`: each fault was put into the source alone, and the tests beside it were run.",
  "",
  "| room | fault | in | outcome |",
  "| --- | --- | --- | --- |",
  ...rows.map(
    (row) =>
      `| ${row.room} | ${row.why.replaceAll("|", "\\|")} | \`${row.file}\` | ${row.outcome}${row.note ? `: ${row.note}` : ""} |`,
  ),
  "",
  `${rows.filter((row) => row.outcome === "caught").length} of ${rows.length} caught`,
  "",
];
console.log(lines.join("\n"));
if (wanted.length === 0) writeFileSync(join(root, "test/mutations/RESULTS.md"), lines.join("\n"));
process.exit(rows.every((row) => row.outcome === "caught") ? 0 : 1);
