import type { Span } from "@tessera/diagnostics";
import type { Heading, Link, List, ListItem } from "mdast";
import type { DirectiveNode, ReadContext } from "../authoring.ts";
import { type AnswerItem, readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import { flag, positive, readAttributes, slug } from "../reading/attributes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { asDirective, type Content, inlineHtml, inlineText, walk } from "../reading/nodes.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import { bestPaths, endless, unreachable } from "./scenario-graph.ts";
import { scenarioMistakes as mistakes } from "./scenario-mistakes.ts";
import type { ScenarioChoice, ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";

const settings = { id: slug, points: positive };
const endSettings = { pass: flag, fail: flag, points: positive };

/** A choice as written; it gets its id when all are known. */
type WrittenChoice = Omit<ScenarioChoice, "id"> & {
  readonly item: AnswerItem<typeof settings>;
  readonly toSpan: Span;
};

interface WrittenScene extends Omit<ScenarioScene, "choices"> {
  /** Its heading. */
  readonly span: Span;
  readonly choices: readonly WrittenChoice[];
}

/** `:::scenario`: headings are scenes, links in their lists lead from one to the next, `::end` ends a path. */
export const scenarioSource = {
  kind: "scenario",
  answers: "scenes",
  attributes: {},
  texts: { set: settings },
  leaves: { end: endSettings },
  owns: ["scenes", "headings"],
  mistakes: Object.values(mistakes),
  read({ node, stem: blocks }, context) {
    let torn = false;
    const report: ReadContext["report"] = (diagnostic) => {
      torn ||= diagnostic.severity === "error";
      context.report(diagnostic);
    };
    const own = { ...context, report };
    const first = blocks.findIndex(({ type }) => type === "heading");
    const stem = first < 0 ? blocks : blocks.slice(0, first);
    if (first < 0) report(mistakes.noScenes(context.opening(node), {}));
    const written = readScenes(first < 0 ? [] : blocks.slice(first), own);
    // Where a scene has no id, nobody knows which choices were meant to lead to it.
    if (blocks.filter(({ type }) => type === "heading").length === written.length)
      reportTargets(written, own);
    const scenes = withIds(written, context);
    if (!torn) reportWays(written, scenes, own);
    if (torn) return undefined;
    const found = bestPaths(scenes);
    if (typeof found === "string") {
      const told = found === "none" ? mistakes.noRightPath : mistakes.manyPaths;
      report(told(context.opening(node), {}));
      return undefined;
    }
    return {
      spec: { scenes, ...found },
      stem: stem.length === 0 ? "" : context.html(stem),
      name: stem.length === 0 ? (scenes[0]?.title ?? "") : context.text(stem),
    };
  },
} as const satisfies KindSource<"scenario", ScenarioSpec, Record<never, never>>;

function readScenes(blocks: readonly Content[], context: ReadContext): readonly WrittenScene[] {
  const groups: { heading: Heading; content: Content[] }[] = [];
  for (const block of blocks) {
    if (block.type === "heading") groups.push({ heading: block, content: [] });
    else groups.at(-1)?.content.push(block);
  }
  const scenes = new Map<string, WrittenScene>();
  for (const { heading, content } of groups) {
    const span = context.span(heading);
    const named = nameOf(heading, context);
    if (named === undefined) continue;
    const before = scenes.get(named.id);
    if (before !== undefined) {
      const labels = [{ span: before.span, message: "the first" }];
      context.report(mistakes.sceneTwice(span, { id: named.id }, labels));
      continue;
    }
    scenes.set(named.id, { ...named, span, ...readScene(named.id, { span, content }, context) });
  }
  return [...scenes.values()];
}

/** `id: title`, or an id alone, which is shown with a capital. */
function nameOf(heading: Heading, context: ReadContext): { id: string; title: string } | undefined {
  const text = inlineText(heading.children, context);
  const [, before = "", title = ""] = /^([^:]*)(?::\s+(.*))?$/.exec(text) ?? [];
  const id = before.trim();
  if (slug.safeParse(id).success) {
    const words = id.replaceAll("-", " ");
    return { id, title: title.trim() || words.charAt(0).toUpperCase() + words.slice(1) };
  }
  const near = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  context.report(
    mistakes.sceneId(context.span(heading), { text, id: near.split("-").slice(0, 3).join("-") }),
  );
  return undefined;
}

/** A list of which some item holds a link to a scene, or that has boxes. */
function isChoices(block: Content): block is List {
  if (block.type !== "list") return false;
  return block.children.some(
    (item) =>
      typeof item.checked === "boolean" ||
      [...walk(item.children)].some(({ node }) => node.type === "link" && node.url.startsWith("#")),
  );
}

function readScene(
  id: string,
  { span, content }: { readonly span: Span; readonly content: readonly Content[] },
  context: ReadContext,
): Pick<WrittenScene, "html" | "choices" | "end"> {
  const lists = content.filter(isChoices);
  const ends = content.flatMap((block) => {
    const leaf = asDirective(block);
    return leaf?.name === "end" ? [leaf] : [];
  });
  const told = content.filter((block) => !isChoices(block) && asDirective(block)?.name !== "end");
  const [first, second] = [...lists, ...ends.map((leaf) => leaf as unknown as Content)];
  if (first === undefined) context.report(mistakes.deadEnd(span, { id }));
  else if (lists.length > 1) context.report(questionMistakes.secondList(context.span(lists[1] as List), {}));
  else if (second !== undefined) context.report(mistakes.endAndChoices(context.span(second as List), { id }));
  else
    for (const block of content.slice(content.indexOf(first) + 1)) {
      const wrong =
        block.type === "blockquote" ? questionMistakes.quoteAtMargin : questionMistakes.textAfterAnswers;
      context.report(wrong(context.span(block), {}));
    }
  const choices = lists
    .slice(0, 1)
    .flatMap((list) => list.children.flatMap((item) => readChoice(item, context)));
  reportDuplicates(
    choices.map(({ item }) => item),
    context,
  );
  const [leaf] = ends;
  const end = leaf === undefined ? undefined : readEnd(leaf, context);
  return { html: told.length === 0 ? "" : context.html(told), choices, ...(end !== undefined && { end }) };
}

function readChoice(listItem: ListItem, context: ReadContext): readonly WrittenChoice[] {
  const item = readAnswerItem(listItem, context, { boxes: "optional", settings });
  if (item === undefined) return [];
  const [link, ...more] = item.content;
  if (link?.type !== "link" || !link.url.startsWith("#") || more.length > 0 || link.children.length === 0) {
    context.report(mistakes.noTarget(item.span, {}));
    return [];
  }
  const right = typeof listItem.checked === "boolean" ? listItem.checked : undefined;
  const { points } = item.settings;
  if (points !== undefined && right === undefined) {
    const why = "a choice that is neither right nor wrong neither gives nor takes points";
    context.report(questionMistakes.noCredit(item.settingSpans.get("points") ?? item.span, { why }));
  }
  const { children, url } = link as Link;
  return [
    {
      item,
      toSpan: context.span(link),
      html: inlineHtml(children, context),
      text: inlineText(children, context),
      to: url.slice(1),
      points: points ?? 1,
      ...(right !== undefined && { right }),
      ...(item.feedback !== undefined && { feedback: item.feedback }),
    },
  ];
}

function readEnd(leaf: DirectiveNode, context: ReadContext): ScenarioScene["end"] {
  const { pass, fail, points } = readAttributes(leaf, context, endSettings);
  const opening = context.opening(leaf);
  if ((pass === true) === (fail === true)) context.report(mistakes.endVerdict(opening, {}));
  if (points !== undefined && fail === true)
    context.report(questionMistakes.noCredit(opening, { why: "an end that fails gives no points" }));
  if (leaf.children.length === 0) context.report(mistakes.emptyEnd(opening, {}));
  const blocks = [{ type: "paragraph", children: leaf.children } as unknown as Content];
  return { html: context.html(blocks), pass: pass === true, points: points ?? 1 };
}

function reportTargets(scenes: readonly WrittenScene[], context: ReadContext): void {
  const known = scenes.map(({ id }) => id);
  for (const { choices } of scenes)
    for (const { to, toSpan } of choices)
      if (!known.includes(to))
        context.report(mistakes.unknownScene(toSpan, { id: to, known: known.join(" ") }));
}

/** The lock knows a choice by its scene and its words: "Go on" may stand in many scenes. */
function withIds(scenes: readonly WrittenScene[], context: ReadContext): readonly ScenarioScene[] {
  const all = scenes.flatMap(({ id, choices }) => choices.map((choice) => ({ scene: id, choice })));
  const ids = context.ids(
    "choices",
    all.map(({ scene, choice: { text, item } }) => ({
      text: `${scene}: ${text}`,
      span: item.span,
      ...(item.settings.id === undefined ? {} : { authored: item.settings.id }),
    })),
  );
  let next = 0;
  return scenes.map(({ span: _span, choices, ...scene }) => ({
    ...scene,
    choices: choices.map(({ item: _item, toSpan: _toSpan, ...choice }) => ({
      id: ids[next++] as string,
      ...choice,
    })),
  }));
}

function reportWays(
  written: readonly WrittenScene[],
  scenes: readonly ScenarioScene[],
  context: ReadContext,
): void {
  const spanOf = (id: string) => (written.find((scene) => scene.id === id) as WrittenScene).span;
  const never = new Set(unreachable(scenes).map(({ id }) => id));
  for (const id of never) context.report(mistakes.unreachable(spanOf(id), { id }));
  // One mistake, not one for each scene of the circle.
  const [circle] = endless(scenes).filter(({ id }) => !never.has(id));
  if (circle !== undefined) context.report(mistakes.endless(spanOf(circle.id), { id: circle.id }));
}
