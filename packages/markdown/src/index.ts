/**
 * From a folder of markdown to the course model, with every mistake at its place.
 * No files (a `SourceHost` gives them), no XML, no templates of the player.
 * Start reading at `compile.ts`, then `unit/compile-unit.ts`.
 * @module
 */
export { compileCourse } from "./compile.ts";
export type { Compilation, CompileOptions } from "./compile.ts";
export { unitMemory } from "./memory/unit-memory.ts";
export type { Remembered, UnitMemory } from "./memory/unit-memory.ts";
export { OpenedFiles } from "./unit/opened-files.ts";
export { digestOf, readSizes, SIZES_FILE, sizedPath, WIDTHS, writeSizes } from "./unit/image-sizes.ts";
export type { SizedPicture, SizedPictures } from "./unit/image-sizes.ts";
export { objectHost } from "./source-host.ts";
export type { SourceHost } from "./source-host.ts";
export { MARKDOWN_CODES } from "./catalogue.ts";
export type { MarkdownCode } from "./catalogue.ts";
export { LOCK_FILE, LOCK_FORMAT } from "./lock/lock-file.ts";
