import type { Page, Unit } from "@tessera/course";
import { hasErrors } from "@tessera/diagnostics";
import type { Diagnostic, SourceText, Span } from "@tessera/diagnostics";
import { allowedIn } from "../allowances.ts";
import { join, resolvePath } from "../course-files.ts";
import type { CourseDesk } from "../course-desk.ts";
import { noFrontMatter } from "../front-matter.ts";
import type { FrontMatter } from "../front-matter.ts";
import type { OutlineUnit } from "../outline.ts";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import { slugOfFile } from "../slug.ts";
import type { UnitFrontMatter } from "@tessera/course";
import { Assets } from "./assets.ts";
import { checkBlockIds } from "./block-ids.ts";
import { checkTitle, checkUnit } from "./check-unit.ts";
import { compilePage } from "./compile-page.ts";
import { NO_MASTERY } from "./compile-quiz.ts";
import type { UnitWork } from "./page-work.ts";
import { followReferences, openFile } from "./open-file.ts";
import type { OpenFile } from "./open-file.ts";
import { planPages } from "./plan-pages.ts";
import type { PageSource } from "./plan-pages.ts";
import { authoredIds, comparable, madeIds } from "./question-ids.ts";
import { sourcePlace, unknownObjective } from "./read-question.ts";
import { plainText } from "./scan-page.ts";
import type { UnitValues } from "./read-quiz.ts";
import type { UnitSettings } from "./unit-settings.ts";
import { joinSettings, readPageFrontMatter, readUnitFrontMatter } from "./unit-settings.ts";

/**
 * One unit, from its files to the course model. Nothing of it stays in memory but the result: courses of a thousand
 * units are compiled one after the other.
 *
 * @returns undefined when there is nothing to make a unit of; it has been reported
 */
export async function compileUnit(outline: OutlineUnit, desk: CourseDesk): Promise<Unit | undefined> {
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => {
    found.push(diagnostic);
    desk.report(diagnostic);
  };
  const files = await openUnit(outline, desk, report);
  const { front, sources, cover } = files;
  const place = outline.folder ? "folder" : "file";
  desk.allow.add({ within: place, path: outline.path }, allowedIn(front), report);
  for (const source of outline.folder ? sources : [])
    desk.allow.add({ within: "file", path: source.open.path }, allowedIn(source.front), report);
  const settings = joinSettings(outline, front, report);
  if (sources.length === 0) {
    if (!hasErrors(found))
      report(
        problem("unit/empty", outline.span, {
          message: `the unit \`${outline.path}\` has no page`,
          help: "add a markdown file that begins with `# Title`",
        }),
      );
    desk.map.setTitle(outline.path, settings.title ?? outline.path);
    return undefined;
  }
  const plan = planPages(sources, report);
  const opened = sources.map((source) => source.open);
  checkBlockIds(opened, report);
  const [firstPage] = plan.pages;
  const title = settings.title ?? cover?.scan.title ?? firstPage?.title ?? outline.path;
  desk.map.setTitle(outline.path, title);
  checkTitle(
    title,
    settings.title === undefined ? (firstPage?.titleSpan ?? outline.span) : settings.span("title"),
    report,
  );
  const slug = unitSlug({
    outline,
    desk,
    title,
    questions: authoredIds(opened),
    authored: settings.id,
    span: settings.span("id"),
    report,
  });
  const named = [
    { objectives: settings.objectives, span: settings.span("objectives") },
    ...sources.map(({ front: { value, span } }) => ({ ...value, span: span("objectives") })),
  ];
  for (const { objectives = [], span } of named)
    for (const objective of objectives)
      if (desk.objectives && !desk.objectives.has(objective))
        report(unknownObjective(objective, span, desk.objectives));
  const work: UnitWork = {
    desk,
    report,
    unit: { slug, id: `${desk.courseId}/units/${slug}`, path: outline.path },
    links: plan.links,
    ids: await madeIds(opened, { lock: desk.lock, unit: slug, holds: holdsText(desk) }),
    settings,
    quizSlugs: new Set(),
    observationSlugs: new Set(),
    figures: { count: 0 },
    values: valuesOf(settings),
  };
  for (const page of plan.links.values()) desk.map.setAnchors(page.path, new Set(page.anchors.keys()));
  const compiled: Page[] = [];
  for (const page of plan.pages) compiled.push(await compilePage(page, work));
  const mastery = work.values.mastery?.value;
  const attempts = work.values.attempts?.value;
  const pages = compiled.map((page) => inherit(page, { mastery, attempts }));
  const torn = hasErrors(found);
  const moveOn = checkUnit({ settings, mastery, pages, torn, span: outline.span, report });
  const minutes = settings.minutes ?? sumOf(pages);
  const main = sources[0]?.open.file.source;
  return {
    type: "unit",
    slug,
    id: work.unit.id,
    purpose: settings.purpose,
    title,
    description: settings.description ?? describe(cover) ?? describe(opened[0]) ?? title,
    moveOn,
    launchMethod: settings.launchMethod,
    ...(mastery !== undefined && { mastery }),
    ...(attempts !== undefined && { attempts }),
    ...(minutes !== undefined && { minutes }),
    objectives: settings.objectives ?? objectivesOf(pages),
    pages,
    source: sourcePlace(
      { file: main?.file ?? outline.path, start: 0, end: 0 },
      main ?? { file: outline.path, text: "" },
    ),
  };
}

interface UnitFiles {
  readonly front: FrontMatter<UnitFrontMatter>;
  /** `unit.md`. */
  readonly cover?: OpenFile;
  readonly sources: readonly PageSource[];
}

async function openUnit(outline: OutlineUnit, desk: CourseDesk, report: Report): Promise<UnitFiles> {
  const options = { language: desk.words, place: "page", report, opened: desk.opened } as const;
  if (!outline.folder) {
    const source = await desk.files.text(outline.path);
    if (!source) return { front: noFrontMatter(outline.path), sources: [] };
    const open = openFile(source, options);
    const front = readUnitFrontMatter(open.file, report);
    const page = { ...front, value: { minutes: front.value.minutes, title: front.value.title } };
    return {
      front,
      sources: [{ open, front: page as PageSource["front"], split: front.value.split ?? false }],
    };
  }
  const source = await desk.files.text(join(outline.path, "unit.md"));
  const cover = source && (await openCover(source, desk, report));
  const front = cover
    ? readUnitFrontMatter(cover.file, report)
    : noFrontMatter<UnitFrontMatter>(`${outline.path}/unit.md`);
  const inFolder = await desk.outliner.pagesIn(outline.path);
  const paths = front.value.pages ? await listedPages(front, { outline, desk, report, inFolder }) : inFolder;
  const sources: PageSource[] = [];
  for (const path of paths) {
    const text = await desk.files.text(path);
    if (!text) continue;
    const open = openFile(text, options);
    sources.push({ open, front: readPageFrontMatter(open.file, report), split: false });
  }
  return { front, ...(cover && { cover }), sources };
}

/** `unit.md`, `block.md`, `course.md`: only settings, title and first paragraph reach anybody, but all of it is checked. */
export async function openCover(source: SourceText, desk: CoverDesk, report: Report): Promise<OpenFile> {
  const open = openFile(source, { language: desk.words, place: "cover", report, opened: desk.opened });
  const own = { path: source.file, slug: "cover", anchors: open.scan.anchors };
  // What it shows is no part of the course, so its images are looked at and not kept.
  const assets = new Assets(desk.files);
  await followReferences(open, { ...desk, pages: new Map([[source.file, own]]), assets, report });
  return open;
}

export type CoverDesk = Pick<CourseDesk, "words" | "files" | "map" | "opened">;

interface Listed {
  readonly outline: OutlineUnit;
  readonly desk: CourseDesk;
  readonly report: Report;
  readonly inFolder: readonly string[];
}

async function listedPages(front: FrontMatter<UnitFrontMatter>, listed: Listed): Promise<readonly string[]> {
  const { outline, desk, report, inFolder } = listed;
  const paths: string[] = [];
  for (const [index, written] of (front.value.pages ?? []).entries()) {
    const path = resolvePath(outline.path, written);
    const found = path === undefined ? undefined : await desk.files.find(path);
    const span = front.span("pages", index);
    if (found?.kind !== "file" || !found.path.startsWith(`${outline.path}/`))
      report(
        problem("page/not-found", span, {
          message: `there is no page \`${written}\` in this folder`,
          help: "name a markdown file of the unit's own folder",
        }),
      );
    else if (paths.includes(found.path))
      report(problem("unit/listed-twice", span, { message: `\`${written}\` is listed twice` }));
    else paths.push(found.path);
  }
  for (const path of inFolder)
    if (!paths.includes(path))
      report(
        problem("course/unlisted-file", front.keySpan("pages"), {
          message: `\`${path}\` is on no page: this list leaves it out`,
          help: "add it to the list, or move it out of the folder",
          params: { path },
        }),
      );
  return paths;
}

interface SlugRequest {
  readonly outline: OutlineUnit;
  readonly desk: CourseDesk;
  readonly title: string;
  readonly questions: readonly string[];
  readonly authored: string | undefined;
  readonly span: Span;
  readonly report: Report;
}

function unitSlug({ outline, desk, title, questions, authored, span, report }: SlugRequest): string {
  if (authored !== undefined) {
    const first = desk.unitIds.get(authored);
    if (first)
      report(
        problem("unit/duplicate-id", span, {
          message: `the id \`${authored}\` belongs to another unit`,
          labels: [{ span: first, message: "first used here" }],
          requirement: "13.1.4.0-1",
        }),
      );
  }
  const suggestion = slugOfFile(outline.path);
  const slug = desk.lock.unit({ authored, path: outline.path, title, suggestion, questions });
  if (!desk.unitIds.get(slug)) desk.unitIds.set(slug, authored === undefined ? outline.span : span);
  return slug;
}

/** Looks whether a unit's files still hold a text, without compiling them. */
function holdsText(desk: CourseDesk) {
  return async (path: string, text: string): Promise<boolean> => {
    const paths = path.toLowerCase().endsWith(".md") ? [path] : await desk.outliner.pagesIn(path);
    for (const each of paths) {
      const source = await desk.files.text(each);
      if (source && ` ${wholeText(source.text)} `.includes(` ${comparable(text)}`)) return true;
    }
    return false;
  };
}

function wholeText(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
}

function valuesOf(settings: UnitSettings): UnitValues {
  const { mastery, attempts, span } = settings;
  return {
    ...(mastery !== undefined && { mastery: { value: mastery, span: span("mastery") } }),
    ...(attempts !== undefined && { attempts: { value: attempts, span: span("attempts") } }),
  };
}

/** Every quiz has its unit's mastery and attempts, which may stand on a later quiz only. */
function inherit(
  page: Page,
  values: { readonly mastery: number | undefined; readonly attempts: number | undefined },
): Page {
  const { mastery, attempts } = values;
  const shared = { ...(mastery !== undefined && { mastery }), ...(attempts !== undefined && { attempts }) };
  return {
    ...page,
    flow: page.flow.map((block) => {
      if (block.type !== "quiz") return block;
      const pretest = block.pretest === NO_MASTERY ? { pretest: mastery ?? 0.8 } : {};
      return { ...block, ...(!block.uncounted && shared), ...pretest };
    }),
  };
}

function sumOf(pages: readonly Page[]): number | undefined {
  const minutes = pages.flatMap((page) => page.minutes ?? []);
  return minutes.length === pages.length ? minutes.reduce((sum, each) => sum + each, 0) : undefined;
}

function objectivesOf(pages: readonly Page[]): readonly string[] {
  const questions = pages.flatMap((page) =>
    page.flow.flatMap((block) => {
      if (block.type === "question") return [block.question];
      if (block.type === "observation") return block.questions;
      return block.type === "quiz" ? block.pools.flatMap((pool) => pool.questions) : [];
    }),
  );
  const named = pages.flatMap((page) => page.objectives ?? []);
  return [...new Set([...named, ...questions.flatMap((question) => question.objectives)])];
}

/** The first paragraph, as plain text. */
function describe(open: OpenFile | undefined): string | undefined {
  const first = open?.scan.body.find((node) => node.type === "paragraph");
  const text = first && plainText(first);
  return text === "" ? undefined : text;
}
