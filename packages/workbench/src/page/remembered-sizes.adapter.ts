import type { PaneSizes } from "../model/pane-sizes.ts";

/** In this browser's storage; forgotten where that is forbidden. */
export function rememberedSizes(): PaneSizes {
  const key = (pane: string): string => `tessera-workbench-${pane}`;
  return {
    read(pane) {
      try {
        const width = Number(localStorage.getItem(key(pane)));
        return Number.isFinite(width) && width > 0 ? width : undefined;
      } catch {
        return undefined;
      }
    },
    write(pane, width) {
      try {
        localStorage.setItem(key(pane), String(width));
      } catch {
        // Only a comfort: the page works the same without.
      }
    },
  };
}
