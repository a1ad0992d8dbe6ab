import { cardStore } from "./card-store.ts";
import type { Keeper } from "./card-store.ts";
import type { CardPorts } from "./flashcards.element.ts";

/** The page's player is a script of its own, and may come later. */
interface Unit extends Element {
  readonly player?: Keeper;
}

export function cardPorts(root: Document, element: HTMLElement): CardPorts {
  const deck = element.dataset["id"] ?? element.closest("[data-page]")?.id ?? "";
  const store = cardStore(deck, () => root.querySelector<Unit>("tessera-unit")?.player);
  return { ...store, now: () => Date.now() };
}
