import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bundlePage, joinSheets } from "./bundle-page.ts";

/**
 * Script and sheet of the dashboard into `dist/dashboard`; the page itself is written by `@tessera/dashboard`.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildDashboard(room: string, folder = `${room}dist/dashboard`): Promise<void> {
  const sheets = ["../elements/src/theme/tokens.css", "../dashboard/src/theme/dashboard.css"];
  const css = await joinSheets(sheets.map((path) => resolve(room, path)));
  const { script, sheet } = await bundlePage(room, `import "@tessera/dashboard/page";`, css);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/dashboard.js`, script.trim());
  await writeFile(`${folder}/dashboard.css`, sheet.trim());
}
