import type { List } from "mdast";
import { z } from "zod";
import { mistake } from "../mistake.ts";
import { readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import { flag, slug } from "../reading/attributes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { observedSteps } from "./performance.observed.ts";
import type { PerformanceSpec } from "./performance-spec.ts";

const TIME = "a time such as `10s`, `90s` or `20m`";
const limit = z
  .string()
  .regex(/^[1-9]\d{0,3}[sm]$/, TIME)
  .transform((value) => Number(value.slice(0, -1)) * (value.endsWith("m") ? 60 : 1));
const settings = { id: slug, critical: flag, limit };

const ticked = mistake("performance/ticked", {
  meaning: "A step of a performance is ticked in the source.",
  message: () => "this step is ticked already; whoever does it ticks it",
  help: () => "write `- [ ]`, and `:set{critical}` at the end of a step that must not be missed",
});

/** `:::performance`: a task list of steps, with what tells that each is done in a quotation under it. */
export const performanceSource = {
  kind: "performance",
  answers: "boxes",
  attributes: {},
  texts: { set: settings },
  practiceOnly: true,
  observed: observedSteps,
  mistakes: [ticked],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const list = frame.answers as List;
    const rules = { boxes: true, settings };
    const items = list.children.flatMap((item) => readAnswerItem(item, context, rules) ?? []);
    reportDuplicates(items, context);
    for (const { checked, span } of items) if (checked) context.report(ticked(span, {}));
    if (items.length === 0) return undefined;
    const ids = context.ids(
      "steps",
      items.map(({ text, span, settings: { id } }) => ({
        text,
        span,
        ...(id === undefined ? {} : { authored: id }),
      })),
    );
    const steps = items.map(({ html, text, feedback, settings: own }, index) => ({
      id: ids[index] as string,
      html,
      text,
      ...(own.critical === true ? { critical: true as const } : {}),
      ...(own.limit === undefined ? {} : { limit: own.limit }),
      ...(feedback === undefined ? {} : { criterion: feedback }),
    }));
    return { spec: { steps } };
  },
} as const satisfies KindSource<"performance", PerformanceSpec, Record<never, never>>;
