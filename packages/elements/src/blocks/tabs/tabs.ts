/** The script of pages that have tabs. */
import { TabsElement } from "./tabs.element.ts";

if (!customElements.get("tessera-tabs")) customElements.define("tessera-tabs", TabsElement);
