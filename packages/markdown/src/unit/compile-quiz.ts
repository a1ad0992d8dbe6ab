import type { Question, Quiz } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import type { DirectiveNode } from "@tessera/interactions/schema";
import type { RootContent } from "mdast";
import { isLabel, isSilent } from "../blocks/block.ts";
import { renderProse } from "../prose/render-prose.ts";
import { problem } from "../report.ts";
import { unique } from "../slug.ts";
import { isDirective } from "../syntax/syntax-context.ts";
import { wordSpan } from "../syntax/check-words.ts";
import { readOne } from "./page-work.ts";
import type { PageWork } from "./page-work.ts";
import { readBank } from "./read-bank.ts";
import { sourcePlace } from "./read-question.ts";
import { poolsOf, unpooled } from "./pools.ts";
import type { BankPool } from "./pools.ts";
import { agreeOnValues, readQuizSettings } from "./read-quiz.ts";
import { plainText } from "./scan-page.ts";

/** Of a pre-test that names none: its unit's, see `inherit`. */
export const NO_MASTERY = 0;

/** One `:::quiz`. Its mastery and attempts are the unit's, which are known when all its pages have been read. */
export async function compileQuiz(node: DirectiveNode, page: PageWork): Promise<Quiz> {
  const { plan, unit, report } = page;
  const { file } = plan.open;
  const opening = wordSpan(node, { file });
  const settings = readQuizSettings(node, { file, report, opening });
  if (!settings.uncounted) agreeOnValues(settings, page.values, report);
  const content = await readContent(node, page);
  const { own, banks, torn } = content;
  const pools = torn
    ? unpooled({ own, banks })
    : poolsOf({
        ...{ own, banks, report, span: settings.span("draw") },
        ...{ draw: settings.draw, byObjective: settings.byObjective },
      });
  if (!torn && own.length === 0 && banks.length === 0)
    report(
      problem("quiz/empty", opening, {
        message: "a quiz without a question",
        help: "put questions into it, or draw them with `::from{bank=…}`",
      }),
    );
  const { limit, wait } = settings;
  const slug = quizSlug(settings.slug, page, { opening: settings.span("id") });
  return {
    type: "quiz",
    slug,
    id: `${unit.id}/quizzes/${slug}`,
    title: content.title ?? plan.title,
    intro: renderProse(content.intro, page.prose),
    ...(limit !== undefined && { limit }),
    ...(settings.extraTime && { extraTime: true as const }),
    ...(wait !== undefined && { wait }),
    ...(settings.confidence && { confidence: true as const }),
    // Its unit's mastery is known when all pages have been read.
    ...(settings.pretest && { pretest: settings.mastery ?? NO_MASTERY }),
    ...(settings.uncounted && { uncounted: true as const }),
    shuffle: settings.shuffle,
    review: settings.review,
    pools,
    source: sourcePlace(file.span(node), file.source),
  };
}

function quizSlug(
  authored: string | undefined,
  page: PageWork,
  { opening }: { readonly opening: Span },
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
  readonly banks: readonly BankPool[];
  /** Something in it was reported and left out: numbers of questions say nothing. */
  readonly torn: boolean;
}

async function readContent(node: DirectiveNode, page: PageWork): Promise<QuizContent> {
  const { plan, desk, report } = page;
  const intro: RootContent[] = [];
  const own: Question[] = [];
  const banks: BankPool[] = [];
  let title: string | undefined;
  let torn = false;
  for (const child of node.children as readonly RootContent[]) {
    if (isDirective(child)) {
      if (plan.open.broken.has(child)) torn = true;
      else if (child.name === "from") {
        const pools = await readBank(child, page);
        if (pools) banks.push(...pools);
        else torn = true;
      } else if (desk.words.questions.has(child.name)) {
        const question = readOne(child, { page, open: plan.open, prose: page.prose, ids: page.ids });
        if (question) own.push(question);
        else torn = true;
      }
      if (plan.open.broken.has(child) || !desk.words.blocks.has(child.name)) continue;
    }
    if (isLabel(child)) title = plainText(child);
    else if (own.length === 0 && banks.length === 0) intro.push(child);
    else if (!isSilent(child)) {
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
