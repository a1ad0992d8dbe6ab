/** Door `./kinds/fill-in`: all that a page needs beside the base to play a fill-in question. */
export { fillIn as interaction } from "../fill-in/fill-in.ts";
export { FillInElement as element } from "../fill-in/fill-in.element.ts";
