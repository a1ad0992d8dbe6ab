/** Door `./kinds/drag`: all that a page needs beside the base to play a drag question. */
export { drag as interaction } from "../drag/drag.ts";
export { DragElement as element } from "../drag/drag.element.ts";
