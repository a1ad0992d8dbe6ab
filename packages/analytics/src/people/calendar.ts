export interface CalendarSpan {
  readonly months: number;
  readonly days: number;
}

const SPAN = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T.*)?$/;

/**
 * A span of ISO 8601 as engines add it: months as calendars have them, then days. Hours count as the day that they begin.
 *
 * @returns undefined for what is no span
 */
export function calendarOf(span: string): CalendarSpan | undefined {
  const parts = SPAN.exec(span);
  if (parts === null || span.length > 60) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1, 5).map((part) => Number(part ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days + (parts[5] === undefined ? 0 : 1) };
}
