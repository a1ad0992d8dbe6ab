import type { Course, FilmTime, Flow, Observation, Page, Question, Quiz, Unit } from "@tessera/course";
import {
  directionOf,
  extraStrings,
  observeWords,
  sayIn,
  shellStrings,
  uiLanguage,
  type RequestData,
  type Say,
} from "@tessera/elements";
import { questionMarkup, questionStrings, type Html } from "@tessera/interactions";
import { seenText } from "@tessera/session";
import { markup, Safe } from "./html.ts";
import type { AssembleTarget } from "../assemble-course.ts";
import { sealUnitData } from "./seal.ts";
import { questionsOf, unitDataOf } from "./unit-data.ts";
import { extrasOf } from "./unit-extras.ts";

/** File names relative to the page. */
export interface PageFiles {
  readonly css: string;
  readonly icon: string;
  /** Safe HTML of the theme's logo; absent or empty without one. */
  readonly logo?: Html;
  /** For browsers that can't inflate; not loaded by others. */
  readonly inflate: string;
  /** In the order in which they run. */
  readonly scripts: readonly string[];
  /** Where the page's session looks for its LMS. */
  readonly target?: AssembleTarget;
  /** Where a SCORM page asks for a token to send statements with. */
  readonly xapi?: string;
}

/**
 * One unit as a complete page: everything can be read before a script runs, and printed.
 * What the shell renders into stands here already, empty or hidden. No inline script or style, quoted attributes, relative URLs, no `<base>` (importers.md P10).
 */
export function unitPage(course: Course, unit: Unit, files: PageFiles): Html {
  const extras = extrasOf(course, unit);
  const strings = { ...shellStrings(course.language), ...extraStrings(course.language, extras) };
  const say = sayIn(strings, uiLanguage(course.language));
  const kinds = [...new Set(questionsOf(unit).map((question) => question.kind))].sort();
  const parts = [...kinds, ...extras.map((name) => `+${name}`)];
  const several = unit.pages.length > 1;
  const context: PageContext = { course, unit, say, asked: new Map() };
  return markup`<!doctype html>
<html lang="${course.language}" dir="${directionOf(course.language)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${unit.title} · ${course.title}</title>
    <link rel="icon" type="image/svg+xml" href="${files.icon}">
    <link rel="stylesheet" href="${files.css}">
    ${files.scripts.map((script) => markup`<script defer src="${script}"></script>`)}
  </head>
  <body>
    <a class="t-skip" href="#_main">${say("skip")}</a>
    <tessera-unit data-kinds="${parts.join(" ")}"${files.target !== undefined && files.target !== "cmi5" && new Safe(` data-target="${files.target}"`)}${files.xapi !== undefined && markup` data-xapi="${files.xapi}"`}>
      <header class="t-head">
        ${new Safe(files.logo ?? "")}
        <div class="t-names">
          ${course.title !== unit.title && markup`<p class="t-course">${course.title}</p>`}
          <p class="t-unit">${unit.title}</p>
        </div>
        <div class="t-status"></div>
      </header>
      <noscript><p class="t-notice">${say("noscript")}</p></noscript>
      <div class="t-body">
        ${several && outline(unit, say)}
        <main class="t-main" id="_main" tabindex="-1">
          <p class="t-notice" role="alert" hidden>${say("unreadable")}</p>
          <p class="t-updated" hidden></p>
          ${unit.pages.map((page) => pageSection(page, context))}
          <section class="t-page t-end" hidden></section>
          <section class="t-page t-session" hidden></section>
        </main>
      </div>
      <div class="t-bar"></div>
      <dialog class="t-sheet" aria-label="${say("outline")}"></dialog>
      <dialog class="t-sheet t-recorded" aria-labelledby="_recorded"></dialog>
      <p class="t-live" role="status"></p>
      <footer class="t-foot">
        <button type="button" class="t-link" data-act="recorded" aria-haspopup="dialog" hidden>${say("recorded")}</button>
        ${
          course.privacy !== undefined &&
          markup`<a href="${course.privacy}" rel="noopener noreferrer" target="_blank">${say("privacy")}</a>`
        }
      </footer>
    </tessera-unit>
    <data id="_data" value="${sealUnitData(unitDataOf(course, unit))}" data-seed="${unit.id}" data-inflate="${files.inflate}" hidden></data>
  </body>
</html>
`.html;
}

function outline(unit: Unit, say: Say): Safe {
  return markup`<nav class="t-outline" aria-label="${say("outline")}">
    <ol class="t-pages">
      ${unit.pages.map((page) => markup`<li><a href="#${page.slug}">${page.title}</a></li>`)}
      <li hidden><a href="#-end">${say("page.end")}</a></li>
    </ol>
  </nav>`;
}

interface PageContext {
  readonly course: Course;
  readonly unit: Unit;
  readonly say: Say;
  /** How often each question stands in the page so far. */
  readonly asked: Map<string, number>;
}

function pageSection(page: Page, context: PageContext): Safe {
  return markup`<section class="t-page" id="${page.slug}" data-page="${page.slug}" aria-labelledby="_title-${page.slug}">
    <h1 class="t-title" id="_title-${page.slug}" tabindex="-1">${page.title}</h1>
    ${page.minutes !== undefined && markup`<p class="t-minutes">${context.say("minutes", { n: page.minutes })}</p>`}
    ${inPieces(page.flow).map((piece) => pieceOf(piece, context))}
  </section>`;
}

/** The pieces of text between questions, in order, each as it stands in the page of the unit. */
export function textsOf(course: Course, unit: Unit): readonly Html[] {
  return unit.pages.flatMap((page) => page.flow.filter(hasText).map((item) => textPiece(item, course, unit)));
}

function hasText(item: Flow): item is Extract<Flow, { readonly html: Html }> {
  return item.type === "prose" || item.type === "observation";
}

function textPiece(item: Extract<Flow, { readonly html: Html }>, course: Course, unit: Unit): Html {
  const data = item.type === "observation" ? observeData(item, course, unit) : "";
  return `<div class="t-prose">${item.html}${data}</div>`;
}

/** Questions that a film stops for at one time stand together; everything else by itself. */
function inPieces(flow: readonly Flow[]): readonly (readonly Flow[])[] {
  const pieces: Flow[][] = [];
  for (const item of flow) {
    const last = pieces.at(-1);
    const before = last && timeOf(last[0]);
    const at = timeOf(item);
    if (last && at && before && at.film === before.film && at.seconds === before.seconds) last.push(item);
    else pieces.push([item]);
  }
  return pieces;
}

function timeOf(item: Flow | undefined): FilmTime | undefined {
  return item?.type === "question" ? item.at : undefined;
}

/** Open, and read in its place, where no script shuts it until the film is there. */
function pieceOf(piece: readonly Flow[], context: PageContext): Safe {
  const inside = piece.map((item) => flowItem(item, context));
  const at = timeOf(piece[0]);
  if (!at) return markup`${inside}`;
  const time = clock(at.seconds);
  return markup`<details class="t-at" data-film="${at.film}" data-seconds="${String(at.seconds)}" open>
    <summary>${context.say("at.time", { time, film: at.title })}</summary>
    ${inside}
    <button type="button" class="t-button" data-act="go-on" hidden>${context.say("at.go-on")}</button>
  </details>`;
}

/** 72 → `1:12`. */
function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function flowItem(item: Flow, context: PageContext): Safe {
  if (hasText(item)) return new Safe(textPiece(item, context.course, context.unit));
  if (item.type === "question") return question(item.question, context);
  return quizSection(item, context);
}

/** What the learner hands to an observer, for the block's script to add who they are (`elements/src/blocks/observation`). */
function observeData(observation: Observation, course: Course, unit: Unit): Html {
  const page = course.credential?.["observer"];
  const data: RequestData = {
    seen: seenText({ course, unit, observation }),
    language: course.language,
    course: course.title,
    unit: { id: unit.id, title: unit.title },
    ...(typeof page === "string" && { page }),
    words: observeWords(course.language),
  };
  return markup`<data class="t-observe" value="${JSON.stringify(data)}" hidden></data>`.html;
}

/** Two quizzes may draw from one bank, a pre-test and the final one: the controls of each have names of their own. */
function question({ slug, ...data }: Question, { course, asked }: PageContext): Safe {
  const strings = questionStrings(course.language);
  const before = asked.get(slug) ?? 0;
  asked.set(slug, before + 1);
  const prefix = `_q${before === 0 ? "" : before + 1}-${slug}`;
  return new Safe(questionMarkup({ slug, ...data }, { prefix, strings }));
}

/**
 * The quiz with its explanation. Where every attempt asks the same questions they stand in the page; where
 * some are drawn they wait in a template, so that nobody reads questions that were not asked.
 */
function quizSection(quiz: Quiz, context: PageContext): Safe {
  const drawn = quiz.pools.some((pool) => pool.draw !== undefined && pool.draw < pool.questions.length);
  const questions = markup`${quiz.pools.flatMap((pool) => pool.questions).map((item) => question(item, context))}`;
  return markup`<tessera-quiz class="t-quiz" id="_quiz-${quiz.slug}" data-quiz="${quiz.slug}">
    <h2 class="t-quiz-title" tabindex="-1">${quiz.title}</h2>
    ${new Safe(quiz.intro)}
    <p class="t-facts">${facts(quiz, context).join("\u00a0· ")}</p>
    <div class="t-quiz-head"></div>
    ${
      drawn
        ? markup`<template class="t-questions">${questions}</template>`
        : markup`<div class="t-questions">${questions}</div>`
    }
    <ol class="t-quiz-list" hidden></ol>
    <div class="t-quiz-foot"></div>
  </tessera-quiz>`;
}

function facts(quiz: Quiz, { unit, say }: PageContext): string[] {
  const count = quiz.pools.reduce(
    (sum, pool) => sum + Math.min(pool.draw ?? Infinity, pool.questions.length),
    0,
  );
  const { limit, wait, uncounted } = quiz;
  const timed = limit === undefined ? [] : [say("limit.fact", { n: Math.round(limit / 6) / 10 })];
  const asked = [say("quiz.questions", { n: count }), ...timed];
  if (uncounted) return [...asked, say("pretest.fact")];
  const mastery = unit.mastery ?? quiz.mastery;
  const attempts = quiz.attempts ?? unit.attempts;
  return [
    ...asked,
    ...(mastery === undefined ? [] : [say("quiz.mastery", { n: mastery * 100 })]),
    attempts === undefined ? say("quiz.attempts.any") : say("quiz.attempts", { n: attempts }),
    ...(wait === undefined ? [] : [waitFact(wait, say)]),
    say(`quiz.review.${quiz.review}`),
  ];
}

/** @param wait - seconds */
function waitFact(wait: number, say: Say): string {
  return wait % 3600 === 0
    ? say("wait.hours", { n: wait / 3600 })
    : say("wait.fact", { n: Math.round(wait / 6) / 10 });
}
