/** Door `./kinds/likert`: all that a page needs beside the base to play a likert question. */
export { likert as interaction } from "../likert/likert.ts";
export { LikertElement as element } from "../likert/likert.element.ts";
