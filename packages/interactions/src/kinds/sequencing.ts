/** Door `./kinds/sequencing`: all that a page needs beside the base to play a sequencing question. */
export { sequencing as interaction } from "../sequencing/sequencing.ts";
export { SequencingElement as element } from "../sequencing/sequencing.element.ts";
