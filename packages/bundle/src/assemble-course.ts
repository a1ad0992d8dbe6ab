import type { Course, Flow, Page, Question, Unit } from "@tessera/course";
import { contentHash } from "./parts/content-hash.ts";
import { loadRuntime, type Runtime } from "./parts/runtime.ts";
import { AssetNames, type AssembledFile } from "./asset-names.ts";
import { logoMarkup, themeSheet } from "./page/theme-sheet.ts";
import { coursePage } from "./page/course-page.ts";
import { MadePages, type MadePage } from "./made-pages.ts";
import { textsOf, unitPage, type PageFiles } from "./page/unit-page.ts";
import { questionsOf } from "./page/unit-data.ts";
import { extrasOf, teachingOf } from "./page/unit-extras.ts";
import { unitsIn } from "./units-in.ts";

export interface AssembleHost {
  /** @param path - relative to the course folder, forward slashes */
  readAsset(path: string): Promise<Uint8Array>;
}

/** What the pages run in: an LMS of cmi5, an LMS of SCORM, or any browser. */
export type AssembleTarget = "cmi5" | "scorm12" | "scorm2004" | "web";

export interface AssembleOptions {
  /** `cmi5` when absent. */
  readonly target?: AssembleTarget;
  /** For SCORM: all units behind one page (`entry`), instead of a launch for each. The web always has that page. */
  readonly together?: boolean;
  /** For SCORM: where a page asks for a token to send statements with. It is no secret, and holds none. */
  readonly xapiTokenEndpoint?: string;
  /**
   * Pages are named by their units alone, so that they keep their address when their text changes: for a preview,
   * where no cache stands between. Absent: every name carries a hash.
   */
  readonly plainNames?: boolean;
  /** The built runtime; the one beside this package when absent. */
  readonly runtime?: Runtime;
  /** For a course that is assembled again and again in one process: what would be the same page is not made again. */
  readonly made?: MadePages;
}

export interface AssembledCourse {
  /** Sorted by path. All that the package holds beside `cmi5.xml` and `tessera.json`. */
  readonly files: readonly AssembledFile[];
  /** Unit id → its page, relative to the package's root (cmi5 AU `url`). */
  readonly urls: ReadonlyMap<string, string>;
  /** Page → its pieces of text, in order, each as it stands in the page. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** The page to begin with, where one holds the whole course. */
  readonly entry?: string;
}

/**
 * One HTML file for each unit, and what the units share: player, the kinds in use, one style sheet, media. A block's
 * script goes to the units that have the block. Every name carries a hash of its content (importers.md M2). The same course gives the same bytes.
 *
 * @throws Error when the runtime was not built, or an asset of the course can't be read
 */
export async function assembleCourse(
  course: Course,
  host: AssembleHost,
  options: AssembleOptions = {},
): Promise<AssembledCourse> {
  const runtime = options.runtime ?? (await loadRuntime());
  const units = unitsIn(course);
  const files = new Map<string, AssembledFile>();
  const add = (file: AssembledFile) => files.set(file.path, file).get(file.path)?.path ?? "";

  const kinds = [...new Set(units.flatMap(questionsOf).map((question) => question.kind))]
    .filter((kind) => runtime.manifest.kinds.includes(kind))
    .sort();
  const { target = "cmi5", together = false, plainNames = false } = options;
  const xapi = target === "scorm12" || target === "scorm2004" ? options.xapiTokenEndpoint : undefined;
  const core = target === "cmi5" ? "player.js" : "scorm-player.js";
  const player = add(
    await joined(runtime, "player", { parts: [core, ...kinds.map((kind) => `kind-${kind}.js`)] }),
  );
  const scripts = target === "cmi5" ? [player, add(await part(runtime, "cmi5-client.js"))] : [player];
  // The player asks for it as soon as it runs.
  if (xapi !== undefined) scripts.unshift(add(await part(runtime, "xapi.js")));
  const inflate = add(await part(runtime, "inflate.js"));
  const icon = add(await part(runtime, "icon.svg"));
  const there = (name: string) => name in runtime.manifest.parts;
  const made = options.made ?? new MadePages();
  const blocks = new Map(units.map((unit) => [unit, made.blocksOf(unit, blocksIn)]));
  const extras = new Map(units.map((unit) => [unit, extrasOf(course, unit)]));
  const sheets = [
    ...kinds.map((kind) => `kind-${kind}.css`),
    ...[...new Set([...blocks.values()].flat())].sort().map((name) => `block-${name}.css`),
    ...[...new Set([...extras.values()].flat())].sort().map((name) => `extra-${name}.css`),
  ].filter(there);
  const theme = course.theme ? themeSheet(course.theme) : "";
  const css = add(await joined(runtime, "style", { parts: ["base.css", ...sheets], own: theme }));
  add({ path: "NOTICES.txt", bytes: await runtime.read("NOTICES.txt") });

  const assets = new AssetNames(course.assets, host);
  const logo = await assets.replace(logoMarkup(course.theme?.logo));
  const urls = new Map<string, string>();
  const texts = new Map<string, readonly string[]>();
  const taken = new Set<string>();
  for (const unit of units) {
    const own: string[] = [];
    const named = [
      ...(blocks.get(unit) ?? []).map((block) => `block-${block}.js`),
      ...(extras.get(unit) ?? []).map((extra) => `extra-${extra}.js`),
    ];
    for (const name of named.filter(there)) own.push(add(await part(runtime, name)));
    const parts = {
      ...{ css, icon, inflate, logo, scripts: [...scripts, ...own], target },
      ...(xapi !== undefined && { xapi }),
    };
    const page = await pageOf(unit, { course, files: parts, assets, made });
    const path = unitFile(unit, plainNames ? "" : `-${contentHash(page.bytes)}`, taken);
    add({ path, bytes: page.bytes });
    urls.set(unit.id, path);
    texts.set(path, page.texts);
  }
  for (const file of assets.used) add(file);
  let entry = target !== "cmi5" && together ? [...urls.values()][0] : undefined;
  if (target === "web" || (entry !== undefined && urls.size > 1)) {
    const script = add(await part(runtime, "course-page.js"));
    const own = add(await part(runtime, "course.css"));
    const html = coursePage(course, { css: [css, own], icon, logo, script, target, urls });
    entry = add({ path: "index.html", bytes: new TextEncoder().encode(html) });
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    urls,
    texts,
    ...(entry !== undefined && { entry }),
  };
}

interface PageWork {
  readonly course: Course;
  readonly files: PageFiles;
  readonly assets: AssetNames;
  readonly made: MadePages;
}

/** The page of one unit; one that would be the same is not made again. */
async function pageOf(unit: Unit, { course, files, assets, made }: PageWork): Promise<MadePage> {
  const { children: _children, assets: _assets, ...rest } = course;
  // Of other units a page knows only what these teach.
  const inputs = JSON.stringify([rest, files, teachingOf(course, unit)]);
  const known = await made.find(unit, inputs, (path) => assets.nameOf(path));
  if (known) return known;
  const found = new Set<string>();
  const placed = await mapHtml(unit, (html) => assets.replace(html, (path) => found.add(path)));
  const names = new Map<string, string>();
  for (const path of found) names.set(path, (await assets.nameOf(path)) ?? "");
  const bytes = new TextEncoder().encode(unitPage(course, placed, files));
  const page = { inputs, assets: names, bytes, texts: textsOf(course, placed) };
  made.keep(unit, page);
  return page;
}

async function part(runtime: Runtime, name: string): Promise<AssembledFile> {
  const bytes = await runtime.read(name);
  const hash = runtime.manifest.parts[name]?.hash ?? contentHash(bytes);
  return { path: `assets/${name.replace(/(?=\.\w+$)/, `-${hash}`)}`, bytes };
}

interface Joined {
  readonly parts: readonly string[];
  /** The course's own, behind them. */
  readonly own?: string;
}

/** Parts that belong together as one file: one request, and what they share is compressed once. */
async function joined(runtime: Runtime, name: string, { parts, own = "" }: Joined): Promise<AssembledFile> {
  const texts = await Promise.all(
    parts.map(async (part) => new TextDecoder().decode(await runtime.read(part))),
  );
  const bytes = new TextEncoder().encode([...texts, ...(own === "" ? [] : [own])].join("\n"));
  const extension = parts[0]?.split(".").at(-1) ?? "";
  return { path: `assets/${name}-${contentHash(bytes)}.${extension}`, bytes };
}

function unitFile(unit: Unit, hash: string, taken: Set<string>): string {
  const slug =
    unit.slug
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .slice(0, 60) || "unit";
  let path = `${slug}${hash}.html`;
  for (let number = 2; taken.has(path); number += 1) path = `${slug}-${number}${hash}.html`;
  taken.add(path);
  return path;
}

/** Names of the blocks in a unit's text and questions, sorted; the compiler marks each (`data-block`). */
function blocksIn(unit: Unit): readonly string[] {
  const found = JSON.stringify(unit.pages).matchAll(/ data-block=\\"([a-z]+)\\"/g);
  return [...new Set([...found].map(([, name = ""]) => name))].sort();
}

type Rewrite = (html: string) => Promise<string>;

/** Rewrites every piece of HTML of a unit: text, stems, options, feedback, hints. */
async function mapHtml(unit: Unit, rewrite: Rewrite): Promise<Unit> {
  const pages: Page[] = [];
  for (const page of unit.pages) {
    const flow: Flow[] = [];
    for (const item of page.flow) flow.push(await mapFlow(item, rewrite));
    pages.push({ ...page, flow });
  }
  return { ...unit, pages };
}

async function mapFlow(item: Flow, rewrite: Rewrite): Promise<Flow> {
  if (item.type === "prose" || item.type === "observation")
    return { ...item, html: await rewrite(item.html) };
  if (item.type === "question") return { ...item, question: await mapQuestion(item.question, rewrite) };
  const pools = [];
  for (const pool of item.pools) {
    const questions: Question[] = [];
    for (const question of pool.questions) questions.push(await mapQuestion(question, rewrite));
    pools.push({ ...pool, questions });
  }
  return { ...item, intro: await rewrite(item.intro), pools };
}

/** A kind's data is its own; only the marker is looked for, in whatever text it holds. */
async function mapQuestion({ source, ...question }: Question, rewrite: Rewrite): Promise<Question> {
  return { ...((await mapValue(question, rewrite)) as Omit<Question, "source">), source };
}

async function mapValue(value: unknown, rewrite: Rewrite): Promise<unknown> {
  if (typeof value === "string") return rewrite(value);
  if (Array.isArray(value)) {
    const out: unknown[] = [];
    for (const item of value) out.push(await mapValue(item, rewrite));
    return out;
  }
  if (typeof value !== "object" || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) out[key] = await mapValue(item, rewrite);
  return out;
}
