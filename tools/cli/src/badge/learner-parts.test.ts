import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Statement } from "@tessera/xapi";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clearAbandoned, LearnerParts } from "./learner-parts.adapter.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera parts "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (name: string, at: number, more: object = {}): Statement =>
  ({
    id: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    actor: { account: { homePage: "https://lms.example.org", name } },
    verb: { id: "http://adlnet.gov/expapi/verbs/completed" },
    object: { id: "https://example.org/units/read" },
    ...more,
  }) as Statement;
const VOIDING = of("lms", 900, {
  verb: { id: "http://adlnet.gov/expapi/verbs/voided" },
  object: { objectType: "StatementRef", id: "00000000-0000-4000-8000-000000000003" },
});
const nameOf = ({ actor }: Statement) => actor.account?.name ?? "";

async function all(most: number, statements: readonly Statement[]) {
  const place = join(folder, String(most));
  const parts = new LearnerParts(place, most);
  for (const statement of statements) parts.add(statement);
  const found: (readonly Statement[])[] = [];
  for (let part = 0; part < parts.count; part += 1) {
    const some: Statement[] = [];
    for await (const statement of parts.statements(part)) some.push(statement);
    found.push(some);
  }
  const { crossing } = parts;
  const onDisk = existsSync(place);
  parts.close();
  return { found, crossing, onDisk, left: existsSync(place) };
}

test("everything of one learner is in one part, on the disk as in memory, and what voids others is in each", async () => {
  const learners = Array.from({ length: 40 }, (_, at) => `learner ü ${at}`);
  const statements = [...[...learners, ...learners].map((name, at) => of(name, at)), VOIDING];
  const small = await all(5, statements);
  const whole = await all(1_000, statements);
  expect([small.onDisk, whole.onDisk, small.left]).toEqual([true, false, false]);
  expect(whole.found).toHaveLength(1);
  const texts = (parts: readonly (readonly Statement[])[]) =>
    parts
      .flatMap((part) => part.slice(1))
      .map((statement) => JSON.stringify(statement))
      .sort();
  expect(texts(small.found)).toEqual(texts(whole.found));
  const used = small.found.filter((part) => part.length > 1);
  expect(used.length).toBeGreaterThan(5);
  for (const part of small.found) expect(part[0]).toEqual(VOIDING);
  for (const name of learners)
    expect(used.filter((part) => part.slice(1).some((each) => nameOf(each) === name))).toHaveLength(1);
});

test("an id that stands on statements of two people is left out of every part, and told", async () => {
  const people = Array.from({ length: 12 }, (_, at) => of(`learner ${at}`, at));
  const statements = [...people, of("somebody else", 3)];
  for (const most of [5, 1_000]) {
    const { found, crossing } = await all(most, statements);
    expect(crossing).toEqual(["00000000-0000-4000-8000-000000000003"]);
    expect(found.flat()).toHaveLength(11);
  }
});

test("what a run that was killed left behind is taken away, what a running one needs is not", () => {
  // No process has this number.
  for (const pid of [2 ** 30, process.pid]) mkdirSync(join(folder, `.evidence.${pid}`));
  clearAbandoned(folder);
  expect(readdirSync(folder).filter((name) => name.startsWith(".evidence"))).toEqual([
    `.evidence.${process.pid}`,
  ]);
});
