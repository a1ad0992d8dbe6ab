/**
 * The command line as a function, for tests and for embedding.
 * @module
 */
export { program, run } from "./program.ts";
export { EXIT } from "./exit.ts";
