import type { List } from "mdast";
import { z } from "zod";
import type { DirectiveNode, ReadContext } from "../authoring.ts";
import { html } from "../html.ts";
import { mistake, oneOf } from "../mistake.ts";
import { readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import { readAttributes, slug } from "../reading/attributes.ts";
import type { Frame } from "../reading/frame.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { isLabel } from "../reading/nodes.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import { type LongFillInSpec, MARKERS } from "./long-fill-in-spec.ts";
import { wordsAsked } from "./words-asked.ts";

const RANGE = "numbers of words, such as `80..150`, `80..` or `..150`";

const attributes = {
  words: z
    .string()
    .regex(/^(?:[1-9]\d{0,3}\.\.(?:[1-9]\d{0,3})?|\.\.[1-9]\d{0,3})$/, RANGE)
    .transform((value) => {
      const [min = "", max = ""] = value.split("..");
      return {
        ...(min === "" ? {} : { min: Number(min) }),
        ...(max === "" ? {} : { max: Number(max) }),
      };
    })
    .refine(({ min = 1, max = Infinity }) => min <= max, `the smaller number first: ${RANGE}`),
  "marked-by": z.enum(MARKERS, oneOf(MARKERS)),
};
type Own = Frame<typeof attributes>;

const noKeyPoints = mistake("long-fill-in/no-key-points", {
  meaning: "The learner is to mark the own text, and there are no key points to mark it against.",
  message: () => "`marked-by=self` needs key points: there is nothing to mark the text against",
  help: () => "add `:::key-points` with a list of what a good answer says, or write `marked-by=none`",
});
const keyPointsShape = mistake("long-fill-in/key-points-shape", {
  meaning: "Key points are not one list of bullets.",
  message: () => "key points are one list of bullets, `- names the affected segment`",
});
const emptyModel = mistake("long-fill-in/empty-model", {
  meaning: "A model answer has no text.",
  message: () => "this model answer has no text",
  help: () => "write it between the fences, or leave the container out",
});
const repeatedPart = mistake<{ name: string }>("long-fill-in/repeated-part", {
  meaning: "Key points or a model answer stand twice in one question.",
  message: ({ name }) => `\`${name}\` stands twice; a question has one`,
  help: () => "join the two in one container",
});
const nothingToMark = mistake("long-fill-in/nothing-to-mark", {
  meaning: "A supervisor is to mark a text that the records leave out.",
  message: () => "`record=score` keeps out of the records the text that a supervisor is to mark",
  help: () => "remove `record=score`, or write `marked-by=self` or `marked-by=none`",
});

/** What `:set{…}` may hold at a key point. */
const settings = { id: slug };

/** `:::long-fill-in`: text in own words, with key points and a model answer. */
export const longFillInSource = {
  kind: "long-fill-in",
  answers: "none",
  attributes,
  texts: { set: settings },
  parts: ["key-points", "model-answer"],
  practiceOnly: true,
  // On paper there is room to write.
  observed: (spec, { strings }) => html`<p class="observed-lines">${wordsAsked(spec, strings)}</p>`.raw,
  mistakes: [noKeyPoints, keyPointsShape, emptyModel, repeatedPart, nothingToMark],
  read(frame, context) {
    const points = onePart("key-points", frame, context);
    const modelPart = onePart("model-answer", frame, context);
    const keyPoints = points === undefined ? [] : readPoints(points, context);
    const model = modelPart === undefined ? undefined : readModel(modelPart, context);
    const { words, "marked-by": marker, record } = frame.attributes;
    const markedBy = marker ?? (points === undefined ? "none" : "self");
    const place = (name: string) =>
      context.attributes(frame.node).find((attribute) => attribute.name === name)?.nameSpan ??
      context.opening(frame.node);
    if (markedBy === "self" && points === undefined) context.report(noKeyPoints(place("marked-by"), {}));
    if (markedBy === "supervisor" && record === "score") context.report(nothingToMark(place("record"), {}));
    if (markedBy === "self" && keyPoints.length === 0) return undefined;
    const spec: LongFillInSpec = {
      markedBy,
      ...(words === undefined ? {} : { words }),
      keyPoints,
      ...(model === undefined ? {} : { model }),
    };
    return { spec };
  },
} as const satisfies KindSource<"long-fill-in", LongFillInSpec, typeof attributes>;

function onePart(name: string, { parts }: Own, context: ReadContext): DirectiveNode | undefined {
  const [first, ...more] = parts.filter((part) => part.name === name);
  for (const part of more) {
    const labels = first === undefined ? [] : [{ span: context.opening(first), message: "first here" }];
    context.report(repeatedPart(context.opening(part), { name }, labels));
  }
  if (first !== undefined) readAttributes(first, context, {});
  return first;
}

/** What stands between the fences; a label is told. */
function contentOf(part: DirectiveNode, context: ReadContext): DirectiveNode["children"] {
  const label = part.children.find((child) => isLabel(child));
  if (label !== undefined) context.report(questionMistakes.label(context.span(label), { owner: part.name }));
  return part.children.filter((child) => child !== label);
}

function readPoints(part: DirectiveNode, context: ReadContext): LongFillInSpec["keyPoints"] {
  const content = contentOf(part, context);
  const [list] = content;
  if (list?.type !== "list" || list.ordered === true || content.length > 1) {
    context.report(keyPointsShape(context.opening(part), {}));
    if (list?.type !== "list") return [];
  }
  const rules = { boxes: false, settings };
  const items = (list as List).children.flatMap((item) => readAnswerItem(item, context, rules) ?? []);
  reportDuplicates(items, context);
  const ids = context.ids(
    "points",
    items.map(({ text, span, settings: { id } }) => ({
      text,
      span,
      ...(id === undefined ? {} : { authored: id }),
    })),
  );
  return items.map(({ html, text }, index) => ({ id: ids[index] as string, html, text }));
}

function readModel(part: DirectiveNode, context: ReadContext): LongFillInSpec["model"] {
  const content = contentOf(part, context);
  const text = context.text(content);
  if (text !== "") return { html: context.html(content), text };
  context.report(emptyModel(context.opening(part), {}));
  return undefined;
}
