/** Somebody holds the page, and adds and subtracts whatever is exact in it, over all choices of its filters. */
import { expect, test } from "vitest";
import { gather } from "./gather/gather.ts";
import type { CourseData } from "./model/dashboard.ts";
import { LEAST } from "./protect/shown.ts";
import type { Shown } from "./protect/shown.ts";
import { people, storeOf, UNITS } from "./testing/people.testing.ts";
import type { Person } from "./testing/people.testing.ts";

const SEEDS = Array.from({ length: 8 }, (_none, at) => at + 1);
const MADE = "2026-11-28T18:00:00.000Z";

async function pageOf(all: readonly Person[], named = false): Promise<CourseData> {
  const store = await storeOf(all);
  try {
    const { courses } = await gather(store, { filter: {}, made: MADE, named });
    const [course] = courses;
    if (course === undefined) throw new Error("there is no course");
    return course;
  } finally {
    store.close();
  }
}

const monthOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 7);

/** A kind of learner: when they began, and how far they came in one unit. Every figure is a sum over some kinds. */
interface Kind {
  readonly month: string;
  readonly started: boolean;
  readonly completed: boolean;
  readonly passed: boolean;
  readonly failed: boolean;
}
type Which = (kind: Kind) => boolean;

const WAYS: readonly Omit<Kind, "month">[] = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap(
  (bits): readonly Omit<Kind, "month">[] => {
    if (bits === 8) return [{ started: false, completed: false, passed: false, failed: false }];
    const [completed, passed, failed] = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
    return passed && failed ? [] : [{ started: true, completed, passed, failed }];
  },
);

const MEASURES = ["started", "completed", "passed"] as const;

/** What is exact in the page about one unit, as sums over kinds. */
function told(course: CourseData, unit: number): readonly Which[] {
  const row = course.completion.rows[unit + 1] ?? {};
  const found: Which[] = [];
  for (const measure of [...MEASURES, "failed"] as const)
    if (typeof row[measure] === "number") found.push((kind) => kind[measure]);
  for (const { groups } of course.dimensions)
    for (const { names, units } of groups) {
      const inside = (kind: Kind) => names.includes(kind.month);
      // How many began in those months is the first row of the course.
      if (typeof units[0]?.started === "number") found.push(inside);
      for (const measure of MEASURES)
        if (typeof (units[unit + 1]?.[measure] as Shown) === "number")
          found.push((kind) => inside(kind) && kind[measure]);
    }
  return found;
}

/** Whether a sum over kinds follows from others by adding and subtracting. */
function solver(equations: readonly (readonly number[])[]): (secret: readonly number[]) => boolean {
  const basis: { readonly lead: number; readonly row: readonly number[] }[] = [];
  const reduce = (row: readonly number[]) =>
    basis.reduce((left, { lead, row: by }) => {
      const factor = left[lead] ?? 0;
      return Math.abs(factor) < 1e-9 ? left : left.map((value, at) => value - factor * (by[at] ?? 0));
    }, row);
  for (const equation of equations) {
    const left = reduce(equation);
    const lead = left.findIndex((value) => Math.abs(value) > 1e-9);
    if (lead >= 0) basis.push({ lead, row: left.map((value) => value / (left[lead] ?? 1)) });
  }
  return (secret) => reduce(secret).every((value) => Math.abs(value) < 1e-9);
}

test("no sum and no difference of exact figures is a small group of a month and a unit", async () => {
  let [secrets, small] = [0, 0];
  for (const seed of SEEDS) {
    const all = people(seed);
    const course = await pageOf(all);
    const months = [...new Set(all.map(({ began }) => monthOf(began)))];
    const kinds = months.flatMap((month) => WAYS.map((way): Kind => ({ month, ...way })));
    for (const [unit] of UNITS.entries()) {
      const vector = (which: Which) => kinds.map((kind) => (which(kind) ? 1 : 0));
      const follows = solver(told(course, unit).map(vector));
      for (const month of [undefined, ...months])
        for (const [a, b] of [
          ["started", "completed"],
          ["started", "passed"],
          ["completed", "passed"],
        ] as const)
          for (const which of [
            (kind: Kind) => kind[b],
            (kind: Kind) => kind[a],
            (kind: Kind) => kind[a] && !kind[b],
            (kind: Kind) => !kind[a],
          ]) {
            const asked: Which = (kind) => (month === undefined || kind.month === month) && which(kind);
            const people_ = all.filter((one) => {
              const way = one.units[unit];
              return way !== undefined && asked({ month: monthOf(one.began), ...way });
            }).length;
            secrets += 1;
            if (people_ === 0 || people_ >= LEAST) continue;
            small += 1;
            expect(follows(vector(asked)), `seed ${seed}: ${people_} in ${month ?? "all months"}`).toBe(
              false,
            );
          }
    }
  }
  expect(secrets).toBeGreaterThan(700);
  expect(small).toBeGreaterThan(150);
}, 120_000);

test("the curve over time, the sizes of months and the total leave no few days with a small group", async () => {
  let points = 0;
  for (const seed of SEEDS) {
    const course = await pageOf(people(seed));
    const began = course.curves.started.map(({ count }) => count);
    let upTo = 0;
    const known = course.dimensions.flatMap(({ groups }) =>
      groups.map(({ units }) => (upTo += Number(units[0]?.started))),
    );
    const total = course.completion.rows[0]?.["started"];
    const all = [0, ...began, ...known, ...(typeof total === "number" ? [total] : [])].sort((a, b) => a - b);
    points += began.length;
    for (const [at, count] of all.entries()) {
      const came = count - (all[at - 1] ?? 0);
      expect(came === 0 || came >= LEAST, `seed ${seed}: ${all.join(" ")}`).toBe(true);
    }
  }
  expect(points).toBeGreaterThan(10);
}, 120_000);

test("each figure of the page is true of the people, and with names it is exact", async () => {
  const all = people(3);
  for (const named of [false, true]) {
    const course = await pageOf(all, named);
    for (const [unit] of UNITS.entries())
      for (const measure of MEASURES) {
        const truth = all.filter((one) => one.units[unit]?.[measure]).length;
        const shown = course.completion.rows[unit + 1]?.[measure] as Shown;
        if (typeof shown === "number") expect(shown).toBe(truth);
        else expect(named).toBe(false);
        for (const { names, units } of course.dimensions.flatMap(({ groups }) => groups)) {
          const inside = all.filter(
            (one) => names.includes(monthOf(one.began)) && one.units[unit]?.[measure],
          ).length;
          const part = units[unit + 1]?.[measure] as Shown;
          if (typeof part === "number") expect(part).toBe(inside);
          else if (part !== null) expect(part.lo <= inside && inside <= part.hi).toBe(true);
        }
      }
    expect(JSON.stringify(course).includes("learner 1")).toBe(named);
  }
}, 60_000);

test("two units of one title are told apart, and each has its own figures", async () => {
  // Nobody has begun the first of them.
  const way = { started: true, completed: true, passed: true, failed: false, day: 20_510 };
  const all = Array.from({ length: 12 }, (_none, at): Person => ({
    ...{ name: `learner ${at}`, began: at < 6 ? 20_454 : 20_500 },
    units: [{ ...way, started: false, completed: false, passed: false }, way],
  }));
  const store = await storeOf(all, ["Practice", "Practice"]);
  const { courses } = await gather(store, { filter: {}, made: MADE, named: true });
  store.close();
  const [course] = courses;
  expect(course?.completion.rows.map((row) => [row["unit"], row["started"]])).toEqual([
    ["(all)", 12],
    ["Practice (u1)", 12],
  ]);
  const [began] = course?.dimensions ?? [];
  expect(began?.groups.map(({ units }) => units.map(({ started }) => started))).toEqual([
    [6, 6],
    [6, 6],
  ]);
});
