import { markup } from "./page/html.ts";

const GROUPS = [
  ["kind-", "Questions"],
  ["block-", "On a page"],
  ["unit-", "Page and quiz"],
] as const;

/** @param pages - names of the gallery's pages */
export function galleryIndex(pages: readonly string[]): string {
  const groups = GROUPS.map(([prefix, title]) => {
    const links = pages
      .filter((page) => page.startsWith(prefix))
      .map((page) => {
        const name = page
          .slice(prefix.length)
          .replace(/\.html$/, "")
          .replaceAll("-", " ");
        return markup`<li><a href="${page}" target="shown">${name}</a></li>`;
      });
    return markup`<h2>${title}</h2><ul>${links}</ul>`;
  });
  const switches = [
    [
      "width",
      "Width",
      [
        ["", "All there is"],
        ["320", "320 pixels"],
        ["768", "768 pixels"],
      ],
    ],
    [
      "direction",
      "Direction",
      [
        ["auto", "Of the language"],
        ["ltr", "Left to right"],
        ["rtl", "Right to left"],
      ],
    ],
    [
      "colours",
      "Colours",
      [
        ["auto", "Of the device"],
        ["light", "Light"],
        ["dark", "Dark"],
      ],
    ],
  ] as const;
  const pickers = switches.map(
    ([id, title, choices]) => markup`<div class="wb-switch-pair">
      <label for="${id}">${title}</label>
      <select id="${id}">${choices.map(([value, words]) => markup`<option value="${value}">${words}</option>`)}</select>
    </div>`,
  );
  return markup`<!doctype html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Tessera gallery</title>
    <link rel="icon" type="image/svg+xml" href="icon.svg">
    <link rel="stylesheet" href="index.css">
    <script defer src="index.js"></script>
  </head>
  <body class="wb-gallery">
    <header class="wb-head"><h1 class="wb-brand">Tessera${" "}<span>gallery</span></h1></header>
    <nav aria-label="Pages">${groups}</nav>
    <main>
      <div class="wb-switches" role="group" aria-label="How the page is shown">${pickers}</div>
      <div class="wb-gallery-frame"><iframe name="shown" title="The page that was chosen" src="${pages.find((page) => page.startsWith("kind-")) ?? ""}"></iframe></div>
    </main>
  </body>
</html>
`.html;
}
