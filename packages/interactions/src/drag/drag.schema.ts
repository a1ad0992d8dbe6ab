import type { Heading, List, PhrasingContent } from "mdast";
import type { ReadContext } from "../authoring.ts";
import { mistake } from "../mistake.ts";
import { type AnswerItem, readAnswerItem } from "../reading/answer-item.ts";
import { slug } from "../reading/attributes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { type Content, inlineHtml, inlineText, spanOf } from "../reading/nodes.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import type { DragSpec } from "./drag-spec.ts";

const settings = { id: slug };

const dragMistakes = {
  fewGroups: mistake<{ count: number }>("drag/few-groups", {
    meaning: "There are fewer than two groups to sort into.",
    message: ({ count }) =>
      `${count === 0 ? "no heading names a group" : "there is only one group"}; cards are sorted into two or more`,
    help: () => "write each group as a heading, `### Control network`, with the list of its cards below",
  }),
  emptyGroup: mistake<{ text: string }>("drag/empty-group", {
    meaning: "A group has no cards.",
    message: ({ text }) => `the group "${text}" has no card`,
    help: () => "put a list with its cards below the heading, or take the heading out",
  }),
  noName: mistake("drag/no-name", {
    meaning: "A group's heading has no text.",
    message: () => "this group has no name",
    help: () => "write it on the line of the heading, as in `### Control network`",
  }),
  groupTwice: mistake<{ text: string }>("drag/group-twice", {
    meaning: "Two groups have the same name.",
    message: ({ text }) => `the group "${text}" stands here a second time`,
    help: () => "join the two, or give one another name",
  }),
  cardTwice: mistake<{ text: string; group: string; first: string }>("drag/card-twice", {
    meaning: "A card stands in two groups, so there is no one place for it.",
    message: ({ text, group, first }) =>
      group === first
        ? `the card "${text}" stands twice in the group "${group}"`
        : `the card "${text}" stands in the group "${group}" and in "${first}"; a card belongs to one`,
    help: () => "take one of the two out, or say on the cards how they differ",
  }),
  notACard: mistake("drag/not-a-card", {
    meaning: "Something other than a list of cards stands below a group's heading.",
    message: () => "only a list of cards stands below the name of a group",
    help: () => "move it above the first group, or make it an item of the list",
  }),
} as const;

interface Group {
  readonly heading: Heading;
  readonly text: string;
  readonly cards: readonly AnswerItem<typeof settings>[];
  /** It has cards, whether or not they could be read. */
  readonly filled: boolean;
}

/** `:::drag`: headings are the groups, the list below each holds its cards. */
export const dragSource = {
  kind: "drag",
  answers: "none",
  attributes: {},
  texts: { set: settings },
  owns: ["headings"],
  mistakes: Object.values(dragMistakes),
  read({ node, stem: blocks }, context) {
    const first = blocks.findIndex(({ type }) => type === "heading");
    const stem = first < 0 ? blocks : blocks.slice(0, first);
    if (stem.length === 0 && blocks.length > 0)
      context.report(questionMistakes.noStem(context.opening(node), {}));
    const groups = readGroups(first < 0 ? [] : blocks.slice(first), context);
    if (groups.length < 2)
      context.report(dragMistakes.fewGroups(context.opening(node), { count: groups.length }));
    reportGroups(groups, context);
    reportCards(groups, context);
    const sound = groups.filter(({ text, cards }) => text !== "" && cards.length > 0);
    if (sound.length < 2) return undefined;
    return {
      spec: specOf(sound, context),
      stem: stem.length === 0 ? "" : context.html(stem),
      name: context.text(stem),
    };
  },
} as const satisfies KindSource<"drag", DragSpec, Record<never, never>>;

function readGroups(blocks: readonly Content[], context: ReadContext): readonly Group[] {
  const groups: Group[] = [];
  for (const block of blocks) {
    if (block.type === "heading") {
      const text = inlineText(block.children, context);
      groups.push({ heading: block, text, cards: [], filled: false });
      continue;
    }
    const group = groups.pop();
    if (group === undefined) continue;
    if (block.type === "list") {
      const cards = [...group.cards, ...cardsOf(block, context)];
      groups.push({ ...group, cards, filled: true });
    } else {
      context.report(dragMistakes.notACard(context.span(block), {}));
      groups.push(group);
    }
  }
  return groups;
}

function cardsOf(list: List, context: ReadContext): readonly AnswerItem<typeof settings>[] {
  // A box has been told already: the frame finds it in what it takes for the question's text.
  return list.children.flatMap(
    (item) => readAnswerItem({ ...item, checked: null }, context, { boxes: false, settings }) ?? [],
  );
}

const key = (text: string) => text.normalize("NFC").toLowerCase();

function reportGroups(groups: readonly Group[], context: ReadContext): void {
  const seen = new Map<string, Heading>();
  for (const { heading, text, filled } of groups) {
    const before = seen.get(key(text));
    if (text === "") context.report(dragMistakes.noName(context.span(heading), {}));
    else if (before !== undefined) {
      const labels = [{ span: context.span(before), message: "first here" }];
      context.report(dragMistakes.groupTwice(context.span(heading), { text }, labels));
    } else seen.set(key(text), heading);
    if (!filled && text !== "") context.report(dragMistakes.emptyGroup(context.span(heading), { text }));
  }
}

function reportCards(groups: readonly Group[], context: ReadContext): void {
  const seen = new Map<string, { readonly group: string; readonly span: AnswerItem["span"] }>();
  for (const { text: group, cards } of groups)
    for (const { text, span } of cards) {
      const before = seen.get(key(text));
      if (before === undefined) seen.set(key(text), { group, span });
      else {
        const labels = [{ span: before.span, message: "first here" }];
        context.report(dragMistakes.cardTwice(span, { text, group, first: before.group }, labels));
      }
    }
}

function specOf(groups: readonly Group[], context: ReadContext): DragSpec {
  const targetIds = context.ids(
    "target",
    groups.map(({ heading, text }) => ({
      text,
      span: spanOf(heading.children, context) ?? context.span(heading),
    })),
  );
  const cards = groups.flatMap((group, index) =>
    group.cards.map((card) => ({ card, target: targetIds[index] as string })),
  );
  const sourceIds = context.ids(
    "source",
    cards.map(({ card: { text, span, settings: own } }) => ({
      text,
      span,
      ...(own.id === undefined ? {} : { authored: own.id }),
    })),
  );
  return {
    source: cards.map(({ card: { html, text, feedback }, target }, index) => ({
      id: sourceIds[index] as string,
      html,
      text,
      target,
      ...(feedback === undefined ? {} : { feedback }),
    })),
    target: groups.map(({ heading, text }, index) => ({
      id: targetIds[index] as string,
      text,
      html: inlineHtml(heading.children as PhrasingContent[], context),
    })),
  };
}
