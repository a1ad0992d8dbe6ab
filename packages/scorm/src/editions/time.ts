const two = (value: number) => String(Math.floor(value)).padStart(2, "0");

/** 9999:59:59.99, in hundredths of a second. */
const MOST = 3_599_999_999;

/** SCORM 1.2 CMITimespan: `HHHH:MM:SS.SS`. @param ms - 0 to 9,999 hours; what is beyond counts as that */
export function timespan(ms: number): string {
  const hundredths = Math.min(Math.floor(Math.max(0, ms || 0) / 10), MOST);
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor((hundredths % 360_000) / 6_000);
  const seconds = (hundredths % 6_000) / 100;
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${seconds.toFixed(2).padStart(5, "0")}`;
}

/** SCORM 1.2 CMITime: the learner's time of day, `HH:MM:SS`. */
export function timeOfDay(time: Date): string {
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
