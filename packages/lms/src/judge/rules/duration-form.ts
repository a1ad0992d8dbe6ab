const DURATION =
  /^P(?!$)(?:\d+(?:\.\d+)?W|(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)$/;

/** True for an ISO 8601 duration; `P1DT`, with nothing after the T, is none. */
export function isDuration(text: unknown): text is string {
  return typeof text === "string" && DURATION.test(text);
}

/** More than hundredths of a second, which xAPI (Data §4.6) asks units not to send. */
export function isTooPrecise(duration: string): boolean {
  return /\.\d{3,}S$/.test(duration);
}
