/**
 * Encodes elapsed time as an ISO 8601 duration for `result.duration`.
 *
 * @param elapsed - milliseconds, ≥ 0; rounded down to 10 ms (xAPI allows 0.01 s precision)
 * @returns e.g. `"PT1M30.5S"`; `"PT0S"` for 0. Hours may pass 24: days vary in length, so none are used.
 * @throws RangeError if `elapsed` is negative or not finite
 * @see xAPI 1.0.3, Part Two §4.6 · cmi5 §9.5.4.1
 */
export function encodeDuration(elapsed: number): string {
  if (!Number.isFinite(elapsed) || elapsed < 0)
    throw new RangeError(`elapsed must be ≥ 0 ms, not ${elapsed}`);
  const hundredths = Math.floor(elapsed / 10);
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor((hundredths % 360_000) / 6_000);
  const seconds = (hundredths % 6_000) / 100;
  const parts = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${seconds ? `${seconds}S` : ""}`;
  return `PT${parts || "0S"}`;
}

const PARTS =
  /^P(?:(\d+(?:[.,]\d+)?)W|(?=[\dT])(?:(\d+(?:[.,]\d+)?)D)?(?:T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?)$/;
const UNITS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;

/**
 * Reads a duration as anybody may write it.
 *
 * @returns milliseconds, rounded to whole ones, a day counted as 24 hours; undefined for what is no ISO 8601 duration, and for
 * years and months, whose length varies
 * @see xAPI 1.0.3, Part Two §4.6
 */
export function decodeDuration(text: string): number | undefined {
  const parts = PARTS.exec(text)?.slice(1);
  if (parts === undefined) return undefined;
  return Math.round(
    parts.reduce((sum, part, at) => sum + Number((part ?? "0").replace(",", ".")) * (UNITS[at] ?? 0), 0),
  );
}
