/** Times of day as the log shows them, e.g. `14:03:07`, in the reader's time zone. */
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** @param at - milliseconds since 1970 */
export function timeOfDay(at: number): string {
  return TIME.format(at);
}
