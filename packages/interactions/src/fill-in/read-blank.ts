import { suggest, type Span } from "@tessera/diagnostics";
import type { PhrasingContent, Text } from "mdast";
import { z } from "zod";
import type { DirectiveNode, ReadContext } from "../authoring.ts";
import { oneOf } from "../mistake.ts";
import { positive, readAttributes, slug, words } from "../reading/attributes.ts";
import { inlineText, spanWithin } from "../reading/nodes.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import { comparable } from "./fill-in.score.ts";
import { type ChosenBlank, IGNORABLE, type Ignorable, type TypedBlank } from "./fill-in-spec.ts";
import { fillInMistakes } from "./fill-in-mistakes.ts";

/** A blank before it has its id. */
export type BlankRead = (Omit<TypedBlank, "id"> | Omit<ChosenBlank, "id">) & { readonly authored?: string };

const shared = { id: slug, points: positive };
export const chosenAttributes = shared;
export const typedAttributes = {
  ...shared,
  or: z.string(),
  ignore: words,
  lang: z.string().regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, "a language tag, such as `de` or `pt-BR`"),
};

/** `:blank[47808]{or="0xBAC0; BAC0" ignore="case space"}` */
export function readTyped(node: DirectiveNode, context: ReadContext): BlankRead | undefined {
  const { id, points, or, ignore, lang } = readAttributes(node, context, typedAttributes);
  const first = inlineText(node.children as readonly PhrasingContent[], context);
  if (first === "") {
    context.report(fillInMistakes.emptyBlank(context.span(node), { name: node.name }));
    return undefined;
  }
  const ignored = readIgnored(ignore ?? [], node, context);
  const accept = or === undefined ? [first] : [first, ...readOthers(or, { node, context, ignored, first })];
  if (comparable(first, ignored) === "")
    context.report(fillInMistakes.nothingLeft(context.span(node), { text: first }));
  return {
    type: "typed",
    accept,
    ignore: ignored,
    ...(lang === undefined ? {} : { lang }),
    ...(points === undefined ? {} : { weight: points }),
    ...(id === undefined ? {} : { authored: id }),
  };
}

function readIgnored(
  found: readonly string[],
  node: DirectiveNode,
  context: ReadContext,
): readonly Ignorable[] {
  const known = (word: string): word is Ignorable => IGNORABLE.some((each) => each === word);
  for (const value of found) {
    if (known(value)) continue;
    const params = {
      name: "ignore",
      value,
      expected: oneOf(IGNORABLE),
      suggestion: suggest(value, IGNORABLE) ?? "",
    };
    context.report(questionMistakes.attributeValue(valueSpan(node, "ignore", context, value), params));
  }
  return IGNORABLE.filter((word) => found.includes(word));
}

function readOthers(
  or: string,
  {
    node,
    context,
    ignored,
    first,
  }: {
    readonly node: DirectiveNode;
    readonly context: ReadContext;
    readonly ignored: readonly Ignorable[];
    readonly first: string;
  },
): string[] {
  const seen = new Set([comparable(first, ignored)]);
  return or.split(";").flatMap((part) => {
    const text = part.trim();
    const form = comparable(text, ignored);
    if (text === "")
      context.report(fillInMistakes.emptyAlternative(valueSpan(node, "or", context), { place: "`or`" }));
    else if (seen.has(form))
      context.report(fillInMistakes.duplicateAlternative(valueSpan(node, "or", context, text), { text }));
    else {
      seen.add(form);
      return [text];
    }
    return [];
  });
}

/** Where an attribute's value stands, or one word of it. */
function valueSpan(node: DirectiveNode, name: string, context: ReadContext, word?: string): Span {
  const attribute = context.attributes(node).find((each) => each.name === name);
  if (attribute === undefined) return context.opening(node);
  const { value, valueSpan: span, nameSpan } = attribute;
  if (span.end === span.start) return nameSpan;
  // The last one: a repeated answer is the later of the two.
  const at = word === undefined ? -1 : value.lastIndexOf(word);
  if (at === -1 || word === undefined || span.end - span.start !== value.length) return span;
  return { file: span.file, start: span.start + at, end: span.start + at + word.length };
}

interface Alternative {
  text: string;
  right: boolean;
  span: Span;
}

/** `:choose[RS-485; *MS/TP*; KNX]` */
export function readChosen(node: DirectiveNode, context: ReadContext): BlankRead | undefined {
  const { id, points } = readAttributes(node, context, chosenAttributes);
  const all = splitAlternatives(node.children as readonly PhrasingContent[], node, context);
  if (all.length === 1 && all[0]?.text === "") {
    context.report(fillInMistakes.emptyBlank(context.span(node), { name: node.name }));
    return undefined;
  }
  const kept = all.filter(({ text, span }, index) => {
    if (text === "") context.report(fillInMistakes.emptyAlternative(span, { place: "`:choose`" }));
    else if (all.findIndex((each) => each.text === text) !== index) {
      context.report(fillInMistakes.duplicateAlternative(span, { text }));
    } else return true;
    return false;
  });
  const right = kept.filter((each) => each.right);
  const span = context.span(node);
  if (kept.length === 1) context.report(fillInMistakes.oneAlternative(span, {}));
  else if (right.length === 0) context.report(fillInMistakes.noRightAlternative(span, {}));
  else if (right.length === kept.length) context.report(fillInMistakes.allRight(span, {}));
  if (right.length === 0) return undefined;
  return {
    type: "chosen",
    options: kept.map(({ text }) => text),
    right: right.map(({ text }) => text),
    ...(points === undefined ? {} : { weight: points }),
    ...(id === undefined ? {} : { authored: id }),
  };
}

function splitAlternatives(
  children: readonly PhrasingContent[],
  node: DirectiveNode,
  context: ReadContext,
): readonly Alternative[] {
  const found: Alternative[] = [{ text: "", right: false, span: context.span(node) }];
  const add = (text: string, span: Span, right: boolean) => {
    const last = found.at(-1) as Alternative;
    if (last.text.trim() === "" && text.trim() !== "") last.span = span;
    last.text += text;
    last.right ||= right && text.trim() !== "";
  };
  for (const child of children) {
    if (child.type !== "text") {
      add(inlineText([child], context), context.span(child), child.type === "emphasis");
      continue;
    }
    let at = 0;
    child.value.split(";").forEach((piece, index) => {
      if (index > 0)
        found.push({ text: "", right: false, span: pieceSpan(child, { from: at - 1, to: at }, context) });
      const start = at + (piece.length - piece.trimStart().length);
      add(piece, pieceSpan(child, { from: start, to: at + piece.trimEnd().length }, context), false);
      at += piece.length + 1;
    });
  }
  return found.map((each) => ({ ...each, text: each.text.trim().replace(/\s+/g, " ") }));
}

function pieceSpan(
  text: Text,
  range: { readonly from: number; readonly to: number },
  context: ReadContext,
): Span {
  return spanWithin(text, { from: range.from, to: Math.max(range.to, range.from) }, context);
}
