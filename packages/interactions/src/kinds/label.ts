/** Door `./kinds/label`: all that a page needs beside the base to play a label question. */
export { label as interaction } from "../label/label.ts";
export { LabelElement as element } from "../label/label.element.ts";
