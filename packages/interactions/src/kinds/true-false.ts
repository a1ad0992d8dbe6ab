/** Door `./kinds/true-false`: all that a page needs beside the base to play a true-false question. */
export { trueFalse as interaction } from "../true-false/true-false.ts";
export { TrueFalseElement as element } from "../true-false/true-false.element.ts";
