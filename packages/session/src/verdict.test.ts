import { expect, test } from "vitest";
import { verdict } from "./verdict.ts";

const STANDING = { mastery: 0.8, moveOn: "CompletedAndPassed", passed: false, judged: false } as const;
const last = (scaled: number) => ({ scaled, attemptsLeft: false });
const more = (scaled: number) => ({ scaled, attemptsLeft: true });

test("[9.3.4.0-2] [9.5.1.0-1] the bar itself passes, at once", () => {
  expect(verdict(STANDING, more(0.8))).toBe("passed");
  expect(verdict(STANDING, last(1))).toBe("passed");
});

test("[9.3.5.0-2] below the bar: failed when the attempts are used up, otherwise only tried", () => {
  expect(verdict(STANDING, last(0.7999999))).toBe("failed");
  expect(verdict(STANDING, more(0.7999999))).toBe("tried");
});

test("[10.2.4.0-2] a mastery of 0 passes any try, a mastery of 1 only full marks", () => {
  expect(verdict({ ...STANDING, mastery: 0 }, last(0))).toBe("passed");
  expect(verdict({ ...STANDING, mastery: 1 }, last(0.99))).toBe("failed");
  expect(verdict({ ...STANDING, mastery: 1 }, last(1))).toBe("passed");
});

test("[9.3.0.0-3] [9.3.0.0-7] [9.3.0.0-8] nothing follows passed in a registration, nor a verdict in its session", () => {
  for (const standing of [
    { ...STANDING, passed: true },
    { ...STANDING, judged: true },
  ]) {
    for (const scaled of [0, 0.8, 1]) expect(verdict(standing, last(scaled))).toBe("none");
  }
});

test("without a mastery score full marks pass where moving on asks for it, and nobody fails", () => {
  const { mastery: _, ...none } = STANDING;
  expect(verdict(none, last(1))).toBe("passed");
  expect(verdict(none, last(0))).toBe("none");
  expect(verdict({ ...none, moveOn: "Completed" }, last(1))).toBe("none");
  expect(verdict({ ...none, moveOn: "Passed" }, more(1))).toBe("passed");
});
