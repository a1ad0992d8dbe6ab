/** The script of pages that have flashcards. */
import { cardStore } from "./card-store.adapter.ts";
import { CardsElement } from "./flashcards.element.ts";

if (!customElements.get("tessera-cards")) customElements.define("tessera-cards", CardsElement);
for (const cards of document.querySelectorAll<CardsElement>("tessera-cards"))
  cards.ports = cardStore(document, cards);
