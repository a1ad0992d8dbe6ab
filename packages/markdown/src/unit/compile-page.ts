import type { Flow, Page, Pool, Question, Quiz } from "@tessera/course";
import { suggest } from "@tessera/diagnostics";
import type { DirectiveNode } from "@tessera/interactions/schema";
import type { FootnoteDefinition, RootContent } from "mdast";
import type { CourseDesk } from "../course-desk.ts";
import { folderOf, resolvePath } from "../course-files.ts";
import { renderProse } from "../prose/render-prose.ts";
import type { ProseContext } from "../prose/render-prose.ts";
import { didYouMean, problem } from "../report.ts";
import type { Report } from "../report.ts";
import { unique } from "../slug.ts";
import { isDirective } from "../syntax/check-syntax.ts";
import { wordSpan } from "../syntax/check-words.ts";
import { Footnotes } from "./footnotes.ts";
import { followReferences, openFile } from "./open-file.ts";
import type { OpenFile, References } from "./open-file.ts";
import type { PagePlan } from "./plan-pages.ts";
import { madeIds } from "./question-ids.ts";
import { authoredId, compileQuestion, sourcePlace, unknownObjective } from "./read-question.ts";
import {
  agreeOnValues,
  canDrawNothingScored,
  poolsOf,
  readFromSettings,
  readQuizSettings,
} from "./read-quiz.ts";
import type { UnitValues } from "./read-quiz.ts";
import type { LinkPage } from "./resolve-link.ts";
import { plainText } from "./scan-page.ts";
import type { UnitSettings } from "./unit-settings.ts";

/** What the pages of one unit share. */
export interface UnitWork {
  readonly desk: CourseDesk;
  readonly report: Report;
  readonly unit: { readonly slug: string; readonly id: string; readonly path: string };
  readonly links: ReadonlyMap<string, LinkPage>;
  /** Made ids of questions without one of the author's. */
  readonly ids: ReadonlyMap<object, string>;
  readonly settings: UnitSettings;
  readonly quizSlugs: Set<string>;
  /** What its quizzes have to agree on. */
  readonly values: UnitValues;
}

/** What is needed to render one page. */
interface PageWork extends UnitWork {
  readonly plan: PagePlan;
  readonly notes: Footnotes;
  readonly prose: ProseContext;
}

export async function compilePage(plan: PagePlan, work: UnitWork): Promise<Page> {
  const { open } = plan;
  const notes = new Footnotes(plan.slug);
  const references = await followReferences(open, {
    ...work.desk,
    unit: work.unit.path,
    pages: work.links,
    report: work.report,
  });
  const page: PageWork = {
    ...work,
    plan,
    notes,
    prose: proseContext(open, references, { work, plan, notes }),
  };
  const flow: Flow[] = [];
  let prose: RootContent[] = [];
  const flush = () => {
    const html = renderProse(prose, page.prose);
    if (html !== "") flow.push({ type: "prose", html });
    prose = [];
  };
  for (const node of plan.body) {
    if (!isDirective(node)) prose.push(node);
    else if (open.broken.has(node)) continue;
    else if (work.desk.words.questions.has(node.name)) {
      flush();
      const question = readOne(node, { page, open, prose: page.prose, ids: work.ids });
      if (question) flow.push({ type: "question", question });
    } else if (node.name === "quiz") {
      flush();
      const quiz = await compileQuiz(node, page);
      if (quiz) flow.push(quiz);
    } else prose.push(node);
  }
  flush();
  const section = notes.section((definition) => renderProse(definition.children, page.prose));
  if (section !== "") flow.push({ type: "prose", html: section });
  if (plan.body.length === 0)
    work.report(
      problem("page/empty", plan.titleSpan, { message: `the page \`${plan.title}\` has nothing on it` }),
    );
  const { slug, title, minutes } = plan;
  return {
    slug,
    id: `${work.unit.id}/pages/${slug}`,
    title,
    ...(minutes !== undefined && { minutes }),
    flow,
    source: sourcePlace(plan.titleSpan, open.file.source),
  };
}

interface ProseOptions {
  readonly work: UnitWork;
  readonly plan: PagePlan;
  readonly notes: Footnotes;
}

function proseContext(
  open: OpenFile,
  references: References,
  { work, plan, notes }: ProseOptions,
): ProseContext {
  return {
    language: work.desk.language,
    ...references,
    headings: plan.headings,
    shift: plan.shift,
    footnote: (label) => {
      const definition: FootnoteDefinition | undefined = open.scan.footnotes.get(label);
      return definition && notes.refer(definition);
    },
  };
}

interface OneQuestion {
  readonly page: PageWork;
  /** The page, or the bank it comes from. */
  readonly open: OpenFile;
  readonly prose: ProseContext;
  readonly ids: ReadonlyMap<object, string>;
}

function readOne(node: DirectiveNode, { page, open, prose, ids }: OneQuestion): Question | undefined {
  const { desk, unit, report } = page;
  const authored = authoredId(node, open.file);
  const slug = authored ?? ids.get(node);
  if (slug === undefined) return undefined;
  const home = open === page.plan.open ? unit.slug : `bank:${open.path}`;
  return compileQuestion(node, {
    desk,
    file: open.file,
    prose,
    unit,
    home,
    slug,
    authored: authored !== undefined,
    report,
  });
}

async function compileQuiz(node: DirectiveNode, page: PageWork): Promise<Quiz | undefined> {
  const { plan, unit, report } = page;
  const { file } = plan.open;
  const opening = wordSpan(node, { file });
  const settings = readQuizSettings(node, { file, report, opening });
  agreeOnValues(settings, page.values, report);
  const content = await readContent(node, page);
  const { own, banks, torn } = content;
  const pools = torn
    ? [...(own.length > 0 ? [{ questions: own }] : []), ...banks]
    : poolsOf({ own, banks, settings, opening, report });
  if (!torn && own.length === 0 && banks.length === 0)
    report(
      problem("quiz/empty", opening, {
        message: "a quiz without a question",
        help: "put questions into it, or draw them with `::from{bank=…}`",
      }),
    );
  if (!torn && pools.length > 0 && canDrawNothingScored(pools))
    report(
      problem(
        "quiz/mastery-out-of-reach",
        settings.mastery === undefined ? opening : settings.span("mastery"),
        {
          message:
            "a draw of this quiz may hold no question with a right answer, so no answer could reach its mastery score",
          help: "add questions that can be right or wrong, or draw more",
          requirement: "+13.1.4-6",
        },
      ),
    );
  const slug = quizSlug(settings.slug, page, { opening: settings.span("id") });
  return {
    type: "quiz",
    slug,
    id: `${unit.id}/quizzes/${slug}`,
    title: content.title ?? plan.title,
    intro: renderProse(content.intro, page.prose),
    shuffle: settings.shuffle,
    review: settings.review,
    pools,
    source: sourcePlace(file.span(node), file.source),
  };
}

function quizSlug(
  authored: string | undefined,
  page: PageWork,
  { opening }: { readonly opening: Parameters<typeof problem>[1] },
): string {
  const { quizSlugs, report, plan } = page;
  if (authored !== undefined && quizSlugs.has(authored))
    report(
      problem("quiz/duplicate-id", opening, {
        message: `two quizzes of this unit have the id \`${authored}\``,
      }),
    );
  const slug = unique(authored ?? `${plan.slug}-quiz`, (name) => quizSlugs.has(name));
  quizSlugs.add(slug);
  return slug;
}

interface QuizContent {
  readonly title?: string;
  readonly intro: readonly RootContent[];
  readonly own: readonly Question[];
  readonly banks: readonly Pool[];
  /** Something in it was reported and left out: numbers of questions say nothing. */
  readonly torn: boolean;
}

async function readContent(node: DirectiveNode, page: PageWork): Promise<QuizContent> {
  const { plan, desk, report } = page;
  const intro: RootContent[] = [];
  const own: Question[] = [];
  const banks: Pool[] = [];
  let title: string | undefined;
  let torn = false;
  for (const child of node.children as readonly RootContent[]) {
    if (isDirective(child)) {
      if (plan.open.broken.has(child)) torn = true;
      else if (child.name === "from") {
        const pool = await readBank(child, page);
        if (pool) banks.push(pool);
        else torn = true;
      } else if (desk.words.questions.has(child.name)) {
        const question = readOne(child, { page, open: plan.open, prose: page.prose, ids: page.ids });
        if (question) own.push(question);
        else torn = true;
      } else intro.push(child);
      continue;
    }
    if ((child as { data?: { directiveLabel?: boolean } }).data?.directiveLabel) title = plainText(child);
    else if (own.length === 0 && banks.length === 0) intro.push(child);
    else if (child.type !== "html" && child.type !== "definition" && child.type !== "footnoteDefinition") {
      const message = "text between the questions of a quiz: draw and shuffle would lose its place";
      report(
        problem("quiz/text-between", plan.open.file.span(child), {
          message,
          help: "move it above the first question, or into a question",
        }),
      );
    }
  }
  return { ...(title && { title }), intro, own, banks, torn };
}

/** The pool of one `::from`; undefined when it has been reported. */
async function readBank(node: DirectiveNode, page: PageWork): Promise<Pool | undefined> {
  const { plan, desk, report, unit } = page;
  const { file } = plan.open;
  const opening = wordSpan(node, { file });
  const settings = readFromSettings(node, { file, report, opening });
  const path = await locateBank(settings.bank, plan.open.path, desk);
  const source = path === undefined ? undefined : await desk.files.text(path);
  if (path === undefined || !source) {
    const names = await desk.files.list("banks");
    const near =
      settings.bank &&
      suggest(
        settings.bank,
        names.map((name) => `banks/${name}`),
      );
    report(
      problem("bank/not-found", settings.span("bank"), {
        message:
          settings.bank === undefined ? "`::from` names no bank" : `there is no bank \`${settings.bank}\``,
        help:
          didYouMean(near || undefined) ??
          "write `::from{bank=banks/NAME.md draw=4}`; paths start at this page's folder or the course's",
      }),
    );
    return undefined;
  }
  desk.banksUsed.add(path);
  if (settings.objective !== undefined && desk.objectives && !desk.objectives.has(settings.objective))
    report(unknownObjective(settings.objective, settings.span("objective"), desk.objectives));
  const open = openFile(source, { language: desk.words, place: "bank", report });
  checkBank(open, report);
  const ids = await bankIds(open, desk);
  const references = await followReferences(open, { ...desk, unit: unit.path, pages: page.links, report });
  const prose = proseContext(open, references, {
    work: page,
    plan: { ...plan, headings: new Map(), shift: 0 },
    notes: page.notes,
  });
  const all = open.scan.questions.map((each) => readOne(each, { page, open, prose, ids }));
  const wanted = all.filter(
    (question) =>
      settings.objective === undefined || !question || question.objectives.includes(settings.objective),
  );
  const questions = wanted.filter((question) => question !== undefined);
  if (questions.length < wanted.length || open.broken.size > 0) return undefined;
  if (questions.length === 0) {
    const only = settings.objective === undefined ? "" : ` for the objective \`${settings.objective}\``;
    const span = settings.span(settings.objective === undefined ? "bank" : "objective");
    report(problem("bank/no-questions", span, { message: `\`${path}\` has no question${only}` }));
    return undefined;
  }
  const { draw, objective } = settings;
  if (draw !== undefined && draw > questions.length) {
    const message = `draws ${draw} of ${questions.length} question${questions.length === 1 ? "" : "s"}`;
    report(
      problem("quiz/draw-larger-than-pool", settings.span("draw"), {
        message,
        help: `write \`draw=${questions.length}\` or less, or add questions to \`${path}\``,
      }),
    );
    return undefined;
  }
  return { ...(draw !== undefined && { draw }), ...(objective !== undefined && { objective }), questions };
}

/** A bank is read anew for every unit; its questions keep the ids of the first time. */
async function bankIds(open: OpenFile, desk: CourseDesk): Promise<ReadonlyMap<object, string>> {
  const known = desk.bankIds.get(open.path);
  if (known) {
    const pairs = open.scan.questions.flatMap((node, index) => {
      const slug = known[index];
      return slug === undefined ? [] : [[node, slug] as const];
    });
    return new Map<object, string>(pairs);
  }
  const ids = await madeIds([open], {
    lock: desk.lock,
    unit: `bank:${open.path}`,
    holds: () => Promise.resolve(false),
  });
  desk.bankIds.set(
    open.path,
    open.scan.questions.map((node) => ids.get(node)),
  );
  return ids;
}

async function locateBank(
  written: string | undefined,
  page: string,
  desk: CourseDesk,
): Promise<string | undefined> {
  if (written === undefined) return undefined;
  for (const folder of [folderOf(page), ""]) {
    const path = resolvePath(folder, written);
    const found = path === undefined ? undefined : await desk.files.find(path);
    if (found?.kind === "file") return found.path;
  }
  return undefined;
}

/**
 * A bank holds questions only. A note to colleagues may stand above the first one; further down an author would take
 * it for something that learners see.
 */
export function checkBank(open: OpenFile, report: Report): void {
  const first = open.scan.body.findIndex((node) => isDirective(node));
  for (const node of first === -1 ? [] : open.scan.body.slice(first)) {
    if (
      isDirective(node) ||
      node.type === "html" ||
      node.type === "definition" ||
      node.type === "footnoteDefinition"
    )
      continue;
    const span = open.file.span(node);
    report(
      problem(
        "bank/not-a-question",
        { ...span, end: Math.min(span.end, span.start + 80) },
        {
          message: "a bank holds questions only: text between them would never be shown",
          help: "move it into a question, or above the first one as a note to colleagues",
        },
      ),
    );
  }
}
