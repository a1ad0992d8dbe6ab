/** A cohort whose every learner is known, and the store that it is in: what a page says of it can be counted again. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckdb } from "@tessera/analytics/duckdb";
import type { AnalyticsStore, StatementRow } from "@tessera/analytics";

export interface Person {
  readonly name: string;
  /** Days since 1970. */
  readonly began: number;
  /** Of each unit: how far this learner came. */
  readonly units: readonly Way[];
}

export interface Way {
  readonly started: boolean;
  readonly completed: boolean;
  readonly passed: boolean;
  readonly failed: boolean;
  /** Days since 1970 of what was completed or passed. */
  readonly day: number;
}

export const COURSE = "https://example.org/courses/c";
export const UNITS = [`${COURSE}/one`, `${COURSE}/two`];
const DAY = 86_400_000_000;

/** Draws the same numbers for the same seed. */
export function dice(seed: number): () => number {
  let state = (seed * 2_654_435_769 + 1) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296;
  };
}

export function people(seed: number): readonly Person[] {
  const roll = dice(seed);
  const first = 20_454 + Math.floor(roll() * 20);
  return Array.from({ length: 6 + Math.floor(roll() * 60) }, (_none, at): Person => {
    const began = first + Math.floor(roll() * roll() * 150);
    return {
      name: `learner ${at}`,
      began,
      units: UNITS.map((_unit, unit): Way => {
        const started = unit === 0 || roll() < 0.8;
        const completed = started && roll() < 0.85;
        const passed = completed && roll() < 0.8;
        return {
          started,
          completed,
          passed,
          failed: started && !passed && roll() < 0.5,
          day: began + Math.floor(roll() * 9),
        };
      }),
    };
  });
}

export async function storeOf(
  all: readonly Person[],
  titles: readonly string[] = ["Unit 0", "Unit 1"],
): Promise<AnalyticsStore> {
  const store = await openDuckdb({
    file: ":memory:",
    memory: "256MB",
    temporary: join(tmpdir(), "tessera-dashboard"),
  });
  await store.keepCatalogue({
    courses: [{ id: COURSE, slug: "c", title: "Course <b>C</b>", version: "1.0.0", language: "en" }],
    units: UNITS.map((id, position) => ({
      id,
      course: COURSE,
      slug: `u${position}`,
      title: titles[position] ?? "",
      purpose: "learn",
      moveOn: "CompletedAndPassed",
      mastery: 0.8,
      minutes: 10,
      position,
    })),
    pages: [],
    questions: [],
    options: [],
    credentials: [],
    needs: [],
    renewals: [],
  });
  await store.commit({ rows: all.flatMap(statements), activities: [], cursors: [] });
  return store;
}

function statements(person: Person, index: number): readonly StatementRow[] {
  const rows: StatementRow[] = [];
  const say = (unit: number, verb: string, stamp: number) =>
    rows.push({
      id: `00000000-0000-4000-8000-${String(index * 100 + rows.length).padStart(12, "0")}`,
      stamp,
      actor: `https://lms.example.org|${person.name}`,
      verb,
      object: UNITS[unit] ?? "",
      unit: UNITS[unit],
      session: `${index}-${unit}`,
    });
  for (const [unit, way] of person.units.entries()) {
    if (way.started) say(unit, "initialized", person.began * DAY);
    if (way.completed) say(unit, "completed", way.day * DAY + 1);
    if (way.passed) say(unit, "passed", way.day * DAY + 2);
    if (way.failed) say(unit, "failed", way.day * DAY + 3);
  }
  return rows;
}
