import { COURSE_FORMAT, courseFrontMatter } from "@tessera/course";
import type { Asset, Block, Course, CourseFrontMatter, Objective, Unit } from "@tessera/course";
import { hasErrors, sortDiagnostics } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { readQuestion } from "@tessera/interactions/schema";
import { Allowances, allowedIn } from "./allowances.ts";
import { checkCoverage } from "./check-coverage.ts";
import { checkReading } from "./check-reading.ts";
import { CourseFiles, join } from "./course-files.ts";
import type { CourseDesk } from "./course-desk.ts";
import { COURSE_LANGUAGE } from "./course-language.ts";
import { CourseMap, fillDeep } from "./course-map.ts";
import { rememberedFrontMatter } from "./memory/remembered-front-matter.ts";
import { rememberedLock, rememberedUnit, withMemory } from "./memory/unit-memory.ts";
import type { Remembering, UnitMemory, UnitsNow } from "./memory/unit-memory.ts";
import { noFrontMatter, readFrontMatter } from "./front-matter.ts";
import type { FrontMatter } from "./front-matter.ts";
import { readTheme } from "./course-theme.ts";
import { Lock } from "./lock/lock.ts";
import { emptyLock, LOCK_FILE, writeLock } from "./lock/lock-file.ts";
import { Outliner, pathsOf } from "./outline.ts";
import type { OutlineBlock, OutlineNode, OutlineUnit } from "./outline.ts";
import { problem } from "./report.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { idOf, slugify } from "./slug.ts";
import type { SourceHost } from "./source-host.ts";
import { parseMarkdown } from "./syntax/parse-markdown.ts";
import { Assets } from "./unit/assets.ts";
import { checkCharacters } from "./syntax/check-characters.ts";
import { checkTitle } from "./unit/check-unit.ts";
import { compileUnit, openCover } from "./unit/compile-unit.ts";
import { openFile } from "./unit/open-file.ts";
import type { OpenFile } from "./unit/open-file.ts";
import type { OpenedFiles } from "./unit/opened-files.ts";
import { deadAnchor } from "./unit/resolve-link.ts";
import { sourcePlace, unknownObjective } from "./unit/read-question.ts";
import { plainText } from "./unit/scan-page.ts";

export interface CompileOptions {
  /** The lock file must match as it is: `check` in continuous integration. */
  readonly frozen?: boolean;
  /** For a course that is compiled again and again in one process: what did not change is not parsed again. */
  readonly opened?: OpenedFiles;
  /** What earlier compilations learnt of each unit: those that would come out the same are not compiled again. */
  readonly memory?: UnitMemory;
}

/** What became of a course folder. */
export interface Compilation {
  /** Absent when there is an error. */
  readonly course?: Course;
  /** In order of file and position. */
  readonly diagnostics: readonly Diagnostic[];
  readonly lock: {
    /** What `course.lock.yaml` should hold. */
    readonly text: string;
    /** True when that differs from the file; never true while the course has an error. */
    readonly changed: boolean;
  };
  /** Every text that was read, by path: for printing diagnostics. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Paths of all files that were read, images included. */
  readonly files: readonly string[];
}

const COURSE_FILE = "course.md";

/** What all units share, whole. */
interface WholeDesk extends CourseDesk {
  readonly files: CourseFiles;
  readonly map: CourseMap;
  readonly lock: Lock;
  readonly banksUsed: Set<string>;
  /** Present where units that did not change need not be compiled. */
  readonly remembering?: Remembering;
}

/**
 * A course folder, from markdown to the course model, with everything that is wrong in one run.
 *
 * @returns a course exactly when no diagnostic is an error; never throws for what an author wrote
 */
export async function compileCourse(host: SourceHost, options: CompileOptions = {}): Promise<Compilation> {
  const { memory, ...others } = options;
  others.opened?.turn();
  if (!memory) return compile(host, others);
  return withMemory(memory, (remembered) => compile(host, { ...others, memory: remembered }));
}

async function compile(
  host: SourceHost,
  options: Omit<CompileOptions, "memory"> & { readonly memory?: UnitsNow },
): Promise<Compilation> {
  const files = new CourseFiles(host);
  const { opened, memory } = options;
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const allow = new Allowances();
  const source = await files.text(COURSE_FILE);
  const lockSource = (await files.list("")).includes(LOCK_FILE) ? await files.text(LOCK_FILE) : undefined;
  const words = COURSE_LANGUAGE;
  if (!source) {
    report(
      problem("course/missing", undefined, {
        message: `there is no ${COURSE_FILE}`,
        help: "give the folder that holds it",
      }),
    );
    return finish({ diagnostics, files, allow, lockText: lockSource?.text ?? "", changed: false });
  }
  const front = rememberedFrontMatter(source, () => readCourseFrontMatter(source, report), memory);
  allow.add({ within: "course" }, allowedIn(front), report);
  const outliner = new Outliner({ files, report });
  const { units } = front.value;
  const outline = units
    ? await outliner.list({ folder: "", entries: units, at: ["units"], front })
    : await outliner.folder("");
  if (units && front.complete) await outliner.reportUnlisted("", front.keySpan("units"));
  const paths = new Set(pathsOf(outline));
  const recorded = rememberedLock(lockSource, { present: (path) => paths.has(path), report }, memory);
  const lock = new Lock(recorded, paths);
  // Before any unit is opened: what was read so far are the lists that units stand in.
  const lists = [...files.sources.values()].filter(({ file }) => file !== LOCK_FILE);
  const map = new CourseMap();
  map.add({ type: "course", path: "" });
  map.setTitle("", front.value.title ?? "");
  addToMap(outline, map);
  const open = await openCover(source, { words, files, map, opened }, report);
  const courseId = front.value.id ?? "https://example.org/course";
  const declared = front.value.objectives ?? {};
  const objectivesKnown = front.complete || front.value.objectives !== undefined;
  const objectives = objectivesKnown ? new Set(Object.keys(declared)) : undefined;
  const settings = [courseId, front.value.language, front.value.record, objectives && [...objectives]];
  const assets = new Map<string, Asset>();
  const whole = new Set<unknown>();
  const desk: WholeDesk = {
    files,
    outliner,
    assets: new Assets(files, assets),
    map,
    words,
    courseId,
    banksUsed: new Set(),
    bankIds: new Map(),
    unitIds: new Map(),
    report,
    lock,
    language: front.value.language ?? "en",
    record: front.value.record ?? "answer",
    objectives,
    seen: new Map(),
    allow,
    read: readQuestion,
    opened,
    ...(memory && {
      remembering: { memory, files, whole, context: memory.digest(JSON.stringify([lists, settings])) },
    }),
  };
  const theme = await readTheme(front, desk);
  const children = await compileNodes(outline, desk);
  if (outline.length === 0 && !units && front.complete)
    report(
      problem("course/no-units", front.keySpan("units"), {
        message: "the course has no unit",
        help: "add a page such as `01-welcome.md`, or list units under `units:`",
      }),
    );
  checkPending(desk);
  map.glossary.reportUnknown(report);
  await checkIdleBanks(desk);
  await reportLost(files, report);
  for (const each of files.sources.values()) checkCharacters(each, report);
  const lockText = recorded ? writeLock(lock.data) : (lockSource?.text ?? writeLock(emptyLock));
  const differs = lockText !== lockSource?.text;
  if (options.frozen && differs && recorded && !hasErrors(diagnostics))
    report(
      problem(
        "lock/out-of-date",
        lockSource
          ? { file: LOCK_FILE, start: 0, end: firstLine(lockSource) }
          : { file: COURSE_FILE, start: 0, end: 3 },
        {
          message: lockSource ? `${LOCK_FILE} does not match the course` : `there is no ${LOCK_FILE}`,
          help: "run `tessera build` once without `--frozen` and commit the file",
        },
      ),
    );
  checkValidity(front, report);
  const failed = hasErrors(diagnostics);
  const { id, title, version, language } = front.value;
  if (failed || id === undefined || title === undefined || version === undefined || language === undefined)
    return finish({
      diagnostics,
      files,
      allow,
      lockText: failed ? (lockSource?.text ?? lockText) : lockText,
      changed: false,
    });
  const { layer, roles, credential, privacy } = front.value;
  checkTitle(title, front.span("title"), report);
  const course: Course = {
    format: COURSE_FORMAT,
    id,
    slug: slugify(id.split("/").at(-1) as string, 80) || "course",
    title,
    description: front.value.description ?? describe(open) ?? title,
    version,
    language,
    ...(layer !== undefined && { layer }),
    roles: roles ?? [],
    objectives: objectivesOf(declared, courseId),
    children: fillDeep(children, (text) => map.fill(text), whole),
    ...(credential && { credential }),
    ...(privacy !== undefined && { privacy }),
    ...(theme && { theme }),
    assets: [...assets.values()].sort((left, right) => (left.path < right.path ? -1 : 1)),
  };
  checkCoverage(course, front, report);
  checkReading(course, front, report);
  return finish({ course, diagnostics, files, allow, lockText, changed: differs });
}

/** What somebody can earn says for how long it counts, even where that is for ever. */
function checkValidity(front: FrontMatter<CourseFrontMatter>, report: Report): void {
  const { credential } = front.value;
  if (credential?.award === undefined || credential.valid !== undefined) return;
  report(
    problem("credential/no-validity", front.keySpan("credential"), {
      message: "the credential can be earned, and does not say for how long it counts: expected `valid:`",
      help: "write `valid: P2Y` for two years, or `valid: forever` for what never expires",
    }),
  );
}

interface Finish {
  readonly course?: Course;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: CourseFiles;
  readonly allow: Allowances;
  readonly lockText: string;
  readonly changed: boolean;
}

function finish({ course, diagnostics, files, allow, lockText, changed }: Finish): Compilation {
  const told = allow.filter(settle(diagnostics));
  return {
    ...(course && { course }),
    diagnostics: sortDiagnostics(course ? [...told, ...allow.idle()] : told),
    lock: { text: lockText, changed },
    sources: files.sources,
    files: files.read,
  };
}

/** `isGood` where nothing was said about it. */
function readCourseFrontMatter(
  source: SourceText,
  report: CourseDesk["report"],
): { readonly front: FrontMatter<CourseFrontMatter>; readonly isGood: boolean } {
  const { frontMatter } = parseMarkdown(source);
  if (frontMatter) {
    let isGood = true;
    const front = readFrontMatter({ source, ...frontMatter }, courseFrontMatter, (diagnostic) => {
      isGood = false;
      report(diagnostic);
    });
    return { front, isGood };
  }
  report(
    problem(
      "front-matter/none",
      { file: COURSE_FILE, start: 0, end: firstLine(source) },
      {
        message: `${COURSE_FILE} has no front matter`,
        help: "begin it with `---`, then `id:`, `title:`, `version:`, `language:`, then `---`",
      },
    ),
  );
  return { front: { ...noFrontMatter<CourseFrontMatter>(COURSE_FILE), complete: false }, isGood: false };
}

function firstLine(source: SourceText): number {
  return Math.max((source.text.split("\n")[0] as string).length, 1);
}

function addToMap(nodes: readonly OutlineNode[], map: CourseMap): void {
  for (const node of nodes) {
    map.add({ type: node.type, path: node.path });
    if (node.type === "block") addToMap(node.children, map);
  }
}

async function compileNodes(
  nodes: readonly OutlineNode[],
  desk: WholeDesk,
): Promise<readonly (Unit | Block)[]> {
  const compiled: (Unit | Block)[] = [];
  for (const node of nodes) {
    const result = node.type === "unit" ? await compileOne(node, desk) : await compileBlock(node, desk);
    if (result) compiled.push(result);
  }
  return compiled;
}

function compileOne(node: OutlineUnit, desk: WholeDesk): Promise<Unit | undefined> {
  const { remembering } = desk;
  return remembering ? rememberedUnit(node, desk, remembering) : compileUnit(node, desk);
}

async function compileBlock(node: OutlineBlock, desk: WholeDesk): Promise<Block> {
  const { entry, front, path, span } = node;
  const source = node.file?.source;
  const open = source && (await openCover(source, desk, desk.report));
  const title = entry.title ?? front.value.title ?? open?.scan.title ?? path;
  desk.map.setTitle(path, title);
  checkTitle(title, span, desk.report);
  const objectives = entry.objectives ?? front.value.objectives ?? [];
  for (const objective of objectives)
    if (desk.objectives && !desk.objectives.has(objective))
      desk.report(unknownObjective(objective, front.span("objectives"), desk.objectives));
  if (node.children.length === 0)
    desk.report(
      problem("block/empty", span, {
        message: `the block \`${title}\` holds no unit`,
        help: "add a unit, or take the block out",
      }),
    );
  const authored = entry.id ?? front.value.id;
  const slug = desk.lock.block({ authored, path, title, suggestion: idOf(title, "block"), questions: [] });
  const children = await compileNodes(node.children, desk);
  return {
    type: "block",
    slug,
    id: `${desk.courseId}/blocks/${slug}`,
    title,
    description: entry.description ?? front.value.description ?? describe(open) ?? title,
    objectives,
    children,
    source: sourcePlace(
      source ? { file: source.file, start: 0, end: 0 } : span,
      source ?? (desk.files.sources.get(span.file) as SourceText),
    ),
  };
}

/** Links into other units, now that all headings are known. */
function checkPending(desk: WholeDesk): void {
  for (const { target, anchor, span } of desk.map.pending) {
    if (anchor === "") continue;
    const anchors = desk.map.anchorsOf(target);
    if (!anchors || anchors.has(anchor) || anchors.has(anchor.toLowerCase())) continue;
    desk.report(deadAnchor({ path: target, anchor, span, anchors }));
  }
}

/** Banks that nothing draws from are still checked: they will be used one day. */
async function checkIdleBanks(desk: WholeDesk): Promise<void> {
  for (const name of await desk.files.list("banks")) {
    const path = join("banks", name);
    if (!name.toLowerCase().endsWith(".md") || desk.banksUsed.has(path)) continue;
    const source = await desk.files.text(path);
    const { words: language, report, opened } = desk;
    if (source) openFile(source, { language, place: "bank", report, opened });
  }
}

/** A course lies in its folder as a whole: what a link brings from elsewhere would be missing on the next machine. */
async function reportLost(files: CourseFiles, report: Report): Promise<void> {
  for (const path of await files.lost())
    report(
      problem("course/lost-link", undefined, {
        message: `\`${path}\` is a link that leads nowhere, or out of the course folder, and is left out`,
        help: "put the file itself there, or delete the link",
        params: { path },
      }),
    );
}

function objectivesOf(declared: Readonly<Record<string, string>>, courseId: string): readonly Objective[] {
  return Object.entries(declared).map(([slug, title]) => ({
    slug,
    id: `${courseId}/objectives/${slug}`,
    title,
  }));
}

/** The first paragraph, as plain text. */
function describe(open: OpenFile | undefined): string | undefined {
  const first = open?.scan.body.find((node) => node.type === "paragraph");
  const text = first && plainText(first);
  return text === "" ? undefined : text;
}
