const DAY = 86_400_000;
const PERIOD = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/**
 * @param period - ISO 8601, in years, months, weeks and days, e.g. `P3Y` or `P18M`
 * @param now - milliseconds
 * @returns the moment from which on statements are kept, microseconds; undefined when the text is no such period, or is none
 */
export function oldestKept(period: string, now: number): number | undefined {
  const parts = PERIOD.exec(period)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (parts === undefined || parts.every((part) => part === 0)) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts;
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCFullYear(date.getUTCFullYear() - years, date.getUTCMonth() - months);
  // The last of a month that has no such day.
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return (date.getTime() - (weeks * 7 + days) * DAY) * 1_000;
}
