import type { LaunchPlan } from "../profiles/behaviour.ts";

/** The names that a launch adds to a unit's URL (cmi5 §8.1). */
export const LAUNCH_PARAMETERS = ["endpoint", "fetch", "actor", "registration", "activityId"] as const;
export type LaunchParameter = (typeof LAUNCH_PARAMETERS)[number];

/**
 * The unit's URL with the launch parameters: behind a query of its own, if it has one (13.1.4.0-3), and before its
 * fragment, unless the profile puts them elsewhere.
 */
export function composeLaunch({ unitUrl, parameters, place, encoded }: LaunchPlan): string {
  const query = parameters
    .map(([name, value]) => `${name}=${encoded ? encodeURIComponent(value) : value}`)
    .join("&");
  if (place === "second ?") return `${unitUrl}?${query}`;
  const hash = unitUrl.indexOf("#");
  if (place === "fragment") return `${unitUrl}${hash === -1 ? "#" : "&"}${query}`;
  const cut = place === "end" || hash === -1 ? unitUrl.length : hash;
  const base = unitUrl.slice(0, cut);
  const mark = base.indexOf("?");
  const joint = mark === -1 ? "?" : mark === base.length - 1 || base.endsWith("&") ? "" : "&";
  return `${base}${joint}${query}${unitUrl.slice(cut)}`;
}

/** Relative entry points lie in the package, below `base`; the others stay as they are. */
export function resolveUnitUrl(url: string, base: string): string {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(url) ? url : new URL(url, base).href;
}
