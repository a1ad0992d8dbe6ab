/** The gallery: a page for each state of shell and quiz, and a page of all states for each kind of question and each block. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { directionOf } from "@tessera/elements";
import { blockStates, COMPILED, states as unitStates } from "@tessera/elements/states";
import { questionMarkup } from "@tessera/interactions";
import type { BlockShown } from "@tessera/elements/states";
import { SAMPLE_PICTURE, SAMPLE_SVG, states as questionStates } from "@tessera/interactions/states";
import { unitsIn } from "./units-in.ts";
import { markup, Safe } from "./page/html.ts";
import { unitPage } from "./page/unit-page.ts";
import { buildCss } from "./parts/build-css.ts";
import { buildGalleryScript } from "./parts/build-scripts.ts";
import { buildGalleryIndex } from "./parts/build-workbench.ts";
import { ICON } from "./parts/icon.ts";
import { galleryCourse } from "./gallery-course.ts";
import { galleryIndex } from "./gallery-index.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const FILES = { css: "style.css", icon: "icon.svg", inflate: "inflate.js", scripts: ["gallery.js"] } as const;

/**
 * Writes the gallery; loads Vite. A page stands when its root has `data-settled="yes"`.
 * @returns names of the pages, `index.html` first
 */
export async function buildGallery(folder: string): Promise<readonly string[]> {
  const [script, styles] = await Promise.all([buildGalleryScript(room), buildCss(room)]);
  const pages = new Map<string, string>();
  for (const { name, language, rules } of unitStates) {
    const course = galleryCourse(language, rules);
    const page = unitPage(course, unitsIn(course)[0] as never, FILES);
    pages.set(`unit-${name}.html`, page.replace("<html ", `<html data-shown="${name}" `));
  }
  for (const kind of Object.keys(questionStates))
    pages.set(`kind-${kind}.html`, kindPage(kind as keyof typeof questionStates));
  for (const [block, table] of Object.entries(blockStates))
    pages.set(`block-${block}.html`, blockPage(block, table));
  const index = await buildGalleryIndex(room);
  const all = new Map([
    ["index.html", galleryIndex([...pages.keys()])],
    ["index.js", index.script],
    ["index.css", index.sheet],
    ...pages,
    ["gallery.js", script],
    ["style.css", [...styles.values()].join("\n")],
    ["icon.svg", ICON],
    [SAMPLE_PICTURE, SAMPLE_SVG],
    ["explorer.html", '<!doctype html><html lang="en"><title>Explorer</title><p>Who is heard?</p></html>'],
    // A film's captions are fetched before it is played.
    ...["film.en.vtt", "film.ar.vtt"].map((name) => [name, "WEBVTT\n"] as const),
  ]);
  await mkdir(folder, { recursive: true });
  for (const stale of await readdir(folder)) if (!all.has(stale)) await rm(`${folder}/${stale}`);
  for (const [name, text] of all) await writeFile(`${folder}/${name}`, text);
  return ["index.html", ...pages.keys()];
}

function kindPage(kind: keyof typeof questionStates): string {
  const sections = questionStates[kind].map((shown, nth) => {
    const prefix = `_${nth}`;
    const question = new Safe(questionMarkup(shown.question, { prefix, strings: shown.strings }));
    const language = shown.direction === "rtl" ? "ar" : "en";
    return markup`<section data-nth="${nth}" aria-labelledby="_name-${nth}">
      <h2 id="_name-${nth}">${shown.name}</h2>
      <div lang="${language}" dir="${directionOf(language)}">${question}</div>
    </section>`;
  });
  return frame(kind, { kind, body: markup`${sections}` });
}

function blockPage(block: string, table: readonly BlockShown[]): string {
  const sections = table.map(
    ({ name, language }, nth) => markup`<section data-nth="${nth}" aria-labelledby="_name-${nth}">
      <h2 id="_name-${nth}">${name}</h2>
      <div class="t-prose" lang="${language}" dir="${directionOf(language)}">${new Safe(COMPILED[`${block}/${name}`] ?? "")}</div>
    </section>`,
  );
  return frame(block, { block, body: markup`${sections}` });
}

function frame(
  title: string,
  { kind, block, body }: { readonly kind?: string; readonly block?: string; readonly body: Safe },
): string {
  return markup`<!doctype html>
<html lang="en" dir="ltr" ${kind !== undefined && markup`data-kind="${kind}"`}${block !== undefined && markup`data-block-shown="${block}"`}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" type="image/svg+xml" href="icon.svg">
    <link rel="stylesheet" href="style.css">
    <script defer src="gallery.js"></script>
  </head>
  <body>
    <main class="t-body"><h1>${title}</h1>${body}</main>
  </body>
</html>
`.html;
}
