import { COURSE_FORMAT, courseFrontMatter } from "@tessera/course";
import type { Asset, Course, CourseFrontMatter, Objective } from "@tessera/course";
import { hasErrors, sortDiagnostics } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import { readQuestion } from "@tessera/interactions/schema";
import { Allowances, allowedIn } from "./allowances.ts";
import { checkCoverage } from "./check-coverage.ts";
import { checkReading } from "./check-reading.ts";
import { CourseFiles } from "./course-files.ts";
import type { CourseDesk } from "./course-desk.ts";
import { COURSE_LANGUAGE } from "./course-language.ts";
import { CourseMap, fillDeep } from "./course-map.ts";
import { rememberedFrontMatter } from "./memory/remembered-front-matter.ts";
import { rememberedLock, withMemory } from "./memory/unit-memory.ts";
import type { UnitMemory, UnitsNow } from "./memory/unit-memory.ts";
import { noFrontMatter, readFrontMatter } from "./front-matter.ts";
import type { FrontMatter } from "./front-matter.ts";
import { readTheme } from "./course-theme.ts";
import { Lock } from "./lock/lock.ts";
import { emptyLock, LOCK_FILE, writeLock } from "./lock/lock-file.ts";
import { Outliner, pathsOf } from "./outline.ts";
import type { OutlineNode } from "./outline.ts";
import { problem } from "./report.ts";
import { settle } from "./settle.ts";
import { slugify } from "./slug.ts";
import type { SourceHost } from "./source-host.ts";
import { parseMarkdown } from "./syntax/parse-markdown.ts";
import { Assets } from "./unit/assets.ts";
import { checkCharacters } from "./syntax/check-characters.ts";
import { checkTitle } from "./unit/check-unit.ts";
import { openCover } from "./unit/compile-unit.ts";
import type { OpenedFiles } from "./unit/opened-files.ts";
import { checkIdleBanks, checkPending, checkValidity, reportLost } from "./check-whole.ts";
import { compileNodes, describe } from "./compile-nodes.ts";
import type { WholeDesk } from "./whole-desk.ts";

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

function objectivesOf(declared: Readonly<Record<string, string>>, courseId: string): readonly Objective[] {
  return Object.entries(declared).map(([slug, title]) => ({
    slug,
    id: `${courseId}/objectives/${slug}`,
    title,
  }));
}
