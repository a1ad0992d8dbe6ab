import type { Course, Flow, Page, Question, Quiz, Unit } from "@tessera/course";
import { directionOf } from "@tessera/elements";
import { questionMarkup, questionStrings, type Html } from "@tessera/interactions";
import { markup, Safe } from "../page/html.ts";
import { logoMarkup, themeSheet } from "../page/theme-sheet.ts";
import { loadRuntime, type Runtime } from "../parts/runtime.ts";
import { unitsIn } from "../units-in.ts";
import { HANDOUT_CSS } from "./handout-sheet.ts";
import { handoutWords, type HandoutSay } from "./handout-words.ts";
import { questionOnPaper, textOnPaper } from "./on-paper.ts";
import { rightAnswer } from "./right-answers.ts";

export interface HandoutHost {
  /** @param path - relative to the course folder, forward slashes */
  readAsset(path: string): Promise<Uint8Array>;
}

export interface HandoutOptions {
  /** With what is right at the end. Absent: nothing of it is anywhere in the file. */
  readonly answers?: boolean;
  /** The built runtime; the one beside this package when absent. */
  readonly runtime?: Runtime;
}

/**
 * The whole course on paper: one HTML file that holds everything it shows, with no script and no form control. Questions are
 * exercises to be done with a pen. Of a quiz that draws, as many stand there as an attempt asks, the first of each bank.
 * The same course gives the same bytes.
 */
export async function handoutOf(
  course: Course,
  host: HandoutHost,
  { answers = false, runtime }: HandoutOptions = {},
): Promise<Html> {
  const say = handoutWords(course.language);
  const paper: Paper = { course, say, count: 0, key: [] };
  const units = unitsIn(course).map((unit) => unitOnPaper(unit, paper));
  const { theme } = course;
  const body = markup`
    <header>
      ${new Safe(logoMarkup(theme?.logo))}
      <h1>${course.title}</h1>
      <p>${course.description}</p>
      <p class="h-who"><span>${say("name")}</span><span>${say("date")}</span></p>
      ${
        course.objectives.length > 0 &&
        markup`<h2>${say("objectives")}</h2><ul>${course.objectives.map(({ title }) => markup`<li>${title}</li>`)}</ul>`
      }
    </header>
    ${units}
    ${
      answers &&
      paper.key.length > 0 &&
      markup`<section class="h-key"><h2>${say("answers")}</h2>${paper.key}</section>`
    }`.html;
  const css = await sheets(runtime ?? (await loadRuntime()));
  const own = theme ? themeSheet(theme) : "";
  const html = `<!doctype html>
<html lang="${course.language}" dir="${directionOf(course.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${
    markup`<title>${course.title}</title>`.html
  }<style>${css}\n${own}\n${HANDOUT_CSS}</style></head>
<body>${body}</body>
</html>
`;
  return inline(html, course, host);
}

interface Paper {
  readonly course: Course;
  readonly say: HandoutSay;
  /** Questions so far. */
  count: number;
  readonly key: Safe[];
}

function unitOnPaper(unit: Unit, paper: Paper): Safe {
  const alone = unit.pages.length === 1 && unit.pages[0]?.title === unit.title;
  return markup`<section class="h-unit">
    ${!alone && markup`<h1>${unit.title}</h1>`}
    ${unit.pages.map((page) => pageOnPaper(page, paper))}
  </section>`;
}

function pageOnPaper(page: Page, paper: Paper): Safe {
  return markup`<section class="h-page" id="${page.slug}"><h1>${page.title}</h1>${page.flow.map((item) => itemOnPaper(item, paper))}</section>`;
}

function itemOnPaper(item: Flow, paper: Paper): Safe {
  if (item.type === "question") return onPaper(item.question, paper);
  if (item.type === "quiz") return quizOnPaper(item, paper);
  return new Safe(`<div class="t-prose">${textOnPaper(item.html)}</div>`);
}

function quizOnPaper(quiz: Quiz, paper: Paper): Safe {
  const all = quiz.pools.flatMap(({ questions }) => questions);
  const asked = quiz.pools.flatMap(({ draw, questions }) => questions.slice(0, draw ?? questions.length));
  const drawn = asked.length < all.length && paper.say("drawn", { n: asked.length, of: all.length });
  return markup`<section class="h-quiz"><h2>${quiz.title}</h2>${new Safe(textOnPaper(quiz.intro))}${
    drawn !== false && markup`<p class="h-drawn">${drawn}</p>`
  }${asked.map((question) => onPaper(question, paper))}</section>`;
}

function onPaper(question: Question, paper: Paper): Safe {
  const { course, say } = paper;
  paper.count += 1;
  const n = paper.count;
  const strings = questionStrings(course.language);
  const whole = questionMarkup(question, { prefix: `_q${n}`, strings });
  const right = rightAnswer(question, course.language, say);
  if (right !== undefined)
    paper.key.push(
      markup`<div class="h-answer"><h3>${say("question", { n })}</h3>${new Safe(textOnPaper(right))}</div>`,
    );
  return markup`<div class="h-question"><h3>${say("question", { n })}</h3>${new Safe(questionOnPaper(textOnPaper(whole), say))}</div>`;
}

/** The page's own sheets, of whatever kinds and blocks there are: a file on a disk pays for no bytes. */
async function sheets(runtime: Runtime): Promise<string> {
  const names = Object.keys(runtime.manifest.parts)
    .filter((name) => /^(?:base|kind-.+|block-.+)\.css$/.test(name))
    .sort();
  const texts: string[] = [];
  for (const name of names) texts.push(new TextDecoder().decode(await runtime.read(name)));
  return texts.join("\n");
}

/** Pictures go into the file. */
async function inline(html: Html, course: Course, host: HandoutHost): Promise<Html> {
  const types = new Map(course.assets.map(({ path, mediaType }) => [path, mediaType]));
  const found = new Map<string, string>();
  for (const [, written = ""] of html.matchAll(ASSET)) {
    const path = decodeURIComponent(written);
    if (found.has(written)) continue;
    const bytes = await host.readAsset(path);
    found.set(written, `data:${types.get(path) ?? "application/octet-stream"};base64,${base64(bytes)}`);
  }
  return html.replace(ASSET, (_, written: string) => found.get(written) ?? "");
}

const ASSET = /tessera-asset:([^"\s<>#?&]+)/g;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x80_00)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x80_00));
  return btoa(text);
}
