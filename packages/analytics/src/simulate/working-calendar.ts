/** When the learners of an LMS are at work: weekends, public holidays and weeks of vacation differ from site to site. */
import type { Chance } from "./chance.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Of those whom a vacation would keep from learning. */
export const STAYS = 0.1;
/** Whoever was away begins again within so many days: not everybody on the first morning. */
const BACK_WITHIN = 8;

export interface WorkingCalendar {
  readonly weekend: readonly Weekday[];
  /** Public holidays of a year, as days of a month (`12-25`). */
  holidays(year: number): readonly string[];
  /** First and last day of a vacation, as days of a month; none goes over New Year. */
  readonly vacations: readonly (readonly [first: string, last: string])[];
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(5, 10);

/** 1 = the first one of the month, -1 the last. `month` from 1. */
function weekdayOf(
  year: number,
  month: number,
  { nth, day }: { readonly nth: number; readonly day: Weekday },
): string {
  const first = Date.UTC(year, nth > 0 ? month - 1 : month, 1);
  const wanted = WEEKDAYS.indexOf(day);
  const ahead = (wanted - new Date(first).getUTCDay() + 7) % 7;
  return dayOf(first + (ahead + 7 * (nth > 0 ? nth - 1 : nth)) * DAY);
}

/** Easter Sunday, by the Gregorian computus (Meeus, Jones, Butcher); milliseconds. */
export function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}

const fromEaster = (year: number, days: number): string => dayOf(easter(year) + days * DAY);

export const UNITED_STATES: WorkingCalendar = {
  weekend: ["Saturday", "Sunday"],
  holidays: (year) => [
    "01-01",
    weekdayOf(year, 1, { nth: 3, day: "Monday" }),
    weekdayOf(year, 5, { nth: -1, day: "Monday" }),
    "06-19",
    "07-04",
    weekdayOf(year, 9, { nth: 1, day: "Monday" }),
    weekdayOf(year, 11, { nth: 4, day: "Thursday" }),
    "12-25",
  ],
  vacations: [
    ["07-01", "07-10"],
    ["12-24", "12-31"],
  ],
};

export const GERMANY: WorkingCalendar = {
  weekend: ["Saturday", "Sunday"],
  holidays: (year) => [
    "01-01",
    fromEaster(year, -2),
    fromEaster(year, 1),
    "05-01",
    fromEaster(year, 39),
    fromEaster(year, 50),
    "10-03",
    "12-25",
    "12-26",
  ],
  vacations: [
    ["08-01", "08-21"],
    ["12-22", "12-31"],
  ],
};

/** Works on Sundays, and not on Fridays. */
export const EGYPT: WorkingCalendar = {
  weekend: ["Friday", "Saturday"],
  holidays: () => ["01-07", "01-25", "04-25", "05-01", "06-30", "07-23", "10-06"],
  vacations: [["07-15", "07-31"]],
};

/** Nobody is at work: a weekend or a public holiday (UTC). */
export function isDayOff(at: number, { weekend, holidays }: WorkingCalendar): boolean {
  const date = new Date(at);
  return (
    weekend.includes(WEEKDAYS[date.getUTCDay()] as Weekday) ||
    holidays(date.getUTCFullYear()).includes(dayOf(at))
  );
}

/** Most are away. */
export function isVacation(at: number, { vacations }: WorkingCalendar): boolean {
  return vacations.some(([first, last]) => dayOf(at) >= first && dayOf(at) <= last);
}

/** A moment between 7 and 17 o'clock of the first day from `at` on on which somebody of this calendar is at work. */
export function workingMoment(
  at: number,
  { chance, calendar }: { readonly chance: Chance; readonly calendar: WorkingCalendar },
): number {
  let day = Math.floor(at / DAY) * DAY;
  const isFree = () => isDayOff(day, calendar);
  while (isFree()) day += DAY;
  if (isVacation(day, calendar) && !chance.happens(STAYS)) {
    while (isVacation(day, calendar)) day += DAY;
    day += chance.below(BACK_WITHIN) * DAY;
    while (isFree()) day += DAY;
  }
  return Math.max(day + Math.floor(chance.between(7 * HOUR, 17 * HOUR)), at);
}

/** A calendar as days, for whoever looks for it in the figures. */
export interface CalendarTruth {
  readonly homePage: string;
  readonly weekend: readonly Weekday[];
  /** `2026-12-25` */
  readonly holidays: readonly string[];
  /** Both days are part of it. */
  readonly vacations: readonly { readonly from: string; readonly to: string }[];
  /** Of those who would have learnt in a vacation, the share who do. */
  readonly stays: number;
}

/** @param years - each of them whole */
export function calendarTruth(
  homePage: string,
  calendar: WorkingCalendar,
  years: readonly number[],
): CalendarTruth {
  return {
    homePage,
    weekend: calendar.weekend,
    holidays: years.flatMap((year) => [...calendar.holidays(year)].sort().map((day) => `${year}-${day}`)),
    vacations: years.flatMap((year) =>
      calendar.vacations.map(([first, last]) => ({ from: `${year}-${first}`, to: `${year}-${last}` })),
    ),
    stays: STAYS,
  };
}
