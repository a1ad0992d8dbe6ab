import { expect, test } from "vitest";
import { isNamed } from "./keyed-names.ts";
import { oldestKept } from "./retention.ts";

const HOME = "https://lms.example";

test.each([
  ["P3Y", "2023-11-28"],
  ["P18M", "2025-05-28"],
  ["P1M", "2026-10-28"],
  ["P2W", "2026-11-14"],
  ["P1Y2M10D", "2025-09-18"],
])("%s before 2026-11-28 begins on %s", (period, day) => {
  expect(oldestKept(period, Date.UTC(2026, 10, 28))).toBe(Date.parse(day) * 1_000);
});

test("a month that has no such day ends with its last one", () => {
  expect(oldestKept("P1M", Date.UTC(2026, 2, 31))).toBe(Date.UTC(2026, 1, 28) * 1_000);
});

test.each(["", "P", "3Y", "P0D", "PT1H", "P1.5Y", "P-1Y", "all"])("`%s` is no period", (text) => {
  expect(oldestKept(text, 0)).toBeUndefined();
});

test("a person is found by the whole key or by the account's name, and by no part of it", () => {
  expect(isNamed(`${HOME}|ada`, "ada")).toBe(true);
  expect(isNamed(`${HOME}|ada`, `${HOME}|ada`)).toBe(true);
  expect(isNamed(`${HOME}|ada`, "da")).toBe(false);
  expect(isNamed("mailto:ada@example.org", "ada@example.org")).toBe(false);
});
