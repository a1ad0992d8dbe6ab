/** What the static pages share: no script, nothing fetched, one look in light and dark. */

export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0) as number};`);

/** An address that may be followed; undefined for any other, such as a script's. */
export const safeLink = (url: string): string | undefined =>
  /^https?:\/\//.test(url) ? escape(url) : undefined;

export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1b2230,#e7eaf0);--paper:light-dark(#fdfdfb,#14181f);--soft:light-dark(#566072,#a8b1c0);--line:light-dark(#d5d9e0,#353d4a);--accent:light-dark(#0a5a6b,#7fd0e0);--good:light-dark(#1b6638,#8fd6a6);--warn:light-dark(#8a4b00,#f0b96b);--fill:light-dark(#f1f5f6,#1c232c);font:1.0625rem/1.6 system-ui,sans-serif}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink)}
main{max-inline-size:44rem;margin-inline:auto;padding:2.5rem 1rem 4.5rem}
h1{font:600 2.1rem/1.2 ui-serif,Charter,Georgia,serif;margin:.25rem 0 .75rem;text-wrap:balance}
h2{font:600 1.3rem/1.3 ui-serif,Charter,Georgia,serif;margin:3rem 0 .75rem}
h3{font-size:1.0625rem;line-height:1.4;margin:0}
p,ul,ol,dl{margin:0 0 1rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.kind{color:var(--soft);margin:0}
.lead{font-size:1.2rem;line-height:1.5}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1.5rem;border-block:1px solid var(--line);padding-block:1rem;margin-block:1.5rem}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.steps{list-style:none;padding:0;margin:0}
.steps>li{display:grid;grid-template-columns:1.75rem 1fr;gap:0 .75rem;padding-block:.75rem;border-block-end:1px solid var(--line)}
.steps>li:first-child{border-block-start:1px solid var(--line)}
.steps p{margin:0;color:var(--soft);grid-column:2}
.steps+p{margin-block-start:1rem}
.mark{inline-size:1.75rem;text-align:center;font-weight:700}
.held .mark{color:var(--good)}
.over .mark{color:var(--warn)}
.next{background:var(--fill);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.25rem;margin-block:1rem}
.next p{margin:0}
.bar{display:flex;gap:4px;margin:.5rem 0 1rem;block-size:.5rem}
.bar i{flex:1;border-radius:2px;border:1px solid var(--soft)}
.bar i.on{background:var(--good);border-color:var(--good)}
.note{color:var(--soft);font-size:.95rem;margin-block-start:1rem}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-block-end:.5rem}h1{font-size:1.7rem}}
@media print{main{padding:0}}
@media (forced-colors:active){.bar i.on{background:CanvasText}}
`;
/** Of {@link PAGE_STYLE}, so that this style is the only one that a page may have. */
const STYLE_DIGEST = "lBYh/qYiGcTh8uIeiXCO3EdpEZk9wRXqDcHnqedP8po=";

export interface PageWords {
  /** RFC 5646. */
  readonly language: string;
  readonly title: string;
  readonly description: string;
  /** Address of the page itself, where it has one. */
  readonly url?: string;
}

/** @param main - markup that holds nothing unescaped */
export function page({ language, title, description, url }: PageWords, main: string): string {
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<meta name="description" content="${escape(description)}">
<meta property="og:title" content="${escape(title)}">
<meta property="og:description" content="${escape(description)}">
<meta property="og:type" content="website">
${url === undefined ? "" : `<meta property="og:url" content="${escape(url)}">\n<link rel="canonical" href="${escape(url)}">\n`}<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}
