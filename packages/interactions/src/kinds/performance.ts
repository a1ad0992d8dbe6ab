/** Door `./kinds/performance`: all that a page needs beside the base to play a performance question. */
export { performanceSteps as interaction } from "../performance/performance.ts";
export { PerformanceElement as element } from "../performance/performance.element.ts";
