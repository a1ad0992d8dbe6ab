import type { Chance } from "./chance.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Nobody learns at work on Saturdays, Sundays and from 24 December to 1 January (UTC). */
export function isHoliday(at: number): boolean {
  const date = new Date(at);
  const [month, day, weekday] = [date.getUTCMonth(), date.getUTCDate(), date.getUTCDay()];
  return weekday === 0 || weekday === 6 || (month === 11 && day >= 24) || (month === 0 && day === 1);
}

/** A moment between 7 and 17 o'clock of the first working day from `at` on. */
export function workingMoment(at: number, chance: Chance): number {
  let day = Math.floor(at / DAY) * DAY;
  while (isHoliday(day)) day += DAY;
  return Math.max(day + Math.floor(chance.between(7 * HOUR, 17 * HOUR)), at);
}
