import type { Span } from "@tessera/diagnostics";
import type { BlockContent, ListItem, PhrasingContent, Text } from "mdast";
import type { ReadContext } from "../authoring.ts";
import type { Html } from "../interaction.ts";
import { type AttributeShape, type AttributeValues, readAttributes } from "./attributes.ts";
import { asDirective, inlineHtml, inlineText, spanOf, spanWithin, trimmed } from "./nodes.ts";
import { questionMistakes } from "./question-mistakes.ts";

/** One answer of a list, as written. */
export interface AnswerItem<Shape extends AttributeShape = AttributeShape> {
  readonly span: Span;
  /** The box; false where there is none. */
  readonly checked: boolean;
  readonly content: readonly PhrasingContent[];
  readonly html: Html;
  readonly text: string;
  readonly feedback?: Html;
  readonly settings: AttributeValues<Shape>;
  /** Where the name of each setting stands. */
  readonly settingSpans: ReadonlyMap<string, Span>;
}

/**
 * Reads one item of the answers. What is wrong with it is reported; undefined when nothing is left to use.
 *
 * @param rules.boxes - whether a box says what is right; `optional` where no box says that it is neither
 * @param rules.settings - what `:set{…}` may hold here
 */
export function readAnswerItem<Shape extends AttributeShape>(
  item: ListItem,
  context: ReadContext,
  rules: { readonly boxes: boolean | "optional"; readonly settings: Shape },
): AnswerItem<Shape> | undefined {
  const [paragraph, ...below] = item.children;
  if (paragraph?.type !== "paragraph") {
    context.report(questionMistakes.emptyAnswer(context.span(item), {}));
    return undefined;
  }
  const feedback = readFeedback(below as BlockContent[], context);
  const { content, settings, settingSpans } = splitSettings(paragraph.children, context, rules.settings);
  const span = spanOf(content, context) ?? context.span(paragraph);
  if (!boxIsSound(item, content[0], { context, span, boxes: rules.boxes })) return undefined;
  const text = inlineText(content, context);
  if (text === "" && !content.some((node) => node.type === "image")) {
    context.report(questionMistakes.emptyAnswer(context.span(item), {}));
    return undefined;
  }
  return {
    span,
    checked: item.checked === true,
    content,
    html: inlineHtml(content, context),
    text,
    settings,
    settingSpans,
    ...(feedback === undefined ? {} : { feedback }),
  };
}

function readFeedback(below: readonly BlockContent[], context: ReadContext): Html | undefined {
  const quotes = below.filter((block) => block.type === "blockquote");
  for (const block of below) {
    if (block.type !== "blockquote") context.report(questionMistakes.answerBlocks(context.span(block), {}));
  }
  if (quotes.length === 0) return undefined;
  return context.html(quotes.flatMap((quote) => quote.children));
}

function splitSettings<Shape extends AttributeShape>(
  children: readonly PhrasingContent[],
  context: ReadContext,
  shape: Shape,
): Pick<AnswerItem<Shape>, "content" | "settings" | "settingSpans"> {
  const all = trimmed(children);
  const last = all.at(-1);
  const set = last === undefined ? undefined : asDirective(last);
  const isSet = set?.name === "set";
  const content = trimmed(isSet ? all.slice(0, -1) : all);
  for (const node of content) {
    if (asDirective(node)?.name === "set")
      context.report(questionMistakes.setNotLast(context.span(node), {}));
  }
  if (isSet && set.children.length > 0) context.report(questionMistakes.setText(context.span(set), {}));
  const tail = content.at(-1);
  const braces = tail?.type === "text" ? /\{[^{}]*\}$/.exec(tail.value) : null;
  if (braces !== null && tail?.type === "text") {
    const range = { from: braces.index, to: tail.value.length };
    context.report(questionMistakes.bracesWithoutSet(spanWithin(tail, range, context), { found: braces[0] }));
  }
  if (!isSet) return { content, settings: {}, settingSpans: new Map() };
  const settingSpans = new Map(context.attributes(set).map(({ name, nameSpan }) => [name, nameSpan]));
  return { content, settings: readAttributes(set, context, shape), settingSpans };
}

/** `[x]` that GFM did not take for a box stays in the text. */
const NEARLY_BOX = /^(\[[^\][]{0,3}\]|\([ xX]?\)|[☐☑☒✓])(?=\s|$|\S)/u;

function boxIsSound(
  item: ListItem,
  first: PhrasingContent | undefined,
  {
    context,
    span,
    boxes,
  }: { readonly context: ReadContext; readonly span: Span; readonly boxes: boolean | "optional" },
): boolean {
  if (typeof item.checked === "boolean") {
    if (!boxes) context.report(questionMistakes.boxNotWanted(span, {}));
    return true;
  }
  if (!boxes) return true;
  const box = first?.type === "text" ? NEARLY_BOX.exec(first.value) : null;
  if (box === null) {
    if (boxes === true) context.report(questionMistakes.noBox(span, {}));
    return true;
  }
  const text = first as Text;
  // `- [x]` and nothing behind it: GFM leaves the box in the text.
  if (/^\[[ xX]\]$/.test(text.value.trim()))
    context.report(questionMistakes.emptyAnswer(context.span(item), {}));
  else {
    const range = { from: 0, to: box[0].length };
    const place = spanWithin(text, range, context);
    const mended = boxMeant(box[0]);
    const spaced = /^\s/.test(text.value.slice(box[0].length)) ? mended : `${mended} `;
    const exact = place.end - place.start === box[0].length;
    const fix = mended === undefined || !exact ? undefined : { span: place, text: spaced as string };
    context.report(questionMistakes.malformedBox(place, { found: box[0] }, undefined, fix));
  }
  return false;
}

/** The box that one was meant to be; undefined where a mark could mean either. */
function boxMeant(found: string): string | undefined {
  if (/^[[(]\s*[xX]\s*[\])]$|^☑$/u.test(found)) return "[x]";
  return /^[[(]\s*[\])]$|^☐$/u.test(found) ? "[ ]" : undefined;
}

/** Reports answers that say the same as an earlier one. */
export function reportDuplicates(
  items: readonly { readonly text: string; readonly span: Span }[],
  context: ReadContext,
): void {
  const seen = new Map<string, Span>();
  for (const { text, span } of items) {
    const key = text.normalize("NFC").toLowerCase();
    const first = seen.get(key);
    if (first === undefined) seen.set(key, span);
    else {
      const labels = [{ span: first, message: "first here" }];
      context.report(questionMistakes.duplicateAnswer(span, { text }, labels));
    }
  }
}
