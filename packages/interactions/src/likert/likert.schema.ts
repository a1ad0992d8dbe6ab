import type { List } from "mdast";
import { html, raw } from "../html.ts";
import { mistake } from "../mistake.ts";
import { readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import { slug } from "../reading/attributes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import type { LikertSpec } from "./likert-spec.ts";

const settings = { id: slug };
/** Beyond this, people no longer tell neighbouring points apart. */
const MOST_POINTS = 11;

const onePoint = mistake("likert/one-point", {
  meaning: "The scale has fewer than two points.",
  message: () => "one point is no scale; a scale has two or more, from one end to the other",
});
const manyPoints = mistake<{ count: number }>("likert/many-points", {
  severity: "warning",
  meaning: "The scale has more points than people can tell apart.",
  message: ({ count }) => `the scale has ${count} points; nobody tells more than ${MOST_POINTS} apart`,
  help: () => "five or seven points say as much",
});

/** `:::likert`: a list of bullets, from one end of the scale to the other. */
export const likertSource = {
  kind: "likert",
  answers: "bullets",
  attributes: {},
  texts: { set: settings },
  practiceOnly: true,
  observed: ({ scale }) =>
    html`<ul class="observed-scale" role="list">
      ${scale.map(({ html: words }) => html`<li>${raw(words)}</li>`)}
    </ul>`.raw,
  mistakes: [onePoint, manyPoints],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const list = frame.answers as List;
    const rules = { boxes: false, settings };
    const items = list.children.flatMap((item) => readAnswerItem(item, context, rules) ?? []);
    reportDuplicates(items, context);
    const count = list.children.length;
    if (count < 2) context.report(onePoint(context.span(list), {}));
    if (count > MOST_POINTS) context.report(manyPoints(context.span(list), { count }));
    if (items.length < 2) return undefined;
    const ids = context.ids(
      "scale",
      items.map(({ text, span, settings: { id } }) => ({
        text,
        span,
        ...(id === undefined ? {} : { authored: id }),
      })),
    );
    const scale = items.map(({ html, text, feedback }, index) => ({
      id: ids[index] as string,
      html,
      text,
      ...(feedback === undefined ? {} : { feedback }),
    }));
    return { spec: { scale } };
  },
} as const satisfies KindSource<"likert", LikertSpec, Record<never, never>>;
