import { expect, test } from "vitest";
import { Chance } from "./chance.ts";
import { calendarTruth, easter, EGYPT, GERMANY, UNITED_STATES, workingMoment } from "./working-calendar.ts";

/** Dates of Easter Sunday as tables of the Gregorian calendar give them; 1818 and 2038 are its earliest and latest. */
test.each([
  ["1818-03-22"],
  ["1961-04-02"],
  ["2000-04-23"],
  ["2024-03-31"],
  ["2025-04-20"],
  ["2026-04-05"],
  ["2027-03-28"],
  ["2038-04-25"],
])("Easter is on %s", (day) => {
  expect(new Date(easter(Number(day.slice(0, 4)))).toISOString().slice(0, 10)).toBe(day);
});

test("holidays that move are where the calendar of 2026 has them", () => {
  const days = (calendar: typeof GERMANY) => calendarTruth("https://a.example", calendar, [2026]).holidays;
  expect(days(UNITED_STATES)).toEqual([
    "2026-01-01",
    "2026-01-19",
    "2026-05-25",
    "2026-06-19",
    "2026-07-04",
    "2026-09-07",
    "2026-11-26",
    "2026-12-25",
  ]);
  for (const day of ["2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25"])
    expect(days(GERMANY)).toContain(day);
});

test("the next moment at work is never earlier, and on no free day", () => {
  const chance = new Chance("work");
  const next = (day: string, calendar: typeof GERMANY) =>
    new Date(workingMoment(Date.parse(`${day}T20:00:00Z`), { chance, calendar })).toISOString();
  const saturday = "2026-09-05";
  expect(next(saturday, EGYPT)).toMatch(/^2026-09-06/);
  // Labor Day is the Monday.
  expect(next(saturday, UNITED_STATES)).toMatch(/^2026-09-08/);
  expect(next(saturday, GERMANY)).toMatch(/^2026-09-07/);
  expect(next("2026-09-04", GERMANY)).toBe("2026-09-04T20:00:00.000Z");
});
