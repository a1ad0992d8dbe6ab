import { mistake } from "../mistake.ts";
import { reportDuplicates } from "../reading/answer-item.ts";
import { slug } from "../reading/attributes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import type { ReadContext } from "../authoring.ts";
import { readRegions, type Region, reportOverlaps } from "../regions/read-regions.ts";
import { regionMistakes } from "../regions/region-mistakes.ts";
import type { LabelSpec } from "./label-spec.ts";

const settings = { id: slug };

const oneLabel = mistake("label/one-label", {
  meaning: "There is only one label, which can go nowhere else.",
  message: () => "one label and one place leave nothing to tell apart; two or more make a question",
});

/** `:::label`: a picture, and a list whose items are the labels, each a link to where it belongs. */
export const labelSource = {
  kind: "label",
  answers: "bullets",
  attributes: {},
  texts: { set: settings },
  owns: ["regions"],
  mistakes: [...Object.values(regionMistakes), oneLabel],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const regions = readRegions(frame, context, { boxes: false, settings });
    if (regions === undefined) return undefined;
    const { picture, items, whole, stem, name } = regions;
    reportDuplicates(items, context);
    reportOverlaps(items, context);
    if (whole && items.length < 2) context.report(oneLabel(context.span(frame.answers), {}));
    if (items.length < 2) return undefined;
    return { spec: { picture, ...pairsOf(items, context) }, stem, name };
  },
} as const satisfies KindSource<"label", LabelSpec, Record<never, never>>;

function pairsOf(
  items: readonly Region<typeof settings>[],
  context: ReadContext,
): Pick<LabelSpec, "source" | "target"> {
  const sourceIds = context.ids(
    "source",
    items.map(({ text, span, settings: { id } }) => ({
      text,
      span,
      ...(id === undefined ? {} : { authored: id }),
    })),
  );
  // Called by where it lies: an id made of its label, or of the shape's name, would tell the answer in the page.
  const targetIds = context.ids(
    "target",
    items.map(({ area, span }) => ({ text: `at ${Math.round(area.x)} ${Math.round(area.y)}`, span })),
  );
  const target = items
    .map(({ text, title, area }, index) => ({
      id: targetIds[index] as string,
      text: title ?? text,
      area,
      ...(title === undefined ? {} : { title }),
    }))
    .sort(({ area: a }, { area: b }) => a.y - b.y || a.x - b.x);
  const source = items.map(({ html, text, feedback }, index) => ({
    id: sourceIds[index] as string,
    html,
    text,
    target: targetIds[index] as string,
    ...(feedback === undefined ? {} : { feedback }),
  }));
  return { source, target };
}
