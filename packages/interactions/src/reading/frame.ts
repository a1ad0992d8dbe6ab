import type { List, Table } from "mdast";
import type { DirectiveNode, ReadContext } from "../authoring.ts";
import type { QuestionData } from "../interaction.ts";
import { type AttributeShape, type AttributeValues, commonAttributes, readAttributes } from "./attributes.ts";
import { asDirective, type Content, isLabel, spanOf, walk } from "./nodes.ts";
import { questionMistakes } from "./question-mistakes.ts";

/**
 * Where a kind's answers stand: a task list, an ordered list, bullets, a table, in the text itself, in a list of each
 * scene, or nowhere.
 */
export type AnswersShape = "boxes" | "steps" | "bullets" | "table" | "text" | "scenes" | "none";

/** A question taken apart, before its kind looks at the answers. */
export interface Frame<Shape extends AttributeShape = AttributeShape> {
  readonly node: DirectiveNode;
  readonly attributes: AttributeValues<typeof commonAttributes & Shape>;
  /** The blocks that ask; everything but hints and feedback where the answers stand in the text. */
  readonly stem: readonly Content[];
  readonly answers: List | Table | undefined;
  /** Containers of the kind's own, such as `:::key-points`. */
  readonly parts: readonly DirectiveNode[];
  readonly hints: QuestionData["hints"];
  readonly feedback: QuestionData["feedback"];
}

const FEEDBACK = { correct: "correct", partial: "partial", incorrect: "incorrect", feedback: "any" } as const;
/** Directives that stand inside a question beside its stem and answers. */
export const QUESTION_PARTS = ["hint", ...Object.keys(FEEDBACK)] as readonly string[];

type InList = Exclude<AnswersShape, "text" | "scenes" | "none">;

const EXPECTED: Readonly<Record<InList, string>> = {
  boxes: "a list with boxes, `- [x]` and `- [ ]`",
  bullets: "a list of bullets without boxes, `- Not at all`",
  steps: "an ordered list, `1.`, `2.`, …, in the right order",
  table: "a table of two columns",
};

export function readFrame<Shape extends AttributeShape>(
  node: DirectiveNode,
  context: ReadContext,
  kind: {
    readonly answers: AnswersShape;
    readonly attributes: Shape;
    readonly parts?: readonly string[];
  },
): Frame<Shape> {
  const attributes = readAttributes(node, context, { ...commonAttributes, ...kind.attributes });
  const blocks: Content[] = [];
  const parts: DirectiveNode[] = [];
  const own: DirectiveNode[] = [];
  for (const child of node.children) {
    const directive = asDirective(child);
    if (isLabel(child)) context.report(questionMistakes.label(context.span(child), { owner: node.name }));
    else if (directive !== undefined && QUESTION_PARTS.includes(directive.name)) parts.push(directive);
    else if (directive !== undefined && kind.parts?.includes(directive.name)) own.push(directive);
    else blocks.push(child);
  }
  const { stem, answers } =
    kind.answers === "text" || kind.answers === "scenes" || kind.answers === "none"
      ? { stem: blocks, answers: undefined }
      : splitAnswers(blocks, context, { node, shape: kind.answers });
  for (const { node: item } of kind.answers === "scenes" ? [] : walk(stem)) {
    if (item.type === "listItem" && typeof item.checked === "boolean") {
      context.report(questionMistakes.boxNotWanted(spanOf(item.children, context) ?? context.span(item), {}));
    }
  }
  if (stem.length === 0 && kind.answers !== "text")
    context.report(questionMistakes.noStem(context.opening(node), {}));
  return { node, attributes, stem, answers, parts: own, ...readParts(parts, context) };
}

function splitAnswers(
  blocks: readonly Content[],
  context: ReadContext,
  { node, shape }: { readonly node: DirectiveNode; readonly shape: InList },
): Pick<Frame, "stem" | "answers"> {
  const at = blocks.findLastIndex((block) => block.type === "list" || block.type === "table");
  const answers = blocks[at] as List | Table | undefined;
  const expected = EXPECTED[shape];
  if (answers === undefined) {
    context.report(questionMistakes.noAnswers(context.opening(node), { kind: node.name, expected }));
    return { stem: blocks, answers: undefined };
  }
  for (const block of blocks.slice(at + 1)) {
    const report =
      block.type === "blockquote" ? questionMistakes.quoteAtMargin : questionMistakes.textAfterAnswers;
    context.report(report(context.span(block), {}));
  }
  const found = shapeOf(answers);
  // A list with too many or too few boxes is told item by item.
  const fits = shape === "boxes" ? found !== "table" : shape === "bullets" && found === "boxes";
  if (!fits && found !== shape) {
    const params = { kind: node.name, found: FOUND[found], expected };
    context.report(questionMistakes.answersShape(context.span(answers), params));
    return { stem: blocks.slice(0, at), answers: undefined };
  }
  const first = blocks
    .slice(0, at)
    .findIndex((block, index) => isAnswersToo(block, { shape, next: index === at - 1 }));
  if (first === -1) return { stem: blocks.slice(0, at), answers };
  return { stem: blocks.slice(0, first), answers: joinLists(blocks.slice(first, at + 1), context) };
}

/** Reports that the answers are broken apart, and goes on as if they were not. */
function joinLists(blocks: readonly Content[], context: ReadContext): List {
  const lists = blocks.filter((block) => block.type === "list");
  const last = lists.at(-1) as List;
  const labels = lists
    .slice(0, 1)
    .map((list) => ({ span: context.span(list), message: "the first list of answers" }));
  context.report(questionMistakes.secondList(context.span(last), {}, labels));
  for (const block of blocks) {
    if (block.type === "blockquote") context.report(questionMistakes.quoteAtMargin(context.span(block), {}));
  }
  return { ...last, children: lists.flatMap((list) => list.children) };
}

const FOUND = {
  boxes: "a list with boxes",
  steps: "an ordered list",
  bullets: "a bulleted list",
  table: "a table",
};

function shapeOf(answers: List | Table): keyof typeof FOUND {
  if (answers.type === "table") return "table";
  if (answers.ordered === true) return "steps";
  return answers.children.some((item) => typeof item.checked === "boolean") ? "boxes" : "bullets";
}

/** A list above the answers is part of the stem, unless it has boxes or touches the steps. */
function isAnswersToo(
  block: Content,
  where: { readonly shape: AnswersShape; readonly next: boolean },
): boolean {
  if (block.type !== "list") return false;
  if (where.shape === "boxes")
    return shapeOf(block) !== "table" && block.children.some((item) => typeof item.checked === "boolean");
  return where.shape === "steps" && block.ordered === true && where.next;
}

function readParts(parts: readonly DirectiveNode[], context: ReadContext): Pick<Frame, "hints" | "feedback"> {
  const hints: string[] = [];
  const feedback: Record<string, string> = {};
  const first = new Map<string, DirectiveNode>();
  for (const part of parts) {
    readAttributes(part, context, {});
    const before = first.get(part.name);
    if (before !== undefined && part.name !== "hint") {
      const labels = [{ span: context.opening(before), message: "first here" }];
      context.report(questionMistakes.repeatedFeedback(context.opening(part), { name: part.name }, labels));
    }
    first.set(part.name, part);
    const html = readPart(part, context);
    if (html === undefined) continue;
    if (part.name === "hint") hints.push(html);
    else feedback[FEEDBACK[part.name as keyof typeof FEEDBACK]] = html;
  }
  return { hints, feedback };
}

function readPart(part: DirectiveNode, context: ReadContext): string | undefined {
  const label = part.children.find((child) => isLabel(child));
  if (label !== undefined) context.report(questionMistakes.label(context.span(label), { owner: part.name }));
  const children = part.children.filter((child) => child !== label);
  // A leaf holds words, a container holds blocks; both become blocks.
  const blocks =
    part.type === "containerDirective" || children.length === 0
      ? children
      : [{ type: "paragraph", children } as unknown as Content];
  if (blocks.length > 0) return context.html(blocks);
  context.report(questionMistakes.emptyFeedback(context.opening(part), { name: part.name }));
  return undefined;
}
