/** Door `./kinds/matching`: all that a page needs beside the base to play a matching question. */
export { matching as interaction } from "../matching/matching.ts";
export { MatchingElement as element } from "../matching/matching.element.ts";
