/** The page that a lifetime pack opens with: no script, nothing from anywhere, and links that the person may follow. */
import { say } from "../strings/words.ts";
import { dateIn } from "../model/view.ts";
import { packWords } from "./pack-words.ts";

/** What a credential counts towards: a pathway, and what it takes. */
export interface Towards {
  readonly title: string;
  readonly parts: readonly { readonly title: string; readonly held: boolean }[];
}

export interface PackPageInput {
  readonly name: string;
  readonly issuer: string;
  readonly language: string;
  readonly awarded: string;
  readonly until: string | undefined;
  readonly made: string;
  readonly shareLink: string;
  readonly profileLink: string;
  readonly towards: readonly Towards[];
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0) as number};`);

export function packPage(input: PackPageInput): string {
  const { words, tag } = packWords(input.language);
  const date = (moment: string): string => dateIn(tag as "en", moment);
  const line = (text: string, values: Readonly<Record<string, string>> = {}): string =>
    escape(say(text, values));
  const link = (url: string, text: string): string =>
    `<a href="${escape(url)}" rel="noreferrer">${escape(text)}</a>`;
  const files = Object.entries(words.what).map(([name, what]) => {
    const shown = `<code dir="ltr">${name}</code>`;
    const named = name.endsWith("/") ? shown : `<a href="${name}">${shown}</a>`;
    return `<li>${named}: ${line(what, { date: date(input.made) })}</li>`;
  });
  const towards = input.towards.map(
    ({ title, parts }) =>
      `<h3>${escape(title)}</h3>\n<ul class="parts">\n${parts
        .map(
          ({ title: part, held }) =>
            `<li class="${held ? "held" : "open"}"><span aria-hidden="true">${held ? "✓" : "○"}</span> ${escape(part)}: ${escape(held ? words.have : words.missing)}</li>`,
        )
        .join("\n")}\n</ul>`,
  );
  return `<!doctype html>
<html lang="${tag}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<meta name="referrer" content="no-referrer">
<title>${escape(input.name)}: ${line(words.title)}</title>
<style>
:root { color-scheme: light dark; --paper: #fcfbf8; --ink: #21252e; --accent: #00594a; font: 1.0625rem/1.6 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { :root { --paper: #14161b; --ink: #e9e7e2; --accent: #7fd8c4 } }
html { background: var(--paper); color: var(--ink) }
body { max-inline-size: 42rem; margin: 2rem auto; padding-inline: 1rem; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.2; font-family: ui-serif, Georgia, serif; margin-block: 1.5em .25em }
img { display: block; inline-size: 12rem; block-size: auto }
@media (min-width: 36rem) { img { inline-size: 14rem; float: inline-end; margin-inline-start: 1rem } }
a { display: inline-block; padding-block: .35rem; color: var(--accent) }
p { margin-block: .25em }
ul { padding-inline-start: 1.25rem }
.parts { list-style: none; padding: 0 }
.held { font-weight: 600 }
small { display: block; max-inline-size: 60ch }
</style>
</head>
<body>
<main>
<img src="badge.svg" alt="">
<h1>${escape(input.name)}</h1>
<p>${line(words.given, { issuer: input.issuer, date: date(input.awarded) })} ${input.until === undefined ? line(words.forever) : line(words.until, { date: date(input.until) })}</p>
<h2>${line(words.show)}</h2>
<p>${link(input.profileLink, words.profile)}</p>
<p>${link(input.shareLink, words.link)}<small>${line(words.linkSays)}</small></p>
<p><a href="badge.png">badge.png</a><small>${line(words.picture)}</small></p>
<p>${link("check.html", words.check)}<small>${line(words.checkSays)}</small></p>
<p><small>${line(words.privacy)}</small></p>
${towards.length === 0 ? "" : `<h2>${line(words.towards)}</h2>\n${towards.join("\n")}\n`}<h2>${line(words.files)}</h2>
<ul>
${files.join("\n")}
</ul>
</main>
</body>
</html>
`;
}
