import type { Flow, Page } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import type { SourceAttribute } from "@tessera/interactions/schema";
import type { RootContent } from "mdast";
import { blockWord } from "../blocks/block-words.ts";
import { renderProse } from "../prose/render-prose.ts";
import { problem } from "../report.ts";
import { isDirective } from "../syntax/syntax-context.ts";
import { compileAt } from "./compile-at.ts";
import type { TimesOfPage } from "./compile-at.ts";
import { compileObservation } from "./compile-observation.ts";
import { compileQuiz } from "./compile-quiz.ts";
import { Footnotes } from "./footnotes.ts";
import { followReferences } from "./open-file.ts";
import { proseContext, readOne } from "./page-work.ts";
import type { PageWork, UnitWork } from "./page-work.ts";
import { PageMedia } from "./page-media.ts";
import { PageTerms } from "./page-terms.ts";
import { isWithin } from "./plan-pages.ts";
import type { PagePlan } from "./plan-pages.ts";
import { sourcePlace } from "./read-question.ts";
import { timedMarkup } from "./timed-question.ts";

/** One page: runs of text become one block of HTML each, questions and quizzes stand between them. */
export async function compilePage(plan: PagePlan, work: UnitWork): Promise<Page> {
  const { open } = plan;
  const notes = new Footnotes(plan.slug);
  const terms = new PageTerms(plan.slug, work.desk.map.glossary);
  const media = new PageMedia(work.unit.id);
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
    terms,
    media,
    prose: proseContext(open, references, {
      work,
      plan,
      notes,
      terms,
      media,
      numbers: numbersOf(plan, work),
    }),
  };
  const flow: Flow[] = [];
  const times: TimesOfPage = new Map();
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
      const question = readOne(node, { page, open, prose: page.prose, ids: work.ids, alone: true });
      if (question?.confidence) work.report(idleConfidence(open.file.attributes(node), question.source));
      if (question) {
        if (question.required)
          flow.push({
            type: "prose",
            html: `<p class="question-owed">${blockWord("required", work.desk.language)}</p>`,
          });
        const timed = timedMarkup(open.file.attributes(node), {
          slug: question.slug,
          language: work.desk.language,
        });
        if (timed !== "") flow.push({ type: "prose", html: timed });
        flow.push({ type: "question", question });
      }
    } else if (node.name === "at") {
      flush();
      flow.push(...compileAt(node, page, times));
    } else if (node.name === "quiz") {
      flush();
      flow.push(await compileQuiz(node, page));
    } else if (node.name === "observation") {
      flush();
      flow.push(compileObservation(node, page));
    } else prose.push(node);
  }
  flush();
  const section = notes.section(
    (definition) => renderProse(definition.children, page.prose),
    work.desk.language,
  );
  if (section !== "") flow.push({ type: "prose", html: section });
  // Last, for a footnote may use a term.
  const explained = terms.section(work.desk.language);
  if (explained !== "") flow.push({ type: "prose", html: explained });
  if (plan.body.length === 0)
    work.report(
      problem("page/empty", plan.titleSpan, { message: `the page \`${plan.title}\` has nothing on it` }),
    );
  const { slug, title, minutes, objectives } = plan;
  return {
    slug,
    id: `${work.unit.id}/pages/${slug}`,
    title,
    ...(minutes !== undefined && { minutes }),
    ...(objectives !== undefined && { objectives }),
    flow,
    ...(media.all.length > 0 && { media: media.all }),
    source: sourcePlace(plan.titleSpan, open.file.source),
  };
}

/** Figures are counted through the unit, in the order in which its pages show them. */
function numbersOf({ open, body }: PagePlan, { figures }: UnitWork): ReadonlyMap<object, number> {
  const numbers = new Map<object, number>();
  for (const [image, { numbered }] of open.scan.figures)
    if (numbered && isWithin(image, body)) numbers.set(image, (figures.count += 1));
  return numbers;
}

/** Practice is checked at once: what is right is seen before one could have been sure. */
function idleConfidence(attributes: readonly SourceAttribute[], question: Span) {
  const span = attributes.find(({ name }) => name === "confidence")?.nameSpan ?? question;
  return problem("question/idle-confidence", span, {
    message: "`confidence` does nothing here: how sure the learner is, a quiz asks before it is handed in",
    help: "take it out, or put the question into `::::quiz`",
  });
}
