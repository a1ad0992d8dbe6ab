import type { Span } from "@tessera/diagnostics";
import type { AuthoredQuestion, DirectiveNode, ReadContext } from "../authoring.ts";
import type { JudgedBy } from "../interaction.ts";
import { interactionOf, isKind, type Kind } from "../kinds.ts";
import { schemas } from "../schemas.ts";
import { checkWriting } from "../writing/check-writing.ts";
import { readAsk } from "../writing/read-ask.ts";
import { readFrame } from "./frame.ts";
import type { KindSource } from "./kind-source.ts";
import { asDirective } from "./nodes.ts";
import { questionMistakes } from "./question-mistakes.ts";

/** xAPI names are for lists: what is longer than this is cut at a word. */
const NAME_LENGTH = 250;

/**
 * Reads one question. Everything that is wrong goes to `context.report`, at the word it is about.
 *
 * @returns undefined when the directive is no question, or when no question can be made of it
 */
export function readQuestion(node: DirectiveNode, context: ReadContext): AuthoredQuestion | undefined {
  const kind = node.name;
  if (node.type !== "containerDirective") return undefined;
  if (!isKind(kind)) return undefined;
  const source: KindSource = schemas[kind];
  const frame = readFrame(node, context, source);
  const read = source.read(frame, context);
  if (read === undefined) return undefined;
  const { attributes, hints, feedback } = frame;
  const {
    id: slug,
    objective,
    points,
    attempts,
    shuffle,
    scoring,
    level,
    record,
    confidence,
    required,
  } = attributes;
  if (shuffle === true) reportIdleShuffle(kind, { node, context, spec: read.spec });
  if (source.practiceOnly) reportIdleScore(node, context, interactionOf(kind)?.judgedBy(read.spec));
  if (record !== undefined && !interactionOf(kind)?.typed(read.spec))
    context.report(questionMistakes.nothingTyped(placeOf("record", { node, context }), { kind }));
  if (read.options !== undefined) {
    const { ask, askSpan = context.opening(node) } = readAsk(frame.stem, context);
    const { language } = context;
    for (const flaw of checkWriting({ language, ask, askSpan, options: read.options })) context.report(flaw);
  }
  const name = shorten(read.name ?? context.text(frame.stem)) || (slug ?? kind);
  return {
    kind,
    name,
    stem: read.stem ?? (frame.stem.length === 0 ? "" : context.html(frame.stem)),
    objectives: objective ?? [],
    points: points ?? 1,
    shuffle: shuffle ?? false,
    scoring: scoring ?? "partial",
    spec: read.spec,
    hints,
    feedback,
    span: context.span(node),
    ...(slug === undefined ? {} : { slug }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(level === undefined ? {} : { level }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(required === undefined ? {} : { required }),
    ...(record === undefined ? {} : { record }),
  };
}

function reportIdleShuffle(
  kind: Kind,
  {
    node,
    context,
    spec,
  }: { readonly node: DirectiveNode; readonly context: ReadContext; readonly spec: unknown },
): void {
  const movable = interactionOf(kind)?.arrangeable(spec) ?? [];
  if (movable.length > 1) return;
  context.report(questionMistakes.nothingToShuffle(placeOf("shuffle", { node, context }), { kind }));
}

/** Where nobody judges, a way of scoring and what is said of right and wrong would never be met. */
function reportIdleScore(node: DirectiveNode, context: ReadContext, judgedBy: JudgedBy | undefined): void {
  const kind = node.name;
  for (const { name, nameSpan } of context.attributes(node))
    if (name === "points" || name === "scoring")
      context.report(questionMistakes.neverCounts(nameSpan, { kind, name }));
  if (judgedBy !== "nobody") return;
  for (const child of node.children) {
    const part = asDirective(child);
    if (part !== undefined && ["correct", "partial", "incorrect"].includes(part.name))
      context.report(questionMistakes.neverJudged(context.opening(part), { kind, name: part.name }));
  }
}

function placeOf(
  attribute: string,
  { node, context }: { readonly node: DirectiveNode; readonly context: ReadContext },
): Span {
  const found = context.attributes(node).find(({ name }) => name === attribute);
  return found?.nameSpan ?? context.opening(node);
}

function shorten(text: string): string {
  if (text.length <= NAME_LENGTH) return text;
  const cut = text.slice(0, NAME_LENGTH - 1);
  const space = cut.lastIndexOf(" ");
  return `${space > NAME_LENGTH / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, "")}…`;
}
