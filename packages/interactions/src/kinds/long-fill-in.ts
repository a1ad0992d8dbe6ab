/** Door `./kinds/long-fill-in`: all that a page needs beside the base to play a long-fill-in question. */
export { longFillIn as interaction } from "../long-fill-in/long-fill-in.ts";
export { LongFillInElement as element } from "../long-fill-in/long-fill-in.element.ts";
