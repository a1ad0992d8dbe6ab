import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bundlePage, bundleScript, joinSheets } from "./bundle-page.ts";
import { ICON } from "./icon.ts";

/** The learner's tokens, so that both pages know the same colours; then the workbench's own sheets, in cascade order. */
const SHEETS = ["base", "controls", "layout", "launch", "stage", "record"] as const;

/**
 * Builds the page of the simulated LMS into `dist/workbench`: one page, one script, one sheet; and the script that
 * units get while their course is being written. Plain scripts, so that the pages are the same under every policy
 * that the LMS may send.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildWorkbench(room: string, folder = `${room}dist/workbench`): Promise<void> {
  const source = resolve(room, "../workbench/src");
  const sheets = [
    resolve(room, "../elements/src/theme/tokens.css"),
    ...SHEETS.map((name) => `${source}/theme/${name}.css`),
  ];
  const css = await joinSheets(sheets);
  const files = new Map<string, string>([
    ["index.html", await readFile(`${source}/page/index.html`, "utf8")],
    ["icon.svg", ICON],
    ...(await page(room, css)),
    ["unit-page.js", await bundleScript(room, `import "@tessera/workbench/unit-page";`)],
  ]);
  await mkdir(folder, { recursive: true });
  for (const stale of await readdir(folder))
    if (!files.has(stale)) await rm(`${folder}/${stale}`, { recursive: true });
  for (const [name, text] of files) await writeFile(`${folder}/${name}`, text);
}

/** Script and sheet of the gallery's index, in the workbench's looks. */
export async function buildGalleryIndex(
  room: string,
): Promise<{ readonly script: string; readonly sheet: string }> {
  const source = resolve(room, "../workbench/src/theme");
  const sheets = [
    resolve(room, "../elements/src/theme/tokens.css"),
    ...["base", "controls", "layout", "stage", "gallery"].map((name) => `${source}/${name}.css`),
  ];
  const css = await joinSheets(sheets);
  return bundlePage(room, `import "@tessera/workbench/gallery-page";`, css);
}

async function page(room: string, css: string): Promise<readonly (readonly [string, string])[]> {
  const { script, sheet } = await bundlePage(room, `import "@tessera/workbench/page";`, css);
  return [
    ["workbench.js", script],
    ["workbench.css", `${sheet.trim()}\n`],
  ];
}
