import { microseconds } from "@tessera/analytics";
import { UsageError } from "../exit.ts";

export const DAY = 86_400_000_000;

/**
 * @returns the first moment of a day in UTC, in microseconds
 * @throws UsageError when it is no day
 */
export function dayOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? microseconds(`${text}T00:00:00Z`) : undefined;
  if (day === undefined)
    throw new UsageError(`\`${flag} ${text}\` is no day`, { help: "write it as 2026-01-31" });
  return day;
}

/** Both with the whole day. Days that stand the wrong way round would count nothing, without a word. */
export function daysBetween(options: { readonly since?: string; readonly until?: string }): {
  readonly since?: number;
  readonly until?: number;
} {
  const since = dayOf(options.since, "--since");
  const until = dayOf(options.until, "--until");
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageError(`\`--since ${options.since}\` is after \`--until ${options.until}\``, {
      help: "change one for the other",
    });
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until: until + DAY }) };
}
