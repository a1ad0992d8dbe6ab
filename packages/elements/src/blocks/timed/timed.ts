/** The script of pages that have a question with a time limit. */
import { startTimed } from "./timed.adapter.ts";
import { TimedElement } from "./timed.element.ts";

if (!customElements.get("tessera-timed")) customElements.define("tessera-timed", TimedElement);
void startTimed(document);
