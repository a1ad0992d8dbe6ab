/**
 * What a verifier page holds, and how it is put into one; the lifetime pack of a credential. The page itself is built by
 * `bundle` from `./page`.
 * Start reading at `page/main.adapter.ts`.
 * @module
 */
export { keepInPage } from "./kept.ts";
export type { Kept, KeptIssuer } from "./kept.ts";
export { lifetimePack, packFiles } from "./pack/lifetime-pack.ts";
export type { PackInput } from "./pack/lifetime-pack.ts";
export type { Towards } from "./pack/pack-page.ts";
