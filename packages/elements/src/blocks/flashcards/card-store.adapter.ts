import { readCards } from "./card-box.ts";
import type { CardPorts } from "./flashcards.element.ts";

/**
 * Cards in this browser, under the registration, so that two learners of a shared computer have their own; in the tab
 * alone where there is none. Where storage is forbidden, what is known is known until the page is left.
 */
export function cardStore(root: Document, element: HTMLElement): CardPorts {
  const seed = root.querySelector<HTMLElement>("#_data")?.dataset["seed"] ?? "";
  let held: string | null = null;
  const place = () => {
    const unit = root.querySelector("tessera-unit") as UnitOnPage | null;
    const registration = unit?.player?.view.registration;
    const key = `tessera-cards ${registration ?? ""} ${seed} ${element.dataset["id"] ?? element.closest("[data-page]")?.id ?? ""}`;
    return { key, storage: registration === undefined ? sessionStorage : localStorage };
  };
  return {
    read() {
      try {
        const { key, storage } = place();
        return readCards(storage.getItem(key) ?? held);
      } catch {
        return readCards(held);
      }
    },
    write(cards) {
      held = JSON.stringify(cards);
      try {
        const { key, storage } = place();
        storage.setItem(key, held);
      } catch {
        // Full or forbidden: `held` is all there is.
      }
    },
    now: () => Date.now(),
  };
}

/** As much of the unit's element as is asked here; the player is a script of its own. */
type UnitOnPage = HTMLElement & { readonly player?: { readonly view: { readonly registration?: string } } };
