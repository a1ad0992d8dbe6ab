/** Spans of time as ISO 8601 writes them, added to moments as calendars do. */

const SPAN =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * `2028-02-29` and a year is `2029-02-28`: a day that a month lacks is its last one. UTC.
 *
 * @param sign - -1 goes back
 * @returns milliseconds since 1970; undefined for what is no span, or leads out of time
 */
export function addSpan(moment: number, span: string, sign: 1 | -1 = 1): number | undefined {
  const parts = SPAN.exec(span);
  if (parts === null || span.length > 60) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => sign * Number(part ?? 0));
  const start = new Date(moment);
  const month = start.getUTCMonth() + months + 12 * years;
  const last = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const shifted = new Date(moment);
  shifted.setUTCFullYear(start.getUTCFullYear(), month, Math.min(start.getUTCDate(), last));
  const at =
    shifted.getTime() +
    (weeks * 7 + days) * 86_400_000 +
    hours * 3_600_000 +
    minutes * 60_000 +
    seconds * 1_000;
  return Number.isFinite(at) && Math.abs(at) < 8e15 ? at : undefined;
}

/** `P90D` as people say it; as it is where it has hours. */
export function spanWords(span: string): string {
  if (span.includes("T")) return span;
  const parts = [...span.matchAll(/(\d+)([YMWD])/g)].map(([, count = "", unit = ""]) => {
    const word = { Y: "year", M: "month", W: "week", D: "day" }[unit] ?? "";
    return `${count} ${word}${count === "1" ? "" : "s"}`;
  });
  return parts.join(" and ") || span;
}
