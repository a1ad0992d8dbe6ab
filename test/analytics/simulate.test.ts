/** A cohort of a real course, against the course's own statement contract: what is simulated is what units send. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { simulateCohort } from "@tessera/analytics/simulate";
import type { CohortOptions, StoredStatement } from "@tessera/analytics/simulate";
import { unitDataOf, unitsIn } from "@tessera/bundle";
import { compileCourse, objectHost } from "@tessera/markdown";
import { statementContract } from "@tessera/session";
import { checkStatement } from "@tessera/xapi";
import { beforeAll, expect, test } from "vitest";
import { templatesOf } from "./contract-templates.ts";
import type { Contract } from "./contract-templates.ts";

const folder = fileURLToPath(new URL("../../courses/ot-cyber-hygiene", import.meta.url));

let options: CohortOptions;
let contract: Contract;
beforeAll(async () => {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const files = Object.fromEntries(
    paths.map(
      (path) => [relative(".", path).replaceAll("\\", "/"), readFileSync(join(folder, path))] as const,
    ),
  );
  const { course } = await compileCourse(objectHost(files));
  if (course === undefined) throw new Error("the course does not compile");
  const units = unitsIn(course).map((unit) => unitDataOf(course, unit));
  options = { course, units, learners: 12, seed: "contract", start: Date.UTC(2026, 0, 5), days: 30 };
  contract = statementContract(course) as Contract;
});

const cohort = (more: Partial<CohortOptions> = {}) => [...simulateCohort({ ...options, ...more })];
const fromUnit = ({ context }: StoredStatement) =>
  Object.hasOwn(context?.extensions ?? {}, "https://w3id.org/tessera/ext/course-version");

test("each statement of a unit is one that the course's contract has, and each kind of them comes", () => {
  const sent = cohort()
    .flatMap(({ statements }) => statements)
    .filter(fromUnit);
  const names = sent.map((statement) => templatesOf(contract, statement));
  expect(names.filter((found) => found.length !== 1)).toEqual([]);
  const kinds = new Set(names.flat().map((name) => name.replace(/-.*/, "")));
  for (const kind of [
    "initialized",
    "completed",
    "passed",
    "experienced",
    "progressed",
    "attempted",
    "scored",
    "answered",
    "terminated",
  ])
    expect(kinds).toContain(kind);
});

test("every statement is one that a strict LRS takes", () => {
  for (const statement of cohort({ learners: 4 }).flatMap(({ statements }) => statements))
    expect(checkStatement(statement), JSON.stringify(statement)).toEqual([]);
});

test("the same seed gives the same cohort, another seed another", () => {
  const text = (seed: string) => JSON.stringify(cohort({ learners: 3, seed }));
  expect(text("a")).toBe(text("a"));
  expect(text("a")).not.toBe(text("b"));
});

test("there are copies, late ones and voided ones, and no two statements share an id otherwise", () => {
  const all = cohort({ learners: 40 }).flatMap(({ statements }) => statements);
  const byId = new Map<string, StoredStatement[]>();
  for (const one of all) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  const copies = [...byId.values()].filter((list) => list.length > 1);
  expect(copies.length).toBeGreaterThan(5);
  for (const [first, ...rest] of copies) for (const one of rest) expect(one).toEqual(first);
  const late = all.filter(({ stored, timestamp }) => Date.parse(stored) - Date.parse(timestamp) > 3_600_000);
  expect(late.length).toBeGreaterThan(5);
  expect(all.filter(({ verb }) => verb.id.endsWith("/voided")).length).toBeGreaterThan(1);
});

test("nobody begins at a weekend, and nothing of a learner happens before it can", () => {
  for (const { statements } of cohort({ learners: 30 })) {
    const launched = statements
      .filter(({ verb }) => verb.id.endsWith("/launched"))
      .map(({ timestamp }) => new Date(timestamp));
    for (const day of launched) expect([0, 6]).not.toContain(day.getUTCDay());
    const times = [...new Map(statements.filter(fromUnit).map((one) => [one.id, one.timestamp])).values()];
    expect(times).toEqual([...times].sort());
  }
});
