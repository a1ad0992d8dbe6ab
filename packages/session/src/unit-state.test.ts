import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UNIT } from "./testing/harness.ts";
import { fitState, mergeStates, readState, STATE_FORMAT } from "./unit-state.ts";
import type { Mark, UnitState } from "./unit-state.ts";

const UNIT_ID = UNIT.unit.id;
const state = (change: Partial<UnitState> = {}): UnitState => ({
  format: 1,
  unit: UNIT_ID,
  progress: 0,
  ...change,
});

test.each([
  {},
  [],
  null,
  "x",
  1,
  { success: true },
  { format: "1", unit: UNIT_ID },
  state({ unit: "https://other" }),
])("%j is no state of ours", (document) => expect(readState(document, UNIT_ID)).toBe("none"));

test("of two places at the same progress the one that was kept later counts, whenever something was said last", () => {
  const older = state({ resume: { page: 2 }, keptAt: 1, lastTime: 9 });
  const newer = state({ resume: { page: 1 }, keptAt: 2, lastTime: 5 });
  for (const both of [mergeStates(older, newer), mergeStates(newer, older)])
    expect(both).toMatchObject({ resume: { page: 1 }, keptAt: 2, lastTime: 9 });
});

test("our format is read, a newer one is known for what it is", () => {
  expect(readState(state({ progress: 7 }), UNIT_ID)).toEqual(state({ progress: 7 }));
  expect(readState({ ...state(), format: 2 }, UNIT_ID)).toBe("newer");
});

test("of two states the progress is the higher, what was reached stays, the further place counts", () => {
  const mine = state({ progress: 40, resume: { page: 4 }, completed: { id: "a" } });
  const theirs = state({ progress: 60, resume: { page: 6 }, completed: true, failed: true });
  const both = state({ progress: 60, resume: { page: 6 }, completed: true, failed: true });
  expect(mergeStates(mine, theirs)).toEqual(both);
  expect(mergeStates(theirs, mine)).toEqual(both);
  expect(mergeStates(state({ resume: { page: 1 } }), state({ resume: { page: 2 } })).resume).toEqual({
    page: 1,
  });
});

const fixtures = new URL("../fixtures/state/", import.meta.url);

test.each(readdirSync(fixtures))("a record as it was once written is read whole: %s", (file) => {
  const written = JSON.parse(readFileSync(new URL(file, fixtures), "utf8")) as UnitState;
  expect(readState(written, UNIT_ID)).toEqual(written);
});

test("every format has a record in the fixtures", () => {
  const formats = readdirSync(fixtures).map((file) => Number(file.split("-")[0]));
  for (let format = 1; format <= STATE_FORMAT; format++) expect(formats).toContain(format);
});

const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constant<Mark>(true),
  fc.constantFrom("a", "b").map((id) => ({ id })),
);
const anyState: fc.Arbitrary<UnitState> = fc
  .record(
    {
      progress: fc.integer({ min: 0, max: 3 }),
      completed: mark,
      passed: mark,
      failed: fc.constant(true as const),
      lastTime: fc.integer({ min: 1, max: 3 }),
      resume: fc.record({ page: fc.integer({ min: 1, max: 3 }) }),
    },
    { requiredKeys: ["progress"] },
  )
  .map((change) => state(change as Partial<UnitState>));

test("two devices come to the same, whichever asks first, and asking again changes nothing", () => {
  fc.assert(
    fc.property(anyState, anyState, (one, other) => {
      const both = mergeStates(one, other);
      expect(mergeStates(other, one)).toEqual(both);
      expect(mergeStates(one, one)).toEqual(one);
      expect(mergeStates(both, one)).toEqual(both);
      expect(mergeStates(both, other)).toEqual(both);
    }),
    { numRuns: 2_000 },
  );
});

test("three devices come to the same in any order, the place in the course apart, which is that of one of them", () => {
  const place = ({ resume, ...rest }: UnitState) => ({ rest, resume });
  fc.assert(
    fc.property(anyState, anyState, anyState, (a, b, c) => {
      const one = place(mergeStates(mergeStates(a, b), c));
      const other = place(mergeStates(a, mergeStates(b, c)));
      expect(one.rest).toEqual(other.rest);
      const places = [a, b, c].map(({ resume }) => resume);
      expect(places).toContainEqual(one.resume);
      expect(places).toContainEqual(other.resume);
    }),
  );
});

test("nothing that was reached is lost by meeting another device", () => {
  fc.assert(
    fc.property(anyState, anyState, (one, other) => {
      const both = mergeStates(one, other);
      expect(both.progress).toBeGreaterThanOrEqual(one.progress);
      expect(both.lastTime ?? 0).toBeGreaterThanOrEqual(one.lastTime ?? 0);
      for (const name of ["completed", "passed", "failed", "resume"] as const)
        if (one[name]) expect(both[name]).toBeTruthy();
      for (const name of ["completed", "passed"] as const)
        if (one[name] === true) expect(both[name]).toBe(true);
    }),
  );
});

test("a state is cut to any size, and what stands beside the record stays", () => {
  const leaf = fc.oneof(fc.string({ maxLength: 300 }), fc.integer(), fc.constant(null));
  const record = fc.dictionary(fc.string(), fc.oneof(leaf, fc.dictionary(fc.string(), leaf)));
  fc.assert(
    fc.property(record, fc.integer({ min: 200, max: 2_000 }), (resume, most) => {
      const whole = state({ progress: 50, completed: true, resume });
      const { resume: kept, ...beside } = fitState(whole, most);
      const { resume: _, ...all } = whole;
      expect(beside).toEqual(all);
      expect(
        new TextEncoder().encode(JSON.stringify({ ...beside, resume: kept })).length,
      ).toBeLessThanOrEqual(most);
      if (JSON.stringify(whole).length * 3 <= most) expect(kept).toBe(resume);
    }),
  );
});
