/**
 * The LRS on a socket of Node.
 * @module
 */
export { serveLrs, type RunningLrs, type ServeOptions } from "./node-http.adapter.ts";
export { startStandaloneLrs, type StandaloneLrs, type StandaloneOptions } from "./standalone.adapter.ts";
