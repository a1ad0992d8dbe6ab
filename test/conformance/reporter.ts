import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";

interface Requirement {
  readonly id: string;
  readonly section: string;
  readonly level: string;
  readonly binds: string;
  readonly text: string;
}

interface Row extends Requirement {
  readonly tests: { readonly name: string; readonly file: string; readonly passed: boolean }[];
  readonly why?: string;
}

const here = new URL("./", import.meta.url);
const read = <Value>(path: string): Value => JSON.parse(readFileSync(new URL(path, here), "utf8")) as Value;

/** How many tests may pass at the second try only, in one run, before the run fails (decision 0028). */
const SECOND_TRIES = 3;

/**
 * Prints the conformance table: each requirement of the cmi5 table, by which tests it was exercised, or why it
 * cannot be; then `N passed, N failed` over all tests, those on ClickHouse included. A requirement that is neither is printed as open, and fails
 * a whole run. Tests name the requirements they exercise in brackets: `[9.3.0.0-4] nothing is sent before …`.
 */
export default class ConformanceReporter implements Reporter {
  readonly #cases: { name: string; file: string; state: string; again: boolean; why?: string }[] = [];

  onTestCaseResult(testCase: TestCase): void {
    const { state, errors } = testCase.result();
    const why = errors?.[0]?.message.slice(0, 600);
    this.#cases.push({
      name: testCase.fullName,
      file: testCase.module.relativeModuleId,
      state,
      again: testCase.diagnostic()?.flaky ?? false,
      ...(why !== undefined && { why }),
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const rows = table(this.#cases);
    const whole = modules.length > 60 && process.env["TESSERA_PARTIAL"] === undefined;
    if (whole) print(rows);
    const count = (state: string) => this.#cases.filter((one) => one.state === state).length;
    const broken = modules.filter(
      (module) => module.state() === "failed" && module.children.size === 0,
    ).length;
    const open = whole ? rows.filter((row) => row.tests.length === 0 && !row.why) : [];
    const again = this.#cases.filter((one) => one.again);
    for (const one of again) console.log(`\nat the second try: ${one.file}: ${one.name}\n${one.why ?? ""}`);
    const unsteady = again.length > SECOND_TRIES ? again.length : 0;
    const before = whole ? countedBefore() : { passed: 0, failed: 0 };
    const failed = count("failed") + broken + errors.length + open.length + unsteady + before.failed;
    if (unsteady > 0) {
      console.log(
        `\n${unsteady} tests passed at the second try only; more than ${SECOND_TRIES} are a failure`,
      );
      process.exitCode = 1;
    }
    if (open.length > 0) {
      console.log(`\nneither exercised nor explained: ${open.map((row) => row.id).join(" ")}`);
      process.exitCode = 1;
    }
    // A log that was cut in the middle still says at its end what failed.
    for (const one of this.#cases.filter(({ state }) => state === "failed"))
      console.log(`\nfailed: ${one.file}: ${one.name}\n${one.why ?? ""}`);
    const skipped = count("skipped");
    const notes = [
      ...(skipped ? [`${skipped} skipped`] : []),
      ...(again.length ? [`${again.length} at the second try`] : []),
    ];
    console.log(
      `\n${[`${count("passed") - unsteady + before.passed} passed`, `${failed} failed`, ...notes].join(", ")}`,
    );
  }
}

/** Tests of a run of their own that belong to the same `npm test` (tools/dev/test-cluster.mjs). */
function countedBefore(): { readonly passed: number; readonly failed: number } {
  const file = process.env["TESSERA_COUNTED"];
  if (file === undefined || !existsSync(file)) return { passed: 0, failed: 0 };
  return JSON.parse(readFileSync(file, "utf8")) as { passed: number; failed: number };
}

function table(cases: readonly { name: string; file: string; state: string }[]): Row[] {
  const why = read<Record<string, string>>("./not-exercised.json");
  return read<Requirement[]>("../data/au-requirements.json").map((requirement) => {
    const tests = cases
      .filter((one) => one.name.includes(`[${requirement.id}]`) || mentions(one.name, requirement.id))
      .map((one) => ({ name: one.name, file: one.file, passed: one.state === "passed" }));
    const reason = why[requirement.id];
    return { ...requirement, tests, ...(reason === undefined ? {} : { why: reason }) };
  });
}

/** `[9.3.0.0-4, 9.3.2.0-2]` and `[9.3.0.0-4 9.3.2.0-2]` name two. */
function mentions(name: string, id: string): boolean {
  return [...name.matchAll(/\[([^\]]+)\]/g)].some((match) => (match[1] ?? "").split(/[,\s]+/).includes(id));
}

function print(rows: readonly Row[]): void {
  console.log("\ncmi5 conformance, requirement by requirement (tests that exercise it, or why none can)\n");
  for (const row of rows) {
    const state =
      row.tests.length === 0
        ? row.why
          ? "—"
          : "OPEN"
        : row.tests.every((one) => one.passed)
          ? "ok"
          : "FAIL";
    const first = row.tests[0];
    const by = first
      ? `${first.file}${row.tests.length > 1 ? ` and ${row.tests.length - 1} more` : ""}`
      : (row.why ?? "nothing exercises it");
    console.log(`  ${state.padEnd(5)}${row.id.padEnd(13)}${row.level.padEnd(11)}${by}`);
  }
  const exercised = rows.filter((row) => row.tests.length > 0).length;
  console.log(
    `\n  ${exercised} of ${rows.length} exercised, ${rows.filter((row) => row.tests.length === 0 && row.why).length} explained`,
  );
  mkdirSync(new URL("../dist/", here), { recursive: true });
  writeFileSync(new URL("../dist/conformance.json", here), `${JSON.stringify(rows, null, 1)}\n`);
}
