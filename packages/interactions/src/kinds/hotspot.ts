/** Door `./kinds/hotspot`: all that a page needs beside the base to play a hotspot question. */
export { hotspot as interaction } from "../hotspot/hotspot.ts";
export { HotspotElement as element } from "../hotspot/hotspot.element.ts";
