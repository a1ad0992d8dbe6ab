import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
const course = fileURLToPath(new URL("../../../../courses/first-steps", import.meta.url));
/** What is valid for a year is so today whenever this runs, and no longer in three years. */
const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const LATER = dayFrom(1_100);
/** Each test starts processes; on two busy cores that takes its time. */
const SLOW = 180_000;
let folder: string;
const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [tessera, ...words], { cwd: folder, encoding: "utf8" });
const rows = (...words: readonly string[]) => {
  const { status, stdout, stderr } = run("report", ...words, "--db", "a.duckdb", "--format", "json");
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as { rows: readonly Readonly<Record<string, unknown>>[] }).rows;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera people ü "));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put(
    "portfolio.yaml",
    "roles: {operator: {requires: [first-steps]}, clerk: {}}\nsites: {north: {title: North Tower}}\ncredentials: {first-steps: {valid: P1Y}}\n",
  );
  const person = (n: number) =>
    `${n};https://lms.example.com;w.${n};Worker ${n};${n === 7 ? "clerk" : "operator"};north`;
  put(
    "people.csv",
    `\uFEFFsep=;\r\nid;account_home_page;account_name;name;role;site\r\n${[1, 2, 3, 4, 5, 6, 7].map(person).join("\r\n")}\r\n`,
  );
  put("wrong.csv", "id,mbox,role\n1,a@b.example,oprator\n");
  put("kpi.csv", "date,value\n2026-01-05,one\n");
  const cohort = run(
    ...["simulate", course, "--people", "people.csv", "--portfolio", "portfolio.yaml", "--out", "cohort"],
    ...["--start", dayFrom(-120), "--days", "20"],
  );
  expect(cohort.status, cohort.stderr).toBe(0);
  expect(cohort.stderr).toContain("of 6 learners");
  const sync = run(
    ...["sync", "--from", "cohort", "--db", "a.duckdb"],
    ...["--portfolio", "portfolio.yaml", "--people", "people.csv"],
  );
  expect(sync.status, sync.stderr).toBe(0);
}, SLOW);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  "from a spreadsheet's people to who is verified, who is missing, and what is lost when somebody leaves",
  () => {
    const [row] = rows("coverage", "--names");
    const names = String(row?.["who"]).split(", ");
    expect(row).toMatchObject({ site: "North Tower", name: "operator", people: 6, verified: names.length });
    expect(names[0]).toMatch(/^Worker \d$/);
    const lost = rows("coverage", "--without", names[0]?.slice(-1) ?? "");
    expect(lost).toMatchObject([{ people: 5, before: names.length, verified: names.length - 1, lost: 1 }]);
    const later = rows("coverage", "--on", LATER);
    expect(later).toMatchObject([{ verified: 0, expired: names.length, lost: names.length }]);
    expect(rows("expiring", "--on", LATER)).toMatchObject([{ expired: names.length }]);
    expect(rows("completion", "--role", "operator", "--learner", "1")).toMatchObject([
      { learners: 1 },
      { learners: 1 },
    ]);
  },
  SLOW,
);

test(
  "a people file with a mistake is told at its line, and leaves the store as it was",
  () => {
    const wrong = run("sync", "--people", "wrong.csv", "--db", "a.duckdb");
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain("people/unknown-role");
    expect(wrong.stderr).toContain("wrong.csv:2:15");
    expect(wrong.stderr).toContain("did you mean `operator`?");
    const checked = run("check", "portfolio.yaml", "wrong.csv", "--format", "json");
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain("people/unknown-role");
    expect(rows("coverage")).toMatchObject([{ people: 6 }]);
  },
  SLOW,
);

test.each([
  [["report", "coverage", "--db", "a.duckdb", "--role", "boss"], 1, "nobody has the role `boss`"],
  [["report", "coverage", "--db", "a.duckdb", "--without", "99"], 1, "there is no person `99`"],
  [["report", "outcomes", "--db", "a.duckdb"], 2, "--kpi FILE.csv"],
  [["report", "outcomes", "--db", "a.duckdb", "--kpi", "kpi.csv"], 1, "kpi.csv:2"],
  [["simulate", "x", "--portfolio", "portfolio.yaml", "--out", "o"], 2, "give --people, too"],
] as const)(
  "%j is told why not",
  (words, code, why) => {
    const { status, stderr } = run(...words);
    expect(stderr).toContain(why);
    expect(status).toBe(code);
  },
  SLOW,
);
