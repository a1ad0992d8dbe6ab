import { readTimestamp } from "@tessera/xapi";

// What nearly every LRS writes; the calendar is checked by Date.UTC giving the same day back.
const PLAIN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|\+00:00)$/;

/**
 * @returns microseconds since 1970, UTC; digits beyond the sixth are cut off; undefined when the text is no moment, or none
 *   from 1970 on that a number holds exactly, which is up to the year 2255: no learner was there before or after
 * @see xAPI 1.0.3, Part Two §4.5
 */
export function microseconds(text: unknown): number | undefined {
  const found = momentOf(text);
  return found !== undefined && found >= 0 && found <= Number.MAX_SAFE_INTEGER ? found : undefined;
}

function momentOf(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const plain = PLAIN.exec(text);
  if (plain) {
    const [, year, month, day, hour, minute, second, fraction = ""] = plain;
    const ms = Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second!);
    const back = new Date(ms);
    if (back.getUTCDate() === +day! && back.getUTCHours() === +hour! && back.getUTCFullYear() === +year!)
      return ms * 1_000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
  }
  const moment = readTimestamp(text);
  if (moment === undefined) return undefined;
  return moment.seconds * 1_000_000 + Number(moment.fraction.slice(0, 6).padEnd(6, "0"));
}

/** @returns ISO 8601 in UTC with six digits, as `since` and `until` take it */
export function isoMoment(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const rest = String(micros - seconds * 1_000_000).padStart(6, "0");
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}.${rest}Z`;
}
