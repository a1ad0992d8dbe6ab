import type { RawApi } from "../edition.ts";

/** More frames or windows than any LMS nests; a bound, so that a loop of openers ends. */
const MOST_WINDOWS = 64;

/**
 * The LMS's API object: in this window's frames from the inside out, then in the window that opened them, and so on.
 * A window of another origin shows nothing and is passed by: the LMS may stand around it.
 *
 * @param name - `API` for SCORM 1.2, `API_1484_11` for SCORM 2004
 * @param call - a function it must have
 * @see SCORM 2004 4th edition Run-Time Environment, 3.3.6
 */
export function findApi(from: Window, { name, call }: { readonly name: string; readonly call: string }) {
  const seen = new Set<Window>();
  let start: Window | undefined = from;
  while (start !== undefined && seen.size < MOST_WINDOWS) {
    let window: Window = start;
    let opener: Window | undefined;
    for (;;) {
      if (seen.has(window) || seen.size >= MOST_WINDOWS) break;
      seen.add(window);
      const found = apiIn(window, name, call);
      if (found) return found;
      opener ??= openerOf(window);
      const above = parentOf(window);
      if (!above) break;
      window = above;
    }
    start = opener;
  }
  return undefined;
}

function apiIn(window: Window, name: string, call: string): RawApi | undefined {
  try {
    const found = (window as unknown as Record<string, unknown>)[name];
    // An applet's or an old object's functions say "function", too; anything else is a page's own variable.
    const isApi = (typeof found === "object" || typeof found === "function") && found !== null;
    return isApi && typeof (found as RawApi)[call] === "function" ? (found as RawApi) : undefined;
  } catch {
    return undefined;
  }
}

function parentOf(window: Window): Window | undefined {
  try {
    return window.parent && window.parent !== window ? window.parent : undefined;
  } catch {
    return undefined;
  }
}

function openerOf(window: Window): Window | undefined {
  try {
    const opener = window.opener as Window | null;
    return opener && opener !== window ? opener : undefined;
  } catch {
    return undefined;
  }
}
