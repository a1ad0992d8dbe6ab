/** Door `./kinds/scenario`: all that a page needs beside the base to play a scenario. */
export { scenario as interaction } from "../scenario/scenario.ts";
export { ScenarioElement as element } from "../scenario/scenario.element.ts";
