import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../../../courses/first-steps", import.meta.url));
const SLOW = 180_000;
let folder: string;

const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [tessera, ...words], { cwd: folder, encoding: "utf8" });
const made = (name: string) => readFileSync(join(folder, name), "utf8");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera dashboard ü "));
  expect(run("simulate", course, "--learners", "20", "--seed", "s", "--out", "cohort").status).toBe(0);
  expect(run("sync", "--from", "cohort", "--db", "a.duckdb").status).toBe(0);
}, SLOW);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names of accounts that the cohort has. */
const names = () =>
  [...made("cohort/first-steps.truth.json").matchAll(/"account": "([^"]+)"/g)].map(([, name]) => name ?? "");

test(
  "one page with everything in it, that may load nothing and names nobody",
  () => {
    const { status, stdout, stderr } = run("dashboard", "--db", "a.duckdb", "--out", "page.html");
    expect(status, stderr).toBe(0);
    expect(stdout).toBe("page.html\n");
    const html = made("page.html");
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/(?:src|href)="(?!#)/);
    expect(names().length).toBe(20);
    expect(names().filter((name) => html.includes(name))).toEqual([]);
    const ids = made("cohort/statements-0001.ndjson").matchAll(/"id":"([0-9a-f-]{36})"/g);
    expect([...ids].filter(([, id]) => html.includes(id ?? ""))).toEqual([]);
  },
  SLOW,
);

test(
  "with --names it has the learners, and says so",
  () => {
    expect(run("dashboard", "--db", "a.duckdb", "--out", "named.html", "--names").status).toBe(0);
    const html = made("named.html");
    expect(names().filter((name) => html.includes(name)).length).toBeGreaterThan(14);
    expect(html).toContain("keep this page as you keep your LRS");
  },
  SLOW,
);

test(
  "a report is a page of its own, and about one learner only when names are asked for",
  () => {
    const html = run("report", "completion", "--db", "a.duckdb", "--format", "html");
    expect(html.stdout).toContain("<table");
    expect(html.stdout).toMatch(/\d+–\d+/);
    for (const words of [
      ["report", "learner", "--learner", names()[0] ?? ""],
      ["report", "completion", "--explain", "first-steps"],
      ["report", "completion", "--by", "month"],
      ["report", "coverage", "--on", "2027-01-31"],
      ["report", "expiring", "--without", "p1"],
    ]) {
      const refused = run(...words, "--db", "a.duckdb", "--format", "html");
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain("--names");
    }
    const asked = run(
      "report",
      "learner",
      "--learner",
      names()[0] ?? "",
      "--db",
      "a.duckdb",
      "--format",
      "html",
      "--names",
    );
    expect(asked.status, asked.stderr).toBe(0);
    expect(asked.stdout).toContain("<table");
    expect(run("dashboard", "--db", "a.duckdb", "--out", "x.html", "--since", "May").stderr).toContain(
      "is no day",
    );
  },
  SLOW,
);

test(
  "a page is narrowed to people whom people.csv has, and a series needs its file",
  () => {
    const page = ["dashboard", "--db", "a.duckdb", "--out", "narrow.html"];
    const refused = (...words: readonly string[]) => run(...page, ...words).stderr;
    expect(refused("--site", "nowhere")).toContain("nobody has the site `nowhere`");
    expect(refused("--verified", "2026-03-01")).toContain("--kpi");
    const lines = Array.from({ length: 30 }, (_none, week) => {
      const day = new Date(Date.UTC(2025, 10, 3) + week * 7 * 86_400_000).toISOString().slice(0, 10);
      return `${day},${week < 18 ? 12 : 8}`;
    });
    writeFileSync(join(folder, "kpi.csv"), ["date,value", ...lines].join("\n"));
    expect(run(...page, "--kpi", "kpi.csv").status).toBe(0);
    expect(made("narrow.html")).toContain("no proof of its cause");
    const alone = run("report", "outcomes", "--kpi", "kpi.csv", "--db", "a.duckdb", "--format", "html");
    expect(alone.stdout).toContain('class="point"');
    expect(alone.stdout).not.toContain("they came to it between");
  },
  SLOW,
);
