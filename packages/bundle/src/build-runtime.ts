/**
 * Builds the learner's runtime into `dist/runtime`: run once when Tessera itself is built, never when a course is.
 * The only place that imports Vite.
 */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildCss } from "./parts/build-css.ts";
import { buildDashboard } from "./parts/build-dashboard.ts";
import { buildGallery } from "./build-gallery.ts";
import { buildObserver } from "./parts/build-observer.ts";
import { buildScripts } from "./parts/build-scripts.ts";
import { buildVerifier } from "./parts/build-verifier.ts";
import { buildWorkbench } from "./parts/build-workbench.ts";
import { contentHash } from "./parts/content-hash.ts";
import { collectNotices } from "./parts/collect-notices.ts";
import { RUNTIME_FORMAT, type RuntimeManifest, type RuntimePart } from "./parts/runtime.ts";
import { ICON } from "./parts/icon.ts";

const room = fileURLToPath(new URL("..", import.meta.url));

/** @returns the manifest, as written to `runtime.json` beside the parts */
export async function buildRuntime(folder = `${room}dist/runtime`): Promise<RuntimeManifest> {
  const [scripts, styles, notices] = await Promise.all([
    buildScripts(room),
    buildCss(room),
    collectNotices(room),
  ]);
  const files = new Map<string, string>([
    ...scripts,
    ...styles,
    ["icon.svg", ICON],
    ["NOTICES.txt", notices],
  ]);
  const parts: Record<string, RuntimePart> = {};
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = new TextEncoder().encode(text);
    parts[name] = { size: bytes.length, hash: contentHash(bytes) };
  }
  const kinds = [...files.keys()].flatMap((name) => /^kind-(.+)\.js$/.exec(name)?.[1] ?? []).sort();
  const manifest: RuntimeManifest = { format: RUNTIME_FORMAT, kinds, parts };

  await mkdir(folder, { recursive: true });
  for (const stale of await readdir(folder)) if (!files.has(stale)) await rm(`${folder}/${stale}`);
  for (const [name, text] of files) await writeFile(`${folder}/${name}`, text);
  await writeFile(`${folder}/runtime.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildRuntime();
  await buildWorkbench(room);
  await buildVerifier(room);
  await buildObserver(room);
  await buildDashboard(room);
  await buildGallery(`${room}dist/gallery`);
}
