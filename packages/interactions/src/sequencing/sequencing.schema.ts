import type { List } from "mdast";
import { mistake } from "../mistake.ts";
import { readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import { slug } from "../reading/attributes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import type { SequencingSpec } from "./sequencing-spec.ts";

const settings = { id: slug };

const oneStep = mistake("sequencing/one-step", {
  meaning: "There are fewer than two steps.",
  message: () => "one step has no order; a sequence has two or more",
});
const twoSteps = mistake("sequencing/two-steps", {
  severity: "warning",
  meaning: "Two steps have only two orders: every other guess is right.",
  message: () => "two steps have only two orders, so every other guess is right",
  help: () => "add a step, or ask with `choice` which one comes first",
});

/** `:::sequencing`: an ordered list in the right order. */
export const sequencingSource = {
  kind: "sequencing",
  answers: "steps",
  attributes: {},
  texts: { set: settings },
  mistakes: [oneStep, twoSteps],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const list = frame.answers as List;
    const items = list.children.flatMap(
      (item) => readAnswerItem(item, context, { boxes: false, settings }) ?? [],
    );
    reportDuplicates(items, context);
    if (list.children.length === 1) context.report(oneStep(context.span(list), {}));
    if (list.children.length === 2) context.report(twoSteps(context.span(list), {}));
    if (items.length < 2) return undefined;
    const ids = context.ids(
      "steps",
      items.map(({ text, span, settings: { id } }) => ({
        text,
        span,
        ...(id === undefined ? {} : { authored: id }),
      })),
    );
    const steps = items.map(({ html, text }, index) => ({ id: ids[index] as string, html, text }));
    return { spec: { steps, presented: mixed(ids) } };
  },
} as const satisfies KindSource<"sequencing", SequencingSpec, Record<never, never>>;

/** The same other order for the same steps on every build (FNV-1a of each id), never the order given. */
export function mixed(ids: readonly string[]): readonly string[] {
  const order = [...ids].sort((a, b) => hash(a) - hash(b) || (a < b ? -1 : 1));
  const same = order.every((id, index) => id === ids[index]);
  return same ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
