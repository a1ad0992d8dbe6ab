import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bundlePage, digestOf, joinSheets } from "./bundle-page.ts";
import { collectNotices } from "./collect-notices.ts";

/**
 * Builds the observer's page into `dist/observer`: one HTML file with its script and sheet inside, under a policy that lets nothing
 * else run and sends nothing. Beside it, for a site: a worker that keeps the page for when there is no network, and notices.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildObserver(room: string, folder = `${room}dist/observer`): Promise<void> {
  const source = resolve(room, "../observer/src");
  const css = await joinSheets([resolve(room, "../elements/src/theme/tokens.css"), `${source}/observer.css`]);
  const built = await bundlePage(room, `import "@tessera/observer/page";`, css);
  const [script, style] = [built.script.trim(), built.sheet.trim()];
  // What would end the element early stands in no string of ours; if it ever does, the page must not be made.
  if (/<\/script|<!--/i.test(script))
    throw new Error("the script of the observer's page cannot stand in a page");
  const policy = [
    "default-src 'none'",
    `script-src ${digestOf(script)}`,
    `style-src ${digestOf(style)}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = (await readFile(`${source}/observer.html`, "utf8"))
    .replace("%POLICY%", policy)
    // A formatter may put them on lines of their own, and the digests are over every letter.
    .replace(/\s*%STYLE%\s*/, () => style)
    .replace(/\s*%SCRIPT%\s*/, () => script);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/index.html`, page);
  await writeFile(`${folder}/worker.js`, await readFile(`${source}/worker.js`, "utf8"));
  await writeFile(`${folder}/NOTICES.txt`, await collectNotices(room));
}
