/** The names that a launch adds to a unit's URL (cmi5 §8.1). */
export const LAUNCH_PARAMETERS = ["endpoint", "fetch", "actor", "registration", "activityId"] as const;
export type LaunchParameter = (typeof LAUNCH_PARAMETERS)[number];

/**
 * The unit's URL with the five parameters behind a query of its own, if it has one (13.1.4.0-3); before its fragment.
 *
 * @param unitUrl - fully qualified; an application's own scheme is fine
 * @param order - the order of the five names
 */
export function launchUrl(
  unitUrl: string,
  values: Readonly<Record<LaunchParameter, string>>,
  order: readonly LaunchParameter[] = LAUNCH_PARAMETERS,
): string {
  const hash = unitUrl.indexOf("#");
  const [base, fragment] = hash === -1 ? [unitUrl, ""] : [unitUrl.slice(0, hash), unitUrl.slice(hash)];
  const query = order.map((name) => `${name}=${encodeURIComponent(values[name])}`).join("&");
  const mark = base.indexOf("?");
  const joint = mark === -1 ? "?" : mark === base.length - 1 || base.endsWith("&") ? "" : "&";
  return `${base}${joint}${query}${fragment}`;
}

/** Relative entry points lie in the package, below `base`; the others stay as they are. */
export function resolveUnitUrl(url: string, base: string): string {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(url) ? url : new URL(url, base).href;
}
