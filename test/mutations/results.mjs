// RESULTS.md: one row a fault, with the commit at which it was run last.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./copy-tree.mjs";

const path = join(root, "test/mutations/RESULTS.md");
const cell = (text) => text.replaceAll("|", "\\|");
const keyOf = ({ room, why }) => `${room} | ${cell(why)}`;

/** @returns the commit of this tree, with a `+` when something else than the results has changed since */
export function commitOfTree() {
  const git = (...words) => spawnSync("git", words, { cwd: root, encoding: "utf8" }).stdout.trim();
  const changed = git("status", "--porcelain", "--", ".", ":!test/mutations/RESULTS.md");
  return `${git("rev-parse", "--short=8", "HEAD")}${changed ? "+" : ""}`;
}

/** What is known of each fault: key → outcome and commit. */
function readResults() {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return new Map(
    [...text.matchAll(/^\| ([a-z0-9]+ \| .*) \| `[^`]+` \| ([^|]+) \| ([0-9a-f]+\+?) \|$/gm)].map(
      ([, key = "", outcome = "", commit = ""]) => [key, { outcome, commit }],
    ),
  );
}

/** Those that have no outcome at this commit. */
export function withoutOutcome(faults, commit) {
  const known = readResults();
  return faults.filter((fault) => known.get(keyOf(fault))?.commit !== commit);
}

/**
 * Writes what was found beside what was known.
 * @param all - every seeded fault: what is no longer one loses its row
 * @param rows - faults with `outcome`
 */
export function writeResults(all, rows, commit) {
  const known = readResults();
  for (const row of rows) known.set(keyOf(row), { outcome: row.outcome, commit });
  const lines = all.map((fault) => {
    const { outcome = "not run", commit: at = "-" } = known.get(keyOf(fault)) ?? {};
    return { outcome, at, text: `| ${keyOf(fault)} | \`${fault.file}\` | ${outcome} | ${at} |` };
  });
  const count = (wanted) => lines.filter(wanted).length;
  const isCaught = ({ outcome }) => outcome.startsWith("caught");
  const commits = [...new Set(lines.filter(({ at }) => at !== "-").map(({ at }) => at))];
  const text = [
    "# Seeded faults",
    "",
    "Made by `node test/mutations/run.mjs`: each fault was put into the source alone, and the tests named for it, which pass",
    "without it, were run. The last column is the commit at which that was.",
    "",
    ...commits.map(
      (one) =>
        `- at ${one}: ${count((line) => line.at === one && isCaught(line))} of ${count(({ at }) => at === one)} caught`,
    ),
    `- not run: ${count(({ at }) => at === "-")}`,
    "",
    "| room | fault | in | outcome | at |",
    "| --- | --- | --- | --- | --- |",
    ...lines.map(({ text }) => text),
    "",
  ];
  writeFileSync(path, text.join("\n"));
}
