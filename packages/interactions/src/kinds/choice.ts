/** Door `./kinds/choice`: all that a page needs beside the base to play a choice question. */
export { choice as interaction } from "../choice/choice.ts";
export { ChoiceElement as element } from "../choice/choice.element.ts";
