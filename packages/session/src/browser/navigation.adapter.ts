import type { Navigation } from "../ports.ts";

export function pageNavigation(): Navigation {
  return {
    go: (url) => location.assign(url),
    // Only a window that a script opened may be closed; elsewhere nothing happens and the page says so.
    close: () => window.close(),
  };
}
