import type { Block, Course, Unit } from "@tessera/course";
import { directionOf, sayIn, shellStrings, uiLanguage } from "@tessera/elements";
import type { Html } from "@tessera/interactions";
import type { CoursePageData } from "@tessera/scorm";
import type { AssembleTarget } from "../assemble-course.ts";
import { markup, Safe } from "./html.ts";

/** File names relative to the page. */
export interface CoursePageFiles {
  readonly css: readonly string[];
  readonly icon: string;
  /** Safe HTML of the theme's logo; absent or empty without one. */
  readonly logo?: Html;
  readonly script: string;
  readonly target: AssembleTarget;
  /** Unit id → its page. */
  readonly urls: ReadonlyMap<string, string>;
}

/** What the page's script says. */
const WORDS = [
  "unit.new",
  "unit.percent",
  "unit.done",
  "quiz.passed",
  "quiz.failed",
  "status.saved",
  "status.offline",
  "status.standalone",
  "status.browser",
  "status.browse",
  "status.review",
  "status.refused",
  "trouble.lms-error",
  "trouble.room",
  "trouble.earlier-work",
  "reason.lms-refused.title",
  "reason.lms-refused",
  "reason.returned-after-end.title",
  "reason.returned-after-end",
  "reason.newer-state.title",
  "reason.newer-state",
  "reason.exited.title",
  "reason.exited",
] as const;

/**
 * The whole course as one page: its units as links, which work before a script runs. In a SCORM package a unit opens
 * within this page, which holds the one session with the LMS; on the web it is a page of its own.
 */
export function coursePage(course: Course, files: CoursePageFiles): Html {
  const language = uiLanguage(course.language);
  const strings = shellStrings(course.language);
  const say = sayIn(strings, language);
  const data: CoursePageData = {
    course: course.id,
    target: files.target === "scorm12" || files.target === "scorm2004" ? files.target : "web",
    language,
    units: unitsOf(course.children).map(({ id, moveOn, mastery }) => ({
      id,
      moveOn,
      ...(mastery !== undefined && { mastery }),
    })),
    strings: Object.fromEntries(WORDS.map((key) => [key, strings[key] ?? key])),
  };
  return markup`<!doctype html>
<html lang="${course.language}" dir="${directionOf(course.language)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${course.title}</title>
    <link rel="icon" type="image/svg+xml" href="${files.icon}">
    ${files.css.map((href) => markup`<link rel="stylesheet" href="${href}">`)}
    <script defer src="${files.script}"></script>
  </head>
  <body>
    <div class="t-course-page">
      <header class="t-head">
        ${new Safe(files.logo ?? "")}
        <div class="t-names"><p class="t-unit">${course.title}</p></div>
        <div class="t-status">
          <p class="t-state" role="status" data-tone="calm"></p>
          ${
            files.target !== "web" &&
            markup`<button type="button" class="t-button t-quiet" data-act="exit" hidden>${say("exit")}</button>`
          }
        </div>
      </header>
      <noscript><p class="t-notice">${say("noscript")}</p></noscript>
      <div class="t-body">
        <main class="t-main" id="_main" tabindex="-1">
          <div class="t-over" hidden><h1 class="t-title" tabindex="-1"></h1><p class="t-lead"></p></div>
          <div class="t-list">
            <h1 class="t-title" tabindex="-1">${course.title}</h1>
            <p>${course.description}</p>
            ${list(course.children, { files, heading: say("units") })}
            ${files.target === "web" && markup`<p>${say("end.browser")}</p>`}
          </div>
        </main>
      </div>
      ${
        course.privacy !== undefined &&
        markup`<footer class="t-foot"><a href="${course.privacy}" rel="noreferrer" target="_blank">${say("privacy")}</a></footer>`
      }
    </div>
    <data id="_course" value="${JSON.stringify(data)}" hidden></data>
  </body>
</html>
`.html;
}

/** Units that follow each other are one list; a block is a heading with its own. */
function list(
  children: readonly (Unit | Block)[],
  { files, heading }: { readonly files: CoursePageFiles; readonly heading: string },
): Safe {
  const parts: Safe[] = [];
  let run: Unit[] = [];
  const flush = () => {
    if (run.length > 0)
      parts.push(
        markup`<ul class="t-units" aria-label="${heading}">${run.map(
          (unit) =>
            markup`<li><a href="${files.urls.get(unit.id) ?? ""}" data-unit="${unit.id}">${unit.title}</a><p></p></li>`,
        )}</ul>`,
      );
    run = [];
  };
  for (const child of children)
    if (child.type === "unit") run.push(child);
    else {
      flush();
      parts.push(markup`<h2>${child.title}</h2>${list(child.children, { files, heading: child.title })}`);
    }
  flush();
  return new Safe(parts.map(({ html }) => html).join(""));
}

function unitsOf(children: readonly (Unit | Block)[]): Unit[] {
  return children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));
}
