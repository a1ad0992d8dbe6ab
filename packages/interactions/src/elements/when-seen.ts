/**
 * Calls once, when an element first comes into sight; at once where the browser cannot tell.
 *
 * @returns what watches, to be disconnected when the element goes
 */
export function whenSeen(element: Element, then: () => void): IntersectionObserver | undefined {
  if (typeof IntersectionObserver === "undefined") {
    then();
    return undefined;
  }
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    then();
    watcher.disconnect();
  });
  watcher.observe(element);
  return watcher;
}
