/** The script of pages that have flashcards. */
import { cardPorts } from "./cards.adapter.ts";
import { CardsElement } from "./flashcards.element.ts";

if (!customElements.get("tessera-cards")) customElements.define("tessera-cards", CardsElement);
for (const cards of document.querySelectorAll<CardsElement>("tessera-cards"))
  cards.ports = cardPorts(document, cards);
