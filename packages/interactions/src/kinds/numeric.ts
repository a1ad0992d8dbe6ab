/** Door `./kinds/numeric`: all that a page needs beside the base to play a numeric question. */
export { numeric as interaction } from "../numeric/numeric.ts";
export { NumericElement as element } from "../numeric/numeric.element.ts";
