import type { Observation, Question } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import { interactionOf, questionStrings } from "@tessera/interactions";
import type { Html } from "@tessera/interactions";
import { observedMarkup } from "@tessera/interactions/schema";
import type { DirectiveNode } from "@tessera/interactions/schema";
import { toHtml } from "hast-util-to-html";
import type { ElementContent } from "hast";
import type { RootContent } from "mdast";
import { isLabel } from "../blocks/block.ts";
import { element } from "../prose/element.ts";
import { renderProse } from "../prose/render-prose.ts";
import { problem } from "../report.ts";
import { unique } from "../slug.ts";
import { wordSpan } from "../syntax/check-words.ts";
import { isDirective } from "../syntax/syntax-context.ts";
import { observationWord } from "./observation-words.ts";
import type { ObservationWord } from "./observation-words.ts";
import { readOne } from "./page-work.ts";
import type { PageWork } from "./page-work.ts";
import { sourcePlace } from "./read-question.ts";
import { readObservationSettings } from "./read-observation.ts";
import { plainText } from "./scan-page.ts";

/** One `::::observation`: what its page shows is made here, for no script ever takes it over. */
export function compileObservation(node: DirectiveNode, page: PageWork): Observation {
  const { plan, unit, report, settings: unitSettings } = page;
  const { file } = plan.open;
  const opening = wordSpan(node, { file });
  const settings = readObservationSettings(node, { file, report, opening });
  const { title, content, questions, torn } = readContent(node, page);
  if (!torn && !questions.some((question) => stepsOf(question).length > 0))
    report(
      problem("observation/no-steps", opening, {
        message: "an observation without a step that could be watched",
        help: "put a `:::performance` into it, with a list of what is to be done",
      }),
    );
  const { observers: listed } = unitSettings;
  if (listed !== undefined && settings.observers !== undefined && listed !== settings.observers)
    report(
      problem("unit/different-value", settings.span("observers"), {
        message: `\`observers\` is ${settings.observers} here and ${listed} in the list of units`,
        labels: [{ span: unitSettings.span("observers"), message: "the list's" }],
        help: "keep one of the two",
      }),
    );
  const slug = slugOf(settings.slug, page, settings.span("id"));
  const facts = {
    observers: settings.observers ?? listed ?? 1,
    role: settings.role ?? observationWord("supervisor", page.desk.language),
    evidence: settings.evidence,
  };
  return {
    type: "observation",
    slug,
    id: `${unit.id}/observations/${slug}`,
    title: title ?? plan.title,
    html: frame({ slug, title, content, questions, ...facts }, page.desk.language),
    ...facts,
    questions,
    source: sourcePlace(file.span(node), file.source),
  };
}

function slugOf(
  authored: string | undefined,
  { observationSlugs: taken, report, plan }: PageWork,
  span: Span,
) {
  if (authored !== undefined && taken.has(authored))
    report(
      problem("observation/duplicate-id", span, {
        message: `two observations of this unit have the id \`${authored}\``,
      }),
    );
  const slug = unique(authored ?? `${plan.slug}-observation`, (name) => taken.has(name));
  taken.add(slug);
  return slug;
}

interface Content {
  readonly title: string | undefined;
  readonly content: Html;
  readonly questions: readonly Question[];
  /** Something in it was reported and left out. */
  readonly torn: boolean;
}

/** Text and what is to be marked, in the order in which they stand. */
function readContent(node: DirectiveNode, page: PageWork): Content {
  const { plan, desk, report } = page;
  const { file, broken } = plan.open;
  const parts: Html[] = [];
  const questions: Question[] = [];
  let title: string | undefined;
  let torn = false;
  let prose: RootContent[] = [];
  const flush = () => {
    parts.push(renderProse(prose, page.prose));
    prose = [];
  };
  for (const child of node.children as readonly RootContent[]) {
    if (isLabel(child)) title = plainText(child);
    else if (!isDirective(child) || desk.words.blocks.has(child.name)) {
      if (!isDirective(child) || !broken.has(child)) prose.push(child);
    } else if (broken.has(child)) torn = true;
    else {
      flush();
      const question = readOne(child, { page, open: plan.open, prose: page.prose, ids: page.ids });
      if (question === undefined) torn = true;
      else {
        questions.push(question);
        const strings = questionStrings(desk.language);
        parts.push(observedMarkup(question, { prefix: `_o-${question.slug}`, strings }));
        const idle = idleIn(question);
        if (idle !== undefined)
          report(
            problem("observation/idle", wordSpan(child, { file }), {
              message: `this \`${child.name}\` has ${idle}, but the learner never answers it`,
              help: "take it out: who observes sees the steps and what tells that each is done",
            }),
          );
      }
    }
  }
  flush();
  return { title: title === "" ? undefined : title, content: parts.join(""), questions, torn };
}

/** What only somebody who answers would meet. */
function idleIn({ hints, feedback, attempts }: Question): string | undefined {
  if (hints.length > 0) return "hints";
  if (Object.keys(feedback).length > 0) return "feedback";
  return attempts === undefined ? undefined : "`attempts`";
}

/** What is done with one's hands, one after the other. */
function stepsOf({ kind, spec }: Question): readonly object[] {
  return interactionOf(kind)?.describe(spec, "en").steps ?? [];
}

/** How many of them must be done: the pattern lists those. */
function neededOf({ kind, spec }: Question): number {
  const [pattern] = interactionOf(kind)?.correct(spec) ?? [];
  return pattern === undefined ? 0 : pattern.split("[,]").length;
}

type Frame = Pick<Observation, "slug" | "observers" | "role" | "evidence" | "questions"> & {
  readonly title: string | undefined;
  readonly content: Html;
};

function frame(of: Frame, language: string): Html {
  const word = (name: ObservationWord) => observationWord(name, language);
  const text = (value: string): ElementContent => ({ type: "text", value });
  const id = `_o-${of.slug}`;
  const fact = (name: ObservationWord, value: string) =>
    element("div", {}, [element("dt", {}, [text(word(name))]), element("dd", {}, [text(value)])]);
  const facts = [
    fact("by", of.role),
    ...(of.observers > 1 ? [fact("signatures", String(of.observers))] : []),
    ...(of.evidence.length > 0 ? [fact("evidence", of.evidence.map(word).join(word("or")))] : []),
  ];
  const critical = of.questions.some((question) => neededOf(question) < stepsOf(question).length);
  const head = [
    element("p", { className: ["observation-what"], ...(of.title === undefined && { id }) }, [
      text(word("what")),
    ]),
    ...(of.title === undefined ? [] : [element("h2", { id }, [text(of.title)])]),
    element("dl", { className: ["observation-facts"] }, facts),
    element("p", {}, [text(word("how"))]),
  ];
  const foot = [
    element("p", {}, [text(word(critical ? "critical" : "all"))]),
    element("p", { className: ["observation-recorded"] }, [text(word("recorded"))]),
  ];
  return toHtml(
    element("section", { dataBlock: "observation", ariaLabelledBy: [id] }, [
      ...head,
      { type: "raw", value: of.content } as unknown as ElementContent,
      ...foot,
    ]),
    { allowDangerousHtml: true },
  );
}
