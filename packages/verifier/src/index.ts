/**
 * What a verifier page holds, and how it is put into one. The page itself is built by `bundle` from `./page`.
 * Start reading at `page/main.adapter.ts`.
 * @module
 */
export { keepInPage } from "./kept.ts";
export type { Kept, KeptIssuer } from "./kept.ts";
