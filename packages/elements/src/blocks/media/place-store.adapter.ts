import type { PlaceStore } from "./media-player.ts";

/**
 * Seconds by file, in the tab's own storage: whoever opens the unit next on a shared computer begins at the beginning.
 * Where storage is forbidden, nothing is kept.
 */
export function placeStore(root: Document): PlaceStore {
  const unit = root.querySelector<HTMLElement>("#_data")?.dataset["seed"] ?? "";
  const key = (file: string) => `tessera-media ${unit} ${file}`;
  return {
    read(file) {
      try {
        return Number(sessionStorage.getItem(key(file)) ?? 0);
      } catch {
        return 0;
      }
    },
    write(file, seconds) {
      try {
        sessionStorage.setItem(key(file), String(seconds));
      } catch {
        // Full or forbidden: the next time begins at the beginning.
      }
    },
  };
}
