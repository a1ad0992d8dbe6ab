/** Statements as nobody should write them: both engines hold the same of them, and say the same of it. */
import { REPORTS, runReport, syncFiles } from "@tessera/analytics";
import type { AnalyticsStore, ReportFilter } from "@tessera/analytics";
import { expect, test } from "vitest";
import { ndjson, textFile } from "../../packages/analytics/src/testing/memory-store.ts";
import { at, statement } from "../../packages/analytics/src/testing/statements.ts";
import type { Json } from "../../packages/analytics/src/testing/statements.ts";
import { differences } from "./cells.ts";
import { freshClickhouse, freshDuckdb } from "./stores.ts";

const TEXTS = [
  ...["ada", "o'brien", 'say "hi"', "a\\'b\\\\c", "tab\tline\nreturn\r", "nul\0in it", "\\N", "NULL"],
  ...[
    "'; DROP TABLE statement_rows; --",
    "{who:String}",
    "$who",
    "%s",
    "--tessera",
    "ü 漢 \u{1F600}",
    "é e\u0301",
  ],
  ...["half \ud800", "\udfff", "\u202Eright to left", " ", "\u2028", "x".repeat(40_000), "a|b|c", "|", "[,]"],
];
const NUMBERS = [0, -0, 1, -1, 0.1 + 0.2, 1e-320, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 1e21];
const TIMES = [
  ...["0001-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "1900-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z"],
  ...[
    "2026-02-29T00:00:00Z",
    "2026-01-05T00:00:00.123456789Z",
    "2255-06-05T00:00:00Z",
    "2299-12-31T23:59:59Z",
  ],
  ...["9999-12-31T23:59:59.9999999Z", "2026-06-30T23:59:60Z", "2026-01-05T01:00:00+14:00", "soon"],
];
const DURATIONS = [
  "PT1S",
  "P1Y",
  "PT0.000001S",
  "PT1E400S",
  `PT${"9".repeat(400)}S`,
  "P",
  "PT-1S",
  `P${"9".repeat(30)}Y`,
];

/** The same each time (xorshift). */
function chance(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  return { pick: <One>(list: readonly One[]): One => list[next(list.length)] as One, next };
}

function hostile(n: number, seed: number): readonly Json[] {
  const { pick, next } = chance(seed);
  const text = () => pick(TEXTS);
  return Array.from({ length: n }, (_, index): Json => {
    const verb = pick(["answered", "passed", "failed", "completed", "terminated", "experienced", text()]);
    const unit = `https://u.example/${next(3)}`;
    const plain = statement({
      who: text(),
      verb,
      seconds: index,
      unit,
      quiz: `${unit}/quiz`,
      session: text(),
    });
    const result: Json = {
      score: { scaled: pick(NUMBERS) },
      success: pick<unknown>([true, false, "yes", null]),
      response: text(),
      duration: pick(DURATIONS),
    };
    const asked = {
      id: pick([`${unit}/q`, text()]),
      definition: {
        name: { en: text() },
        interactionType: "choice",
        correctResponsesPattern: [text()],
        choices: [{ id: text(), description: { en: text() } }],
      },
    };
    return {
      ...plain,
      ...(verb === "answered" && { object: asked }),
      result,
      timestamp: pick([at(index), at(index), pick(TIMES)]),
      stored: pick([at(index), pick(TIMES)]),
      ...(next(5) === 0 && { context: { platform: text(), instructor: { account: { name: text() } } } }),
    };
  });
}

const COLUMNS = [
  ...["id", "actor", "verb", "object", "unit", "parent", "registration", "session", "version", "attempt"],
  ...[
    "success",
    "completion",
    "scaled",
    "response",
    "duration_ms",
    "progress",
    "platform",
    "voids",
    "instructor",
  ],
];

async function dump(store: AnalyticsStore) {
  const { dialect } = store;
  const moments = ["stored", "stamp"].map((name) => `${dialect.micros(`s.${name}`)} AS ${name}`);
  const columns = [...COLUMNS.map((name) => `s.${name} AS ${name}`), ...moments].join(", ");
  return [
    await store.query(`SELECT ${columns} FROM statements AS s ORDER BY s.id`),
    await store.query(
      "SELECT a.id AS id, a.name AS name, a.type AS type, a.pattern AS pattern FROM activities AS a ORDER BY a.id, a.name",
    ),
    await store.query(
      "SELECT o.question AS question, o.version AS version, o.id AS id, o.text AS text FROM options AS o ORDER BY o.question, o.version, o.id, o.text",
    ),
  ].map((rows) => ({ rows }));
}

test("what is in a statement, whatever it is, is held and reported by both engines alike", async () => {
  const duckdb = await freshDuckdb();
  const { store } = await freshClickhouse("tessera_test_hostile", { shards: 2 });
  const values = hostile(600, 7);
  const sums = [];
  for (const one of [duckdb, store]) {
    // Twice, in other files: what is there is known again.
    const files = ["a", "b"].map((name) => textFile(`${name}.ndjson`, ndjson(values), name));
    sums.push(await syncFiles({ store: one, files }));
  }
  expect(sums[1]).toEqual(sums[0]);
  expect(sums[0]?.added).toBeGreaterThan(400);
  const [local, far] = [await dump(duckdb), await dump(store)];
  expect(local[0]?.rows.length).toBe(sums[0]?.added);
  for (const [at, table] of local.entries()) expect(differences(table, far[at] ?? { rows: [] })).toEqual([]);
  const filters: readonly ReportFilter[] = [
    {},
    ...["o'brien", "nul\0in it", "{who:String}", "half \ud800", "a\\'b\\\\c"].map((learner) => ({ learner })),
    { since: -(2 ** 52), until: 2 ** 53 - 1 },
  ];
  for (const report of REPORTS.filter(
    ({ name, needs }) => needs !== "kpi" && !["coverage", "expiring"].includes(name),
  ))
    for (const filter of report.name === "completion" || report.needs === "learner"
      ? filters
      : filters.slice(0, 1)) {
      if (report.needs === "learner" && filter.learner === undefined) continue;
      const [a, b] = [await runReport(report, duckdb, filter), await runReport(report, store, filter)];
      expect(differences(a, b), `${report.name} ${JSON.stringify(filter)}`).toEqual([]);
    }
  for (const one of [duckdb, store]) one.close();
}, 120_000);
