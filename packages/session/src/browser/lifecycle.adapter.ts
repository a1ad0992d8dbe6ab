import type { Lifecycle, LifecycleEvent } from "../ports.ts";

/** A reload that was announced leaves the page when its answer arrives: within this long, in ms. */
const RELOAD_MS = 5_000;

interface NavigateEvent extends Event {
  readonly navigationType: string;
}

/**
 * No `unload` and no `beforeunload`: they are not sure to come and keep the page out of the back-forward cache.
 * A reload is known when the Navigation API or a key tells of it; a browser's button alone does not.
 */
export function pageLifecycle(): Lifecycle {
  const listeners = new Set<(event: LifecycleEvent) => void>();
  const tell = (event: LifecycleEvent) => {
    for (const listener of listeners) listener(event);
  };
  let reloadAt = -Infinity;
  const announce = () => (reloadAt = performance.now());
  document.addEventListener("visibilitychange", () => tell(document.hidden ? "hidden" : "visible"));
  addEventListener("pagehide", () => tell(performance.now() - reloadAt < RELOAD_MS ? "reload" : "leave"));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) tell("return");
  });
  addEventListener("online", () => tell("online"));
  addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key === "F5" || ((ctrlKey || metaKey) && key.toLowerCase() === "r")) announce();
  });
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener("navigate", (event) => {
    if ((event as NavigateEvent).navigationType === "reload") announce();
  });
  return {
    isVisible: () => !document.hidden,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
