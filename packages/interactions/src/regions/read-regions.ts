import { suggest } from "@tessera/diagnostics";
import type { Image, Link, List, Paragraph } from "mdast";
import type { Outline, Picture, ReadContext } from "../authoring.ts";
import type { Html } from "../interaction.ts";
import { type AnswerItem, readAnswerItem } from "../reading/answer-item.ts";
import type { AttributeShape } from "../reading/attributes.ts";
import type { Frame } from "../reading/frame.ts";
import { type Content, inlineHtml, inlineText } from "../reading/nodes.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import { areaOf, boxOf, overlap, rectangle } from "./outline.ts";
import type { Area, PictureSpec } from "./picture-spec.ts";
import { regionMistakes } from "./region-mistakes.ts";

/** An answer that is a region. */
export type Region<Shape extends AttributeShape = AttributeShape> = AnswerItem<Shape> & {
  readonly area: Area;
  readonly outline: Outline;
  /** What the author wrote in quotation marks behind the address. */
  readonly title?: string;
};

export interface Regions<Shape extends AttributeShape = AttributeShape> {
  readonly picture: PictureSpec;
  readonly items: readonly Region<Shape>[];
  /** Every answer could be read. */
  readonly whole: boolean;
  /** What asks, without the picture. */
  readonly stem: Html;
  readonly name: string;
}

/**
 * The picture of a question and its regions. What is wrong with them is reported.
 *
 * @returns undefined without a picture, or where its file can't be read
 */
export function readRegions<Shape extends AttributeShape>(
  frame: Pick<Frame, "node" | "stem" | "answers">,
  context: ReadContext,
  rules: { readonly boxes: boolean; readonly settings: Shape },
): Regions<Shape> | undefined {
  const list = frame.answers as List;
  const found = pictureIn(frame.stem);
  if (found === undefined) {
    context.report(regionMistakes.noPicture(context.opening(frame.node), { kind: frame.node.name }));
    return undefined;
  }
  const { image, rest } = found;
  const name = context.text(rest);
  if (name === "") context.report(questionMistakes.noStem(context.opening(frame.node), {}));
  const picture = context.picture(image);
  if (picture === undefined) return undefined;
  const { width, height } = picture;
  const items = list.children.flatMap((each) => {
    const item = readAnswerItem(each, context, rules);
    return item === undefined ? [] : (regionOf(item, picture, context) ?? []);
  });
  reportRepeats(items, context);
  return {
    picture: { html: inlineHtml([image], context), width, height },
    items,
    whole: items.length === list.children.length,
    stem: rest.length === 0 ? "" : context.html(rest),
    name,
  };
}

/** The last picture above the answers; it stands alone in its paragraph. */
function pictureIn(stem: readonly Content[]): { image: Image; rest: readonly Content[] } | undefined {
  const alone = (block: Content): block is Paragraph =>
    block.type === "paragraph" && block.children.length === 1 && block.children[0]?.type === "image";
  const paragraph = stem.findLast(alone);
  if (paragraph === undefined) return undefined;
  return { image: paragraph.children[0] as Image, rest: stem.filter((block) => block !== paragraph) };
}

function regionOf<Shape extends AttributeShape>(
  item: AnswerItem<Shape>,
  picture: Picture,
  context: ReadContext,
): Region<Shape> | undefined {
  const [link, ...more] = item.content;
  const text = link?.type === "link" ? inlineText(link.children, context) : "";
  if (link?.type !== "link" || more.length > 0 || text === "") {
    context.report(regionMistakes.noLink(item.span, {}));
    return undefined;
  }
  const outline = outlineOf(link, picture, context);
  if (outline === undefined) return undefined;
  const { left, top, right, bottom } = boxOf(outline);
  const { width, height } = picture;
  // A line that is drawn along the picture's edge may be half a pixel out.
  if (left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5) {
    context.report(regionMistakes.outside(item.span, { text, width, height }));
    return undefined;
  }
  const title = link.title?.trim() ?? "";
  return {
    ...item,
    text,
    html: inlineHtml(link.children, context),
    outline,
    area: areaOf(outline),
    ...(title === "" ? {} : { title }),
  };
}

const NUMBER = "(\\d+(?:\\.\\d+)?)";
const PIXELS = new RegExp(`^#xywh=${[NUMBER, NUMBER, NUMBER, NUMBER].join(",")}$`);

function outlineOf(link: Link, picture: Picture, context: ReadContext): Outline | undefined {
  const span = context.span(link);
  const pixels = PIXELS.exec(link.url);
  if (pixels !== null) {
    const [x = 0, y = 0, width = 0, height = 0] = pixels.slice(1).map(Number);
    if (width > 0 && height > 0) return rectangle({ left: x, top: y, right: x + width, bottom: y + height });
  }
  const shape = /^#(?!xywh\b)(.+)$/.exec(link.url)?.[1];
  if (shape === undefined) {
    context.report(regionMistakes.malformed(span, { found: link.url }));
    return undefined;
  }
  if (picture.shapes === undefined) {
    context.report(regionMistakes.noShapes(span, { shape }));
    return undefined;
  }
  const outline = picture.shapes.get(decode(shape));
  if (outline === undefined) {
    const ids = [...picture.shapes].flatMap(([id, rings]) => (rings.length > 0 ? [id] : []));
    const params = { shape, known: ids.join(" "), nearest: suggest(shape, ids) ?? "" };
    context.report(regionMistakes.unknownShape(span, params));
    return undefined;
  }
  if (outline.length > 0) return outline;
  context.report(regionMistakes.noOutline(span, { shape }));
  return undefined;
}

/** Ids of other scripts than Latin come percent-encoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function reportRepeats(items: readonly Region[], context: ReadContext): void {
  const seen = new Map<string, Region>();
  for (const item of items) {
    const first = seen.get(item.area.path);
    if (first === undefined) seen.set(item.area.path, item);
    else {
      const labels = [{ span: first.span, message: "first here" }];
      context.report(regionMistakes.repeated(item.span, { text: item.text, first: first.text }, labels));
    }
  }
}

/** Reports each region that lies over an earlier one from which it must be told. */
export function reportOverlaps(
  items: readonly Region[],
  context: ReadContext,
  apart: (one: Region, other: Region) => boolean = () => true,
): void {
  items.forEach((item, index) => {
    const other = items
      .slice(0, index)
      .find(
        (each) =>
          each.area.path !== item.area.path && apart(each, item) && overlap(each.outline, item.outline),
      );
    if (other === undefined) return;
    const labels = [{ span: other.span, message: "the other region" }];
    context.report(regionMistakes.overlap(item.span, { text: item.text, other: other.text }, labels));
  });
}
