/**
 * From a compiled course to the files of its package: pages, player, media. Parses nothing, writes no XML and no zip.
 * `build-runtime.ts` is run once when Tessera is built and is the only importer of Vite.
 * Start reading at `assemble-course.ts`, then `page/unit-page.ts`.
 * @module
 */
export { assembleCourse } from "./assemble-course.ts";
export { unitsIn } from "./units-in.ts";
export type { AssembledCourse, AssembleHost, AssembleOptions } from "./assemble-course.ts";
export type { AssembledFile } from "./asset-names.ts";
export { MadePages } from "./made-pages.ts";
export { handoutOf } from "./handout/handout.ts";
export type { HandoutHost, HandoutOptions } from "./handout/handout.ts";
export { buildGallery } from "./build-gallery.ts";
export { unitDataOf } from "./page/unit-data.ts";
export { loadRuntime } from "./parts/runtime.ts";
export type { Runtime, RuntimeManifest, RuntimePart } from "./parts/runtime.ts";
export { readDashboardFile } from "./parts/dashboard-files.ts";
export { observerFiles } from "./parts/observer-files.ts";
export { readGalleryFile, readVerifierPage, readWorkbenchFile } from "./parts/workbench-files.ts";
